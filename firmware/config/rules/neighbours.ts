import { neighbourDevice, neighbourNames } from '../neighbour-names';
import { pointerTo } from '../pointer';
import type { Finding } from '../problem';
import { didYouMean, listed } from '../suggest';
import { quoted } from '../words';
import type { RuleContext } from './rule';

/** What a neighbour is read from stands once. */
export function* neighbourSources({ site, isTroubled }: RuleContext): Iterable<Finding> {
  const { directory, rooms } = site.neighbours ?? {};
  if (directory && !isTroubled('/neighbours/directory')) {
    const given = (['file', 'url'] as const).filter(name => directory[name] !== undefined);
    if (given.length !== 1) yield sources('/neighbours/directory', given.length);
  }
  for (const [index, room] of (rooms?.list ?? []).entries()) {
    const at = pointerTo('neighbours', 'rooms', 'list', index);
    if (!room || isTroubled(at)) continue;
    if (room.file !== undefined && room.url !== undefined) yield sources(at, 2);
    if (room.file === undefined && room.url === undefined && room.services?.length === 0)
      yield {
        code: 'site-neighbour-source',
        at,
        message: 'there is no "file", no "url" and no service under "services": nothing would ever take it',
      };
  }
}

function sources(at: string, count: number): Finding {
  const has = count === 0 ? 'neither is there' : 'both are there';
  return { code: 'site-neighbour-source', at, message: `expected "file" or "url"; ${has}` };
}

/** Each room has an id of its own, and rings that there are. */
export function* roomNames(context: RuleContext): Iterable<Finding> {
  const { site, placeOf } = context;
  const rings = (site.rings ?? []).map(ring => ring?.id);
  const first = new Map<string, string>();
  for (const [index, room] of (site.neighbours?.rooms?.list ?? []).entries()) {
    const at = pointerTo('neighbours', 'rooms', 'list', index);
    const before = room?.id === undefined ? undefined : first.get(room.id);
    if (before !== undefined)
      yield {
        code: 'site-id-twice',
        at: `${at}/id`,
        message: `the id ${quoted(room?.id)} is taken ${placeOf(before)}`,
      };
    else if (room?.id !== undefined) first.set(room.id, `${at}/id`);
    const ring = room?.ring;
    if (ring === undefined || rings.includes(undefined) || rings.includes(ring)) continue;
    const known = rings.filter(id => id !== undefined);
    const meant = didYouMean(ring, known) || (known.length > 0 ? `; rings has ${listed(known)}` : '');
    yield {
      code: 'site-ring-unknown',
      at: `${at}/ring`,
      message: `${quoted(ring)} is not under rings${meant}`,
    };
  }
}

/** The health of a neighbour is shown among the devices. */
export function* neighbourHealth({ site, placeOf }: RuleContext): Iterable<Finding> {
  const taken = new Map([
    ...Object.keys(site.devices ?? {}).map(name => [name, pointerTo('devices', name)] as const),
    ...(site.bookings?.calendars ?? []).map(
      (calendar, index) => [calendar?.id ?? '', pointerTo('bookings', 'calendars', index, 'id')] as const,
    ),
  ]);
  for (const name of neighbourNames) {
    const before = taken.get(neighbourDevice(name));
    if (site.neighbours?.[name] === undefined || before === undefined) continue;
    yield {
      code: 'site-id-twice',
      at: pointerTo('neighbours', name),
      on: 'key',
      message: `its health is shown as ${quoted(neighbourDevice(name))}, which is taken ${placeOf(before)}`,
    };
  }
}

/** What is sent in the open can be read and changed by others on the network, and a token taken. */
export function* plainNeighbours({ site }: RuleContext): Iterable<Finding> {
  const { servedEvents, helpdesk, directory, freePersons, rooms } = site.neighbours ?? {};
  const urls: (readonly [string, string | undefined])[] = [
    ...Object.entries({ servedEvents, helpdesk, directory, freePersons }).map(
      ([name, settings]) => [pointerTo('neighbours', name, 'url'), settings?.url] as const,
    ),
    ...(rooms?.list ?? []).map(
      (room, index) => [pointerTo('neighbours', 'rooms', 'list', index, 'url'), room?.url] as const,
    ),
  ];
  for (const [at, url] of urls) {
    if (url === undefined) continue;
    if (!URL.canParse(url)) {
      yield {
        code: 'site-neighbour-address',
        at,
        message: 'expected an address such as https://example.fi/x',
      };
      continue;
    }
    const { protocol, hostname } = new URL(url);
    if (protocol !== 'http:' || /^(localhost|127\.\d+\.\d+\.\d+|\[::1\])$/.test(hostname)) continue;
    yield {
      code: 'site-neighbour-plain',
      at,
      message: `"http:" to ${hostname} can be read and changed by others on the network`,
    };
  }
}
