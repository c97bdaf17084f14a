import type { CommandArgs } from '../commands';
import { accept, type Decision, refuse } from '../decision';
import { isSiteOpen } from '../opening/site-hours';
import type { Rules } from '../rules';
import type { ServicePointView } from '../state';
import { callerOf } from './directory';
import { groupOfSource } from './ring-rules';

interface Context {
  readonly at: number;
  readonly rules: Rules;
}

/** A ring source is heard: from here on the ring has an id of its own (RNG-09). Its caller is whom the directory names, or nobody (RNG-12). */
export function ringHeard(
  state: ServicePointView,
  { source, caller }: CommandArgs<'ring-heard'>,
  context: Context,
): Decision {
  return begin(state, source, callerOf(context.rules.directory, caller), context);
}

/**
 * Somebody at a counter, or a customer at a self-service terminal (CAL-08), wants help. The same as any other ring; it lasts until somebody
 * says that it is over.
 */
export function callHelp(state: ServicePointView, args: CommandArgs<'help'>, context: Context): Decision {
  const source = helpPoint(args);
  if (groupOfSource(context.rules, source).endsBy !== 'people') return refuse('help-off', source);
  const open = openRingOf(state, source);
  return open ? accept([], { ring: open.id }) : begin(state, source, undefined, context);
}

/** Where help was called: the source of the ring. */
export function helpPoint(args: CommandArgs<'help'>): string {
  return 'counter' in args ? args.counter : args.source;
}

export function openRingOf({ ringing }: ServicePointView, source: string) {
  return [...ringing.rings.values()].find(ring => ring.source === source);
}

function begin(
  state: ServicePointView,
  source: string,
  caller: string | undefined,
  { at, rules }: Context,
): Decision {
  const ring = `${source}/${(state.ringing.counts.get(source) ?? 0) + 1}`;
  const data = {
    ring,
    group: groupOfSource(rules, source).id,
    source,
    hours: isSiteOpen(rules, at) ? ('inside' as const) : ('outside' as const),
    ...(caller !== undefined && { caller }),
  };
  return accept([{ type: 'ring.started', data }], { ring });
}
