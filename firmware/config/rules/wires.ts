import { meaningOf } from '../meaning';
import { parentOf, pointerTo, segmentsOf } from '../pointer';
import type { Finding } from '../problem';
import { isRecord, walk } from '../walk';
import { quoted } from '../words';
import type { AnyBox, RuleContext } from './rule';

interface Taken {
  readonly at: string;
  /** As a person says it. */
  readonly words: string;
  /** The same for two settings that name one pin. */
  readonly key: string;
}

/** The pins, lines and addresses that devices take. */
function* takenIn({ site, driverOf, isTroubled }: RuleContext<AnyBox>): Iterable<Taken> {
  for (const [name, device] of Object.entries(site.devices ?? {})) {
    const driver = driverOf(name);
    const root = pointerTo('devices', name);
    if (!driver || isTroubled(root)) continue;
    for (const { schema, value, pointer } of walk(driver.options, device)) {
      const { takenOf } = meaningOf(schema);
      if (takenOf === undefined || (typeof value !== 'number' && typeof value !== 'string')) continue;
      const holder = nearest(device, pointer, takenOf);
      const what = `${String(schema.title).toLowerCase()} ${value}`;
      yield {
        at: root + pointer,
        words: holder === undefined ? what : `${what} of ${quoted(holder)}`,
        // A name of a line is enough by itself.
        key: `${takenOf}/${typeof value === 'string' ? '' : holder}/${what}`,
      };
    }
  }
}

/** The setting of that name beside the one at the pointer, or further out. */
function nearest(device: unknown, pointer: string, setting: string): string | undefined {
  for (let at = parentOf(pointer); ; at = parentOf(at)) {
    const held = segmentsOf(at).reduce(
      (inner: unknown, segment) => (inner as Record<string, unknown> | undefined)?.[segment],
      device,
    );
    const value = isRecord(held) ? held[setting] : undefined;
    if (typeof value === 'string') return value;
    if (at === '') return undefined;
  }
}

/** One pin of a board, one line of a chip, one address of a bus is for one device. */
export function* sharedLines(context: RuleContext<AnyBox>): Iterable<Finding> {
  const first = new Map<string, string>();
  for (const { at, words, key } of takenIn(context)) {
    const before = first.get(key);
    if (before === undefined) first.set(key, at);
    else
      yield {
        code: 'site-line-twice',
        at,
        message: `${words} is in use ${context.placeOf(before)} already`,
      };
  }
}
