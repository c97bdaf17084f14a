import { queueOf, ticketsOf } from '../../servicepoint/state';
import type { Metric } from './metric';

/** The service point, as far as it says whether the box does its work. Numbers of people belong to the measures, with their definitions. */
export const pointMetrics: readonly Metric[] = [
  {
    name: 'tiski_queue_waiting_tickets',
    type: 'gauge',
    help: 'Tickets that wait for a service.',
    labels: ['service'],
    read: ({ runtime: { state, rules } }) =>
      [...rules.services.keys()].map(service => ({
        labels: { service },
        value: queueOf(state, service).length,
      })),
  },
  {
    name: 'tiski_queue_longest_wait_seconds',
    type: 'gauge',
    help: 'How long the oldest ticket that waits for a service has existed.',
    labels: ['service'],
    read: ({ runtime: { state, rules }, time }) =>
      [...rules.services.keys()].map(service => {
        const waiting = ticketsOf(state, queueOf(state, service));
        const oldest = Math.min(time.now(), ...waiting.map(({ issuedAt }) => issuedAt));
        return { labels: { service }, value: (time.now() - oldest) / 1000 };
      }),
  },
  {
    name: 'tiski_tickets_today',
    type: 'gauge',
    help: 'Tickets of the service day by what became of their paper: a ticket whose print is unconfirmed is valid.',
    labels: ['service', 'print'],
    read: ({ runtime: { state } }) => {
      const counts = new Map<string, { readonly labels: Record<string, string>; value: number }>();
      for (const { service, print } of state.tickets.values()) {
        const key = `${service} ${print}`;
        const count = counts.get(key) ?? { labels: { service, print }, value: 0 };
        count.value += 1;
        counts.set(key, count);
      }
      return [...counts.values()];
    },
  },
];
