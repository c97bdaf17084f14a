import type { Clockwork } from '../clockwork';
import type { EventDraft } from '../decision';
import type { Rules } from '../rules';
import { type ServicePointView, ticketsOf } from '../state';
import type { NoShowRules } from './calling-rules';
import type { Ticket } from './ticket';

const msOfSecond = 1000;

/** The middle of the two to three minutes of CAL-04, and as long again for whoever asked for more time. */
const usual = { waitSeconds: 150, timesForMoreTime: 2, by: 'press', automaticSeconds: 60 } as const;

/** How long a called customer is waited for, ms. */
export interface Patience {
  /** From the call, or the last time that it was shown again, until the officer is prompted. */
  readonly untilPrompt: number;
  /** From the prompt to the no-show; Infinity where only a press records it. */
  readonly untilNoShow: number;
}

export function patienceWith(ticket: Ticket, rules: Rules): Patience {
  const { waitSeconds, needsTimeSeconds, by, automaticSeconds } = rulesFor(ticket, rules);
  const longer = Math.max(waitSeconds, needsTimeSeconds ?? usual.timesForMoreTime * waitSeconds);
  return {
    untilPrompt: (ticket.needsTime ? longer : waitSeconds) * msOfSecond,
    untilNoShow: by === 'automatic' ? automaticSeconds * msOfSecond : Number.POSITIVE_INFINITY,
  };
}

/** Each setting by itself: the counter's (CAL-05), else the service's (CAL-06), else the site's. */
function rulesFor({ counter, service }: Ticket, rules: Rules): NoShowRules & typeof defaults {
  const ofCounter = counter === undefined ? undefined : rules.counters.get(counter)?.noShow;
  return { ...defaults, ...rules.noShow, ...rules.services.get(service)?.noShow, ...ofCounter };
}

const defaults: Required<Omit<NoShowRules, 'needsTimeSeconds'>> = {
  waitSeconds: usual.waitSeconds,
  by: usual.by,
  automaticSeconds: usual.automaticSeconds,
};

/**
 * Prompts the officer when a called customer does not come, and records the no-show where the site wants that. The second wait begins
 * with the prompt itself, so that a box that was off in the meantime does not give a customer up at its start.
 */
export const noShowClock: Clockwork = {
  due: (state, rules, at) =>
    awaited(state).flatMap(ticket => (nextFor(ticket, rules) <= at ? factFor(ticket) : [])),
  next: (state, rules) =>
    awaited(state).reduce(
      (first, ticket) => Math.min(first, nextFor(ticket, rules)),
      Number.POSITIVE_INFINITY,
    ),
};

function awaited(state: ServicePointView): Ticket[] {
  return ticketsOf(state, [...state.counters.values()]).filter(ticket => ticket.state === 'called');
}

/** When something is due about a called customer, ms since 1970-01-01 UTC. */
function nextFor(ticket: Ticket, rules: Rules): number {
  const { untilPrompt, untilNoShow } = patienceWith(ticket, rules);
  if (ticket.overdueAt !== undefined) return ticket.overdueAt + untilNoShow;
  return (ticket.recalledAt ?? ticket.calledAt ?? ticket.queuedAt) + untilPrompt;
}

function factFor({ code: ticket, service, counter, overdueAt }: Ticket): EventDraft[] {
  if (counter === undefined) return [];
  if (overdueAt === undefined) return [{ type: 'ticket.overdue', data: { ticket, counter } }];
  return [{ type: 'ticket.no-show', data: { ticket, counter, service, automatic: true } }];
}
