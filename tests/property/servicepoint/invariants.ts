import type { ServiceEvent } from '../../../firmware/servicepoint/events';
import { isAtCounter, isQueued, type TicketState } from '../../../firmware/servicepoint/queue/ticket';
import { rulesOfGroup } from '../../../firmware/servicepoint/ringing/ring-rules';
import { targets } from '../../../firmware/servicepoint/ringing/targets';
import type { Rules } from '../../../firmware/servicepoint/rules';
import type { ServicePointView } from '../../../firmware/servicepoint/state';
import { estimateLeft, estimateWait } from '../../../firmware/servicepoint/wait/estimate';

/** What must be true after every event, whatever was commanded. Each has a name and one sentence. */
interface Invariant {
  readonly name: string;
  readonly says: string;
  readonly holds: (state: ServicePointView, rules: Rules) => boolean;
}

const states: readonly TicketState[] = [
  'waiting',
  'called',
  'serving',
  'parked',
  'served',
  'no-show',
  'cancelled',
  'transferred',
  'reinstated',
  'returned',
];

export const invariants: readonly Invariant[] = [
  {
    name: 'one-state',
    says: 'A ticket is in exactly one of the known states.',
    holds: ({ tickets }) => [...tickets.values()].every(ticket => states.includes(ticket.state)),
  },
  {
    name: 'one-place',
    says: 'A ticket that waits stands once in the queue of its service and in no other; any other ticket stands in none.',
    holds: ({ tickets, queues }) =>
      [...tickets.values()].every(ticket => {
        const places = [...queues].flatMap(([service, codes]) =>
          codes.filter(code => code === ticket.code).map(() => service),
        );
        return isQueued(ticket) ? places.length === 1 && places[0] === ticket.service : places.length === 0;
      }),
  },
  {
    name: 'aside',
    says: 'A ticket that is parked, and no other, is among those aside.',
    holds: ({ tickets, parked }) =>
      [...parked].every(code => tickets.has(code)) &&
      [...tickets.values()].every(({ code, state }) => parked.has(code) === (state === 'parked')),
  },
  {
    name: 'queue-order',
    says: 'Within a queue nobody stands before someone whose place is older.',
    holds: ({ tickets, queues }) =>
      [...queues.values()].every(codes =>
        codes.every((code, place) => {
          const before = codes[place - 1];
          return before === undefined || (tickets.get(before)?.order ?? 0) < (tickets.get(code)?.order ?? 0);
        }),
      ),
  },
  {
    name: 'crowds',
    says: 'The wait is estimated from who stands in the queues, whether they are counted or looked at one by one.',
    holds: (state, rules) => {
      const at = Math.max(0, ...[...state.tickets.values()].map(({ issuedAt }) => issuedAt));
      return [...rules.services.keys()].every(service => {
        const counted = estimateWait(state, rules, service, at)?.minutes;
        const one = estimateLeft(state, rules, { service, order: Number.POSITIVE_INFINITY }, at)?.minutes;
        // Sums in another order: a tenth may be rounded otherwise.
        return counted === one || Math.abs((counted ?? Number.NaN) - (one ?? Number.NaN)) < 0.11;
      });
    },
  },
  {
    name: 'one-customer',
    says: 'A counter has at most one customer, who is called or in service there, and nobody is called or in service elsewhere.',
    holds: ({ tickets, counters }) =>
      [...counters].every(([counter, code]) => {
        const ticket = tickets.get(code);
        return ticket !== undefined && isAtCounter(ticket) && ticket.counter === counter;
      }) &&
      [...tickets.values()].every(
        ticket => !isAtCounter(ticket) || counters.get(ticket.counter ?? '') === ticket.code,
      ),
  },
  {
    name: 'own-letter',
    says: 'Every code begins with the letter of the service that it was taken for and stays below the last number given.',
    holds: ({ tickets, numbers }, rules) =>
      [...tickets.values()].every(
        ({ code, takenFor }) =>
          code.charAt(0) === rules.services.get(takenFor)?.letter &&
          Number(code.slice(1)) <= (numbers.get(code.charAt(0)) ?? 0),
      ),
  },
  {
    name: 'served-by-right-counter',
    says: 'Whoever is at a counter or was served there had a service of that counter.',
    holds: ({ tickets }, rules) =>
      [...tickets.values()].every(
        ticket =>
          !(isAtCounter(ticket) || ticket.state === 'served') ||
          rules.counters.get(ticket.counter ?? '')?.services.includes(ticket.service) === true,
      ),
  },
  {
    name: 'awaited-are-announced',
    says: 'Whoever is called and has not come is among the calls that the lobby is to see, last to the counter that waits.',
    holds: ({ tickets, announcements }) =>
      [...tickets.values()].every(({ code, state, counter }) => {
        const last = announcements.findLast(({ ticket }) => ticket === code);
        return state !== 'called' || (last?.counter === counter && last?.overAt === undefined);
      }),
  },
  {
    name: 'calls-in-order',
    says: 'The calls that the lobby is to see stand in the order in which they came, and those that are over are known to be.',
    holds: ({ tickets, announcements }) =>
      announcements.every(
        ({ ticket, at, overAt }, index) =>
          at >= (announcements[index - 1]?.at ?? at) &&
          (overAt !== undefined || tickets.get(ticket)?.state === 'called'),
      ),
  },
  {
    name: 'own-place',
    says: 'No two tickets have the same place, and a ticket stands nowhere before the place that it was issued with.',
    holds: ({ tickets }) =>
      new Set([...tickets.values()].map(({ order }) => order)).size === tickets.size &&
      [...tickets.values()].every(({ order, issuedOrder }) => order >= issuedOrder),
  },
  {
    name: 'rings-have-own-ids',
    says: 'A ring that goes on bears a number that its source has already reached.',
    holds: ({ ringing: { rings, counts } }) =>
      [...rings.values()].every(
        ({ id, source }) =>
          id.startsWith(`${source}/`) && Number(id.split('/')[1]) <= (counts.get(source) ?? 0),
      ),
  },
  {
    name: 'rings-call-somebody',
    says: 'A ring that nobody has taken calls at least one place, as long as its group has a member.',
    holds: (state, rules) =>
      [...state.ringing.rings.values()].every(
        ring =>
          ring.acknowledged ||
          rulesOfGroup(rules, ring.group).members.length === 0 ||
          targets(ring, state, rules, ring.since).length > 0,
      ),
  },
  {
    name: 'rings-go-on-or-have-ended',
    says: 'No ring has ended and goes on.',
    holds: ({ ringing: { rings, ended } }) => [...rings.keys()].every(id => !ended.has(id)),
  },
  {
    name: 'presence-of-places',
    says: 'Only places of the site are available, busy or away.',
    holds: ({ presence }, rules) => [...presence.keys()].every(place => rules.places?.has(place)),
  },
];

/** What must be true of the facts in their order, whatever was commanded. */
interface Course {
  readonly name: string;
  readonly says: string;
  /** A watch over one life: told of every fact, it says whether the sentence still holds. */
  readonly watch: () => (fact: ServiceEvent) => boolean;
}

const ticketEnds: readonly string[] = ['ticket.served', 'ticket.no-show', 'ticket.cancelled'];
const ringEnds: readonly string[] = ['ring.answered', 'ring.missed', 'ring.abandoned'];

export const courses: readonly Course[] = [
  {
    name: 'number-once',
    says: 'A code is given at most once on a day, even when the clock falls back.',
    watch: () => {
      const given = new Set<string>();
      return fact => {
        if (fact.type !== 'ticket.issued') return true;
        const { day, ticket } = fact.data;
        return given.size < given.add(`${day} ${ticket}`).size;
      };
    },
  },
  {
    name: 'nobody-lost',
    says: 'Whoever took a number or was reinstated has one end that is a fact, at the latest before the next day begins.',
    watch: () => {
      const open = new Set<string>();
      return fact => {
        if (fact.type === 'appliance.day-opened') return open.size === 0;
        if (fact.type === 'ticket.issued' || fact.type === 'ticket.reinstated') {
          const isNew = !open.has(fact.data.ticket);
          open.add(fact.data.ticket);
          return isNew;
        }
        return !ticketEnds.includes(fact.type) || open.delete((fact.data as { ticket: string }).ticket);
      };
    },
  },
  {
    name: 'one-call-at-a-time',
    says: 'A counter calls nobody while its customer has neither been finished, parked, transferred nor cancelled.',
    watch: () => {
      const at = new Map<string, string>();
      const leaves = [...ticketEnds, 'ticket.parked', 'ticket.transferred'];
      return fact => {
        if (leaves.includes(fact.type)) at.delete((fact.data as { ticket: string }).ticket);
        if (fact.type !== 'ticket.called') return true;
        const isFree = ![...at.values()].includes(fact.data.counter);
        at.set(fact.data.ticket, fact.data.counter);
        return isFree;
      };
    },
  },
  {
    name: 'rings-end-once',
    says: 'A ring starts once, ends once, and is neither acknowledged nor escalated after its end.',
    watch: () => {
      const open = new Set<string>();
      return fact => {
        if (!fact.type.startsWith('ring.') || !('ring' in fact.data)) return true;
        const { ring } = fact.data;
        if (fact.type === 'ring.marked-wrong') return true;
        if (fact.type === 'ring.started') return open.size < open.add(ring).size;
        return ringEnds.includes(fact.type) ? open.delete(ring) : open.has(ring);
      };
    },
  },
  {
    name: 'feedback-in-lots',
    says: 'Answers leave the box in lots of at least five, over whole hours.',
    watch: () => fact => {
      if (fact.type !== 'feedback.released') return true;
      const { counts, from, to } = fact.data;
      const hour = 3_600_000;
      return counts.reduce((sum, count) => sum + count, 0) >= 5 && from % hour === 0 && to % hour === 0;
    },
  },
  {
    name: 'bookings-come-once',
    says: 'A booking is checked in at most once on a day, and never when it is not known.',
    watch: () => {
      const known = new Set<string>();
      return fact => {
        if (fact.type === 'ticket.booked') known.add(fact.data.booking);
        if (fact.type === 'ticket.booking-cancelled') known.delete(fact.data.booking);
        return fact.type !== 'ticket.checked-in' || known.delete(fact.data.booking);
      };
    },
  },
  {
    name: 'days-close-in-order',
    says: 'Every day is closed once, in the order of the days.',
    watch: () => {
      let last = '';
      return fact => {
        if (fact.type !== 'measure.day-closed' || 'service' in fact.data || 'organisation' in fact.data)
          return true;
        const isLater = fact.data.day > last;
        last = fact.data.day;
        return isLater;
      };
    },
  },
];
