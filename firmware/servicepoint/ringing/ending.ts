import type { CommandArgs } from '../commands';
import { accept, type Decision, type EventDraft } from '../decision';
import type { Actor } from '../rights/actor';
import type { Rules } from '../rules';
import type { ServicePointView } from '../state';
import { helpPoint, openRingOf } from './beginning';
import { groupOfSource, rulesOfGroup } from './ring-rules';
import type { Ring } from './ring-state';

type RingEnd = CommandArgs<'ring-over'>['end'];

interface Context {
  readonly at: number;
  readonly rules: Rules;
}

/**
 * How a ring ended (RNG-09). *Answered*: the source says so; or it cannot tell, and somebody had said that they go. *Missed*: not answered although
 * the caller had waited as long as the group asks for. *Abandoned*: the caller gave up before that.
 */
export function endFact(ring: Ring, end: RingEnd, { at, rules }: Context): EventDraft {
  const { id, group, source, caller, since, acknowledgedAt, acknowledgedBy: place } = ring;
  const rangFor = Math.max(0, at - since);
  const data = { ring: id, group, source, rangFor, ...(caller !== undefined && { caller }) };
  const by = place === undefined ? {} : { place };
  if (end === 'answered') {
    // Where people say the end, the helper was there from the acknowledgement on.
    const byPeople = rulesOfGroup(rules, group).endsBy === 'people';
    const there = byPeople && acknowledgedAt !== undefined ? acknowledgedAt : at;
    const answeredAfter = Math.max(0, there - since);
    return { type: 'ring.answered', data: { ...data, ...by, answeredAfter } };
  }
  if (end === 'unknown' && acknowledgedAt !== undefined) {
    const answeredAfter = Math.max(0, acknowledgedAt - since);
    return { type: 'ring.answered', data: { ...data, ...by, answeredAfter, presumed: true } };
  }
  return rangFor >= rulesOfGroup(rules, group).missedAfter
    ? { type: 'ring.missed', data }
    : { type: 'ring.abandoned', data };
}

/** Its source says that it rings no more. */
export function ringOver(
  state: ServicePointView,
  args: CommandArgs<'ring-over'>,
  context: Context,
): Decision {
  const ring = state.ringing.rings.get(args.ring);
  return accept(ring ? [endFact(ring, args.end, context)] : []);
}

/** The helper says that it is done, or whoever called says that no help is needed any more. */
export function helpOver(
  state: ServicePointView,
  args: CommandArgs<'help-over'>,
  by: Actor | undefined,
  context: Context,
): Decision {
  const ring = openRingOf(state, helpPoint(args));
  // A call of a video unit is over when the unit says so.
  if (!ring || groupOfSource(context.rules, ring.source).endsBy !== 'people') return accept([]);
  const end = by?.role === 'advisor' ? 'answered' : 'unknown';
  return accept([endFact(ring, end, context)], { ring: ring.id });
}

/**
 * What a start of the box ends. A call that began before the stop may have ended meanwhile: its source tells again what rings. Who called for
 * help by a button still waits.
 */
export function endedByStart(state: ServicePointView, rules: Rules): EventDraft[] {
  return [...state.ringing.rings.values()]
    .filter(({ source }) => groupOfSource(rules, source).endsBy === 'source')
    .map(({ id, group, source, caller }) => ({
      type: 'ring.abandoned',
      data: { ring: id, group, source, ...(caller !== undefined && { caller }) },
    }));
}
