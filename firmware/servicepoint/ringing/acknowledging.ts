import type { CommandArgs } from '../commands';
import { accept, type Decision, refuse } from '../decision';
import type { Actor } from '../rights/actor';
import type { Rules } from '../rules';
import type { ServicePointView } from '../state';

/** Somebody says that they go: the lamps of the others are calm again (CAL-12, CAL-14). The first who says so goes. */
export function acknowledge(
  state: ServicePointView,
  args: CommandArgs<'acknowledge'>,
  { at, by, rules }: { readonly at: number; readonly by?: Actor; readonly rules: Rules },
): Decision {
  const ring = state.ringing.rings.get(args.ring);
  if (!ring) return refuse('ring-unknown', args.ring);
  if (args.place !== undefined && !rules.places?.has(args.place)) return refuse('place-unknown', args.place);
  const { id, group, source, since } = ring;
  if (ring.acknowledged) return accept([], { ring: id, place: ring.acknowledgedBy ?? null });
  const place = args.place ?? placeOf(by, rules);
  const after = Math.max(0, at - since);
  const data = { ring: id, group, source, after, ...(place !== undefined && { place }) };
  return accept([{ type: 'ring.acknowledged', data }], { ring: id, place: place ?? null });
}

/** Somebody says that the caller wanted somebody else, so that wrong calls can be counted (RNG-10). */
export function markWrong({ ringing }: ServicePointView, id: string): Decision {
  if (ringing.rings.has(id)) return refuse('ring-going-on', id);
  const ring = ringing.ended.get(id);
  if (!ring) return refuse('ring-unknown', id);
  if (ring.wrong) return accept([], { ring: id });
  const { group, source, caller } = ring;
  const data = { ring: id, group, source, ...(caller !== undefined && { caller }) };
  return accept([{ type: 'ring.marked-wrong', data }], { ring: id });
}

/** The advisor place of an asker, who may speak for a counter. */
function placeOf(by: Actor | undefined, { places }: Rules): string | undefined {
  if (by?.place === undefined || !places) return undefined;
  if (by.role !== 'counter') return places.has(by.place) ? by.place : undefined;
  return [...places.values()].find(({ counter }) => counter === by.place)?.id;
}
