import type { Customer, Minute } from './customers';

/** Advisors at work from a minute on, in order of the minutes; the first is 0. */
export type Staff = readonly { readonly from: Minute; readonly count: number }[];

/** 3 advisors, 2 while one is at lunch. */
export const usualStaff: Staff = [
  { from: 0, count: 3 },
  { from: 150, count: 2 },
  { from: 210, count: 3 },
];

export const counters = ['1', '2', '3'] as const;

export function staffAt(staff: Staff, minute: Minute): number {
  return staff.findLast(({ from }) => from <= minute)?.count ?? 0;
}

/** The minute at which the number of advisors changes next. */
export function nextChange(staff: Staff, minute: Minute): Minute {
  return staff.find(({ from }) => from > minute)?.from ?? Number.POSITIVE_INFINITY;
}

/** Who looks at the day: told of everything at the minute at which it happens. */
export interface DayWatcher {
  /** Before the customer joins the queue. */
  arrives(customer: Customer, at: Minute, view: { waiting: readonly Customer[]; busy: number }): void;
  starts(customer: Customer, at: Minute, counter: string): void;
  ends(customer: Customer, at: Minute, counter: string): void;
}

/**
 * Serves a day, first come first served, until nobody waits. When an advisor less is to be there the first who has nobody to serve leaves,
 * and comes back when there is to be one more.
 */
export function serveDay(customers: readonly Customer[], staff: Staff, watcher: DayWatcher): void {
  const waiting: Customer[] = [];
  const serving = new Map<string, { readonly customer: Customer; readonly end: Minute }>();
  const idle: string[] = [...counters];
  const left: string[] = [];
  let coming = 0;
  let at = 0;

  const changeStaff = () => {
    const wanted = staffAt(staff, at);
    while (serving.size + idle.length > wanted && idle.length > 0) left.push(idle.pop() ?? '');
    while (serving.size + idle.length < wanted && left.length > 0) idle.push(left.pop() ?? '');
  };
  const startWaiting = () => {
    changeStaff();
    while (waiting.length > 0 && idle.length > 0) {
      const [customer, counter] = [waiting.shift(), idle.shift()];
      if (!customer || counter === undefined) return;
      serving.set(counter, { customer, end: at + customer.work });
      watcher.starts(customer, at, counter);
    }
  };

  for (;;) {
    const [first] = [...serving].sort(([, a], [, b]) => a.end - b.end);
    const arrival = customers[coming]?.at ?? Number.POSITIVE_INFINITY;
    const change = waiting.length > 0 ? nextChange(staff, at) : Number.POSITIVE_INFINITY;
    const next = Math.min(arrival, first?.[1].end ?? Number.POSITIVE_INFINITY, change);
    if (next === Number.POSITIVE_INFINITY) return;
    at = next;
    if (first && first[1].end === at) {
      const [counter, { customer }] = first;
      serving.delete(counter);
      idle.unshift(counter);
      changeStaff();
      watcher.ends(customer, at, counter);
    }
    if (arrival === at) {
      const customer = customers[coming];
      coming += 1;
      if (customer) {
        changeStaff();
        watcher.arrives(customer, at, { waiting, busy: serving.size });
        waiting.push(customer);
      }
    }
    startWaiting();
  }
}
