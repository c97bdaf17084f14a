import type { Command } from './commands';
import { turnOfDay } from './day';
import { decide } from './decide';
import type { Decision, EventDraft } from './decision';
import type { ServiceEvent } from './events';
import { evolve } from './evolve';
import { localTime } from './opening/local-time';
import type { Rules } from './rules';
import { emptyState, type ServicePointState, type ServicePointView } from './state';

/**
 * The service point: a command in, facts out, the state folded from them. Pure apart from the state that it owns: no clock, no disk,
 * no network, no randomness.
 */
export class ServicePoint {
  readonly #state: ServicePointState;
  #rules: Rules;

  /** @param state as it stood at a snapshot; from now on owned by this service point. */
  constructor(rules: Rules, state: ServicePointState = emptyState()) {
    this.#rules = rules;
    this.#state = state;
  }

  get state(): ServicePointView {
    return this.#state;
  }

  /** Decides and folds the facts in. The facts of the turn of a day come first, even when the command itself is refused. */
  handle(command: Command): { readonly decision: Decision; readonly events: readonly ServiceEvent[] } {
    const local = localTime(command.at, this.#rules.timezone);
    const events = this.#fold(turnOfDay(this.#state, local), command.at);
    const decision = decide(this.#state, command, this.#rules);
    if (decision.ok) events.push(...this.#fold(decision.events, command.at));
    return { decision, events };
  }

  /** Folds in a fact that the journal holds already. */
  replay(event: ServiceEvent): void {
    evolve(this.#state, event);
  }

  #fold(drafts: readonly EventDraft[], at: number): ServiceEvent[] {
    return drafts.map(draft => {
      const event = { ...draft, at } as ServiceEvent;
      evolve(this.#state, event);
      return event;
    });
  }
}
