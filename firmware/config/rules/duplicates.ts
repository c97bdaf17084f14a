import type { CatalogueCode } from '../../../hal/platform/catalogue';
import { pointerTo } from '../pointer';
import type { Finding } from '../problem';
import { quoted } from '../words';
import type { RuleContext } from './rule';

interface Named {
  readonly value: string;
  readonly at: string;
}

/** Each value after its first: two things cannot have one id, letter or name. */
function* repeats(
  code: CatalogueCode,
  what: string,
  all: readonly Named[],
  context: RuleContext,
): Iterable<Finding> {
  const first = new Map<string, string>();
  for (const { value, at } of all) {
    const before = first.get(value);
    if (before === undefined) first.set(value, at);
    else yield { code, at, message: `the ${what} ${quoted(value)} is taken ${context.placeOf(before)}` };
  }
}

export function* ids(context: RuleContext): Iterable<Finding> {
  for (const list of [
    'organisations',
    'services',
    'counters',
    'kiosks',
    'displays',
    'smileys',
    'places',
    'rings',
    'directory',
    'messages',
  ] as const) {
    const all = (context.site[list] ?? []).flatMap((entry, index) =>
      entry?.id === undefined ? [] : [{ value: entry.id, at: pointerTo(list, index, 'id') }],
    );
    yield* repeats('site-id-twice', 'id', all, context);
  }
}

/** From one display there is one way to each counter. */
export function* directions(context: RuleContext): Iterable<Finding> {
  for (const [position, display] of (context.site.displays ?? []).entries()) {
    const all = (display?.directions ?? []).flatMap((direction, index) =>
      direction?.counter === undefined
        ? []
        : [
            {
              value: direction.counter,
              at: pointerTo('displays', position, 'directions', index, 'counter'),
            },
          ],
    );
    yield* repeats('site-id-twice', 'way to', all, context);
  }
}

export function* letters(context: RuleContext): Iterable<Finding> {
  const all = (context.site.services ?? []).flatMap((service, index) =>
    service?.letter === undefined
      ? []
      : [{ value: service.letter, at: pointerTo('services', index, 'letter') }],
  );
  yield* repeats('site-letter-twice', 'letter', all, context);
}

/** Two counters called "Tiski 1": the customer would not know where to go. Names of services likewise, in each language. */
export function* names(context: RuleContext): Iterable<Finding> {
  for (const list of ['services', 'counters'] as const) {
    for (const language of context.site.languages ?? []) {
      if (language === undefined) continue;
      const all = (context.site[list] ?? []).flatMap((entry, index) => {
        const value = entry?.name?.[language]?.trim().toLocaleLowerCase();
        return value ? [{ value, at: pointerTo(list, index, 'name', language) }] : [];
      });
      yield* repeats('site-name-twice', 'name', all, context);
    }
  }
}
