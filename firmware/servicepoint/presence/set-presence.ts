import type { CommandArgs } from '../commands';
import { accept, type Decision, refuse } from '../decision';
import type { Rules } from '../rules';
import type { ServicePointView } from '../state';
import { type PresenceWord, presenceOf } from './presence-state';

/** Somebody says whether rings may come to a place. Saying the same again changes nothing, not even how long it holds. */
export function setPresence(
  { presence }: ServicePointView,
  { place, state }: CommandArgs<'presence'>,
  rules: Rules,
): Decision {
  if (!rules.places?.has(place)) return refuse('place-unknown', place);
  if (presenceOf(presence, place) === state) return accept([], { place, state });
  return accept([{ type: 'presence.changed', data: { place, state, reason: 'set' } }], { place, state });
}

const following = { available: 'busy', busy: 'away', away: 'available' } as const satisfies Record<
  PresenceWord,
  PresenceWord
>;

/** What the one button of a place says next (RNG-21). */
export function nextPresence(state: PresenceWord): PresenceWord {
  return following[state];
}
