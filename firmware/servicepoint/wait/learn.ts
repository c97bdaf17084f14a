import { dueSince } from '../bookings/turn';
import type { EventOf, ServiceEvent } from '../events';
import type { Ticket } from '../queue/ticket';
import type { ServicePointView } from '../state';
import { corrected, retrimmed } from './calibration';
import { timesLonger } from './group-work';
import { typicalMinutes } from './habits';
import type { CounterSeen, WaitLearning } from './learning';
import { type Moments, noMoments, remembering } from './moments';
import { addSample } from './samples';

const msOfMinute = 60_000;

/** A longer service was never ended: the press was forgotten. Minutes. */
const longestService = 180;

/** A shorter service counts as one of this length in what is said of how much services differ. Minutes. */
const shortestService = 0.25;

/** A longer gap is a break, not the way from one customer to the next. Minutes. */
const longestGap = 15;

/** Shorter than this nobody has been passed over. Minutes. */
const shortestPassing = 2;

/** Takes in a fact; from training and demonstration only who is there. @param state as it was before the fact */
export function learn(learning: WaitLearning, event: ServiceEvent, state: ServicePointView): void {
  switch (event.type) {
    case 'appliance.day-opened':
      for (const counter of learning.counters.keys())
        learning.counters.set(counter, { freeSince: event.at, today: false, passedOver: {} });
      break;
    case 'ticket.called':
      called(learning, event, state);
      break;
    case 'ticket.served':
    case 'ticket.no-show':
    case 'ticket.parked':
    case 'ticket.transferred':
    case 'ticket.cancelled': {
      const ticket = state.tickets.get(event.data.ticket);
      if (ticket?.state === 'serving' || ticket?.state === 'called') left(learning, ticket, event);
      break;
    }
  }
}

function called(learning: WaitLearning, event: EventOf<'ticket.called'>, state: ServicePointView): void {
  const ticket = state.tickets.get(event.data.ticket);
  if (!ticket) return;
  const { at } = event;
  // Whoever was parked, sent on or reinstated waited for something else than the estimate spoke of.
  if (isLive(event) && ticket.state === 'waiting' && ticket.estimate && ticket.estimate.minutes > 0) {
    const { minutes: estimate, low, high } = ticket.estimate;
    const sample = { estimate, low, high, actual: (at - ticket.issuedAt) / msOfMinute };
    addSample(learning.samples, sample);
    learning.tails = corrected(learning.tails, sample);
    learning.waits = remembering(learning.waits, sample.actual);
    const usual = learning.waits.sum / learning.waits.weight;
    learning.trim = retrimmed(learning.trim, sample, usual);
  }
  const before = learning.counters.get(event.data.counter);
  if (isLive(event) && before?.today) {
    const gap = (at - Math.max(before.freeSince, dueSince(ticket))) / msOfMinute;
    if (gap >= 0 && gap <= longestGap) learning.gaps = remembering(learning.gaps, gap);
  }
  for (const [counter, seen] of learning.counters) {
    if (counter === event.data.counter || state.counters.has(counter)) continue;
    learning.counters.set(counter, passing(seen, ticket, at));
  }
  learning.counters.set(event.data.counter, { freeSince: at, today: true, passedOver: {} });
}

function isLive({ mode }: ServiceEvent): boolean {
  return mode === undefined;
}

function passing(seen: CounterSeen, ticket: Ticket, at: number): CounterSeen {
  const { service } = ticket;
  const since = Math.max(seen.freeSince, dueSince(ticket));
  if (at - since < shortestPassing * msOfMinute) return seen;
  return { ...seen, passedOver: { ...seen.passedOver, [service]: { since, until: at } } };
}

type Leaving = EventOf<
  'ticket.served' | 'ticket.no-show' | 'ticket.parked' | 'ticket.transferred' | 'ticket.cancelled'
>;

/** A customer leaves a counter, or never came to it. */
function left(learning: WaitLearning, ticket: Ticket, event: Leaving): void {
  const { type, at } = event;
  const { counter, service, calledAt = at } = ticket;
  const seen = counter === undefined ? undefined : learning.counters.get(counter);
  if (counter !== undefined && seen) learning.counters.set(counter, { ...seen, freeSince: at });
  const minutes = (at - calledAt) / msOfMinute;
  if (!isLive(event) || minutes < 0 || minutes > longestService) return;
  if (type === 'ticket.no-show') {
    learning.noShows = remembering(learning.noShows, 1);
    learning.missed = remembering(learning.missed, minutes);
  } else if (ticket.state === 'serving') {
    learning.noShows = remembering(learning.noShows, 0);
    // What a group teaches is how long one customer takes.
    served(learning, service, minutes / timesLonger(ticket.group));
  }
}

function served(learning: WaitLearning, service: string, minutes: number): void {
  const before: Moments = learning.services.get(service) ?? noMoments;
  const usual = typicalMinutes(before, learning.site);
  if (usual !== undefined) {
    // What was usual as well: where all so far were ended as they were called, nothing is a ratio of nothing.
    const ratio = Math.max(minutes, shortestService) / Math.max(usual, shortestService);
    learning.shape = remembering(learning.shape, Math.log(ratio));
  }
  learning.services.set(service, remembering(before, minutes));
  learning.site = remembering(learning.site, minutes);
}
