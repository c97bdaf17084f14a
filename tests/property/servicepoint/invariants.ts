import { isAtCounter, isQueued, type TicketState } from '../../../firmware/servicepoint/queue/ticket';
import { rulesOfGroup } from '../../../firmware/servicepoint/ringing/ring-rules';
import { targets } from '../../../firmware/servicepoint/ringing/targets';
import type { Rules } from '../../../firmware/servicepoint/rules';
import type { ServicePointView } from '../../../firmware/servicepoint/state';

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
