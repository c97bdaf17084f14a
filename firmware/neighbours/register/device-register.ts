import type { Counters } from '../../../hal/device';
import type { Hal } from '../../../hal/hal';
import { optionsOf, type Site } from '../../config/site';
import type { ServicePointView } from '../../servicepoint/state';
import { csvOf } from '../csv';
import { devicePlaces } from '../device-places';

/** One device of the register (S75). */
export interface RegisterRow {
  readonly site: string;
  readonly appliance: string;
  readonly name: string;
  readonly kind: string;
  readonly driver: string;
  /** What stays the same when it is plugged in elsewhere, or where it is wired: a serial number, an address, a line. */
  readonly identity: string;
  /** Entries of the site file that use it. */
  readonly place: readonly string[];
  readonly health: 'ok' | 'failed' | 'unknown';
  /** RFC 3339, UTC: when this identity was ok first under this name; absent: never since the register is kept. */
  readonly firstSeen?: string;
  /** Of the box: the program. What runs in a device is not known. */
  readonly firmware?: string;
  readonly counters: Counters;
}

export interface RegisterSource {
  readonly site: Site;
  readonly hal: Pick<Hal, 'devices'>;
  readonly state: Pick<ServicePointView, 'devices'>;
  readonly version: string;
  /** ms since 1970-01-01 UTC, by name and identity (`seenAs`). */
  readonly firstSeen: ReadonlyMap<string, number>;
}

/** Options that say which device it is and where it is wired, in the order in which they are told. Never a secret. */
const identifying = ['url', 'host', 'port', 'appliance', 'device', 'address', 'line', 'lines', 'pin', 'pins'];

/** The box itself, then its devices in the order of the site file. */
export function deviceRegister({ site, hal, state, version, firstSeen }: RegisterSource): RegisterRow[] {
  const places = devicePlaces(site);
  const point = { site: site.site, appliance: site.appliance };
  const box: RegisterRow = {
    ...point,
    name: site.appliance,
    kind: 'appliance',
    driver: 'none',
    identity: `${site.site}/${site.appliance}`,
    place: [],
    health: 'ok',
    firmware: version,
    counters: {},
  };
  const devices = [...hal.devices.values()].map(({ name, kind, counters }): RegisterRow => {
    const identity = identityOf(site, name);
    const seen = firstSeen.get(seenAs(name, identity));
    return {
      ...point,
      name,
      kind,
      driver: site.devices[name]?.driver ?? 'none',
      identity,
      place: places.get(name) ?? [],
      health: state.devices.get(name)?.health ?? 'unknown',
      ...(seen !== undefined && { firstSeen: new Date(seen).toISOString() }),
      counters,
    };
  });
  return [box, ...devices];
}

export function identityOf({ devices }: Pick<Site, 'devices'>, name: string): string {
  const entry = devices[name];
  const options = entry ? optionsOf(entry) : {};
  return identifying
    .flatMap(option => (options[option] === undefined ? [] : [`${option} ${wordsOf(options[option])}`]))
    .join(', ');
}

/** Another device under the same name is another device. */
export function seenAs(name: string, identity: string): string {
  return `${name} ${identity}`;
}

const columns = [
  'site',
  'appliance',
  'name',
  'kind',
  'driver',
  'identity',
  'place',
  'health',
  'firstSeen',
  'firmware',
  'counters',
] as const satisfies readonly (keyof RegisterRow)[];

/** As a table: places and counters each in one cell. */
export function registerCsv(rows: readonly RegisterRow[]): string {
  return csvOf([
    columns,
    ...rows.map(row => {
      const counters = Object.entries(row.counters).map(([name, count]) => `${name}=${count}`);
      const cells = { ...row, place: row.place.join(' '), counters: counters.join(' ') };
      return columns.map(name => cells[name]);
    }),
  ]);
}

function wordsOf(value: unknown): string {
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}
