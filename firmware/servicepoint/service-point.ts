import { factsDue, nextDue } from './clockwork';
import { type Command, isCommandName } from './commands';
import { decide } from './decide';
import { type Decision, type EventDraft, refuse } from './decision';
import type { ServiceEvent } from './events';
import { evolve } from './evolve';
import { localTime } from './opening/local-time';
import { turnOfDay } from './queue/day';
import { isAsSeen } from './queue/seen';
import type { Actor } from './rights/actor';
import { isAllowed } from './rights/rights';
import type { Rules } from './rules';
import { emptyState, type ServicePointState, type ServicePointView } from './state';

/** More rounds of what is due at one instant are a fault of the rules. */
const mostRounds = 1_000;

/**
 * The service point: a command in, facts out, the state folded from them. Pure apart from the state that it owns: no clock, no disk,
 * no network, no randomness.
 */
export class ServicePoint {
  readonly #state: ServicePointState;
  #rules: Rules;
  /** See `nextDue`; undefined until a command has found it for this state and these rules. */
  #nextDue: number | undefined;

  /** @param state as it stood at a snapshot; from now on owned by this service point. */
  constructor(rules: Rules, state: ServicePointState = emptyState()) {
    this.#rules = rules;
    this.#state = state;
  }

  get state(): ServicePointView {
    return this.#state;
  }

  /**
   * Decides and folds the facts in. What the time has brought (the turn of the day, what is due) comes first, even when the command
   * itself is refused.
   */
  handle(command: Command): { readonly decision: Decision; readonly events: readonly ServiceEvent[] } {
    const { at } = command;
    const events: ServiceEvent[] = [];
    // The age of what is under way is wrong until the step is known.
    if (command.name !== 'clock-stepped') this.#followTime(at, events);
    const decision = this.#decide(command);
    const facts = decision.events ?? [];
    this.#fold(facts, at, events);
    // What a fact makes due at once belongs to the same commit.
    if (facts.length > 0) this.#foldDue(at, events);
    this.#nextDue ??= nextDue(this.#state, this.#rules);
    return { decision, events };
  }

  /** The next instant at which a `tick` brings something, ms since 1970; Infinity when nothing is awaited. */
  get nextDue(): number {
    return this.#nextDue ?? nextDue(this.#state, this.#rules);
  }

  /** Decides by these rules from now on. What has happened stays as it is. */
  useRules(rules: Rules): void {
    this.#rules = rules;
    this.#nextDue = undefined;
  }

  /** Folds in a fact that the journal holds already. */
  replay(event: ServiceEvent): void {
    this.#nextDue = undefined;
    evolve(this.#state, event);
  }

  #followTime(at: number, events: ServiceEvent[]): void {
    const turn = turnOfDay(this.#state, localTime(at, this.#rules.timezone), this.#rules);
    this.#fold(turn, at, events);
    // Since the last command only time has passed, unless rules or facts came from elsewhere.
    if (turn.length > 0 || this.#nextDue === undefined || this.#nextDue <= at) this.#foldDue(at, events);
  }

  #foldDue(at: number, events: ServiceEvent[]): void {
    for (let rounds = 0; ; rounds++) {
      const facts = factsDue(this.#state, this.#rules, at);
      if (facts.length === 0) return;
      if (rounds === mostRounds) throw new Error(`${facts[0]?.type} stays due`);
      this.#fold(facts, at, events);
    }
  }

  #decide(command: Command): Decision {
    const { name, by } = command;
    if (by && !(isCommandName(name) && isAllowed(by, { name, args: command.args }, this.#state, this.#rules)))
      return notAllowed(name, by);
    if ('seen' in command.args && !isAsSeen(this.#state, command.args))
      return refuse('changed-meanwhile', name);
    return decide(this.#state, command, this.#rules);
  }

  /** A close tells of what happened live, in whatever mode the box is when it does. */
  #modeOf({ type }: EventDraft): Pick<ServiceEvent, 'mode'> {
    const { mode } = this.#state;
    return mode === 'live' || type.endsWith('-closed') ? {} : { mode };
  }

  #fold(drafts: readonly EventDraft[], at: number, events: ServiceEvent[]): void {
    for (const draft of drafts) {
      const event = { ...draft, at, ...this.#modeOf(draft) } as ServiceEvent;
      evolve(this.#state, event);
      this.#nextDue = undefined;
      events.push(event);
    }
  }
}

function notAllowed(command: string, by: Actor): Decision {
  return {
    ok: false,
    code: 'not-allowed',
    detail: `${by.role} may not ${command}${by.place === undefined ? '' : ` (${by.place})`}`,
    events: [{ type: 'appliance.command-refused', data: { command, ...by } }],
  };
}
