/**
 * Counts the figures of a service point anew from its raw log, by what the definitions say and by nothing else: this program imports nothing
 * of the product, so the two can only agree by both being right.
 *
 * Standard input: the log, one event as JSON on each line: `type`, `at`, `data`, `mode`.
 * First argument: what the log does not hold, as JSON: `timezone`, and `organisations`, the organisation of each service.
 * Standard output: one line of JSON for each day, month and quarter and each service, each organisation (`organisation/…`) and the whole (`point`).
 */

type Fact = {
  type: string;
  at: number;
  data: Record<string, unknown>;
  mode?: string;
};

type Visit = {
  day: string;
  /** Live facts of one number, in order. */
  facts: Fact[];
};

type Item = { day: string; service: string; at: number; what: string; value: number };

const counted = [
  ...['arrivals', 'people', 'booked', 'served', 'noShows', 'cancelled', 'leftOver', 'transferredIn'],
  ...['transferredOut', 'reinstated', 'bookingsMissed', 'bookingsMoved', 'bookingsCancelled'],
];
const timed = ['queueing', 'waiting', 'serving'];
const enders = ['ticket.served', 'ticket.no-show', 'ticket.cancelled'];

/** The last end that was not taken back by a reinstatement; a number that the end of the day took away was ended by nobody. */
function endOf(facts: Fact[]): Fact | undefined {
  let end: Fact | undefined;
  for (const fact of facts) {
    if (fact.type === 'ticket.reinstated') end = undefined;
    if (enders.includes(fact.type) && fact.data.reason !== 'day-end') end = fact;
  }
  return end;
}

/** What counts of one number that was taken. @param turn when its day ended */
function itemsOf({ day, facts }: Visit, turn: number): Item[] {
  const [issued, ...rest] = facts;
  if (issued === undefined) return [];
  const items: Item[] = [];
  const text = (value: unknown) => String(value);
  const add = (what: string, service: unknown, at: number, value = 1) =>
    items.push({ day, what, service: text(service), at, value });
  const takenFor = issued.data.service;
  const from = Math.max(issued.at, Number(issued.data.slot ?? 0));
  const since = (fact: Fact) => Math.max(0, fact.at - from);

  add('arrivals', takenFor, issued.at);
  add('people', takenFor, issued.at, Number(issued.data.group ?? 1));
  if (issued.data.slot !== undefined) add('booked', takenFor, issued.at);

  const firstCall = rest.find(fact => fact.type === 'ticket.called');
  if (firstCall) add('queueing', firstCall.data.service, issued.at, since(firstCall));

  // In whose hands the number is after each fact: the last service that a fact of it named.
  let holder = takenFor;
  const holders = rest.map(fact => {
    if (fact.type === 'ticket.called' || fact.type === 'ticket.transferred') holder = fact.data.service;
    if (fact.type === 'ticket.reinstated') holder = fact.data.service;
    return holder;
  });

  const end = endOf(rest);
  const served = end?.type === 'ticket.served';
  // Stretches of being served: each from its beginning to the fact that ended it.
  let worked = 0;
  let begin: Fact | undefined;
  for (const fact of rest) {
    if (fact.type === 'ticket.serving') begin = fact;
    const ends = ['ticket.parked', 'ticket.transferred', 'ticket.served', 'ticket.cancelled'];
    if (begin && ends.includes(fact.type) && fact.data.reason !== 'day-end') {
      worked += Math.max(0, fact.at - begin.at);
      begin = undefined;
    }
  }
  const place = rest.findIndex(fact => fact.type === 'ticket.serving');
  const firstService = rest[place];
  if (firstService && !(served && worked === 0)) {
    add('waiting', holders[place], issued.at, since(firstService));
  }

  for (const fact of rest) {
    if (fact.type === 'ticket.transferred') {
      add('transferredOut', fact.data.from, fact.at);
      add('transferredIn', fact.data.service, fact.at);
    }
    if (fact.type === 'ticket.reinstated') add('reinstated', fact.data.service, fact.at);
  }

  if (!end) {
    add('leftOver', holder, issued.at);
    return items;
  }
  const names: Record<string, string> = {
    'ticket.served': 'served',
    'ticket.no-show': 'noShows',
    'ticket.cancelled': 'cancelled',
  };
  const byTurn = end.at === turn;
  add(names[end.type] ?? '', end.data.service ?? holder, byTurn ? issued.at : end.at);
  if (served && !byTurn && worked > 0) add('serving', end.data.service, end.at, worked);
  return items;
}

const bookings: Record<string, string> = {
  'ticket.booking-missed': 'bookingsMissed',
  'ticket.booking-moved': 'bookingsMoved',
  'ticket.booking-cancelled': 'bookingsCancelled',
};

/** Everything that counts, of all days that have ended. */
function everything(log: Fact[]): { items: Item[]; days: string[] } {
  const items: Item[] = [];
  const days: string[] = [];
  let day = '';
  let visits = new Map<string, Visit>();
  let marks: Item[] = [];
  for (const fact of log) {
    const { type, at, data } = fact;
    if (type === 'appliance.day-opened') {
      if (day !== '') {
        for (const visit of visits.values()) items.push(...itemsOf(visit, at));
        items.push(...marks);
        days.push(day);
      }
      day = String(data.day);
      visits = new Map();
      marks = [];
    } else if (type === 'appliance.clock-stepped') {
      for (const { facts } of visits.values()) {
        if (endOf(facts)) continue;
        for (const earlier of facts) earlier.at += Number(data.by);
      }
    } else if ((fact.mode ?? 'live') === 'live') {
      const what = bookings[type];
      if (what !== undefined) marks.push({ day, what, service: String(data.service), at, value: 1 });
      else if (type === 'ticket.issued') visits.set(String(data.ticket), { day, facts: [{ ...fact }] });
      else if (type.startsWith('ticket.')) visits.get(String(data.ticket))?.facts.push({ ...fact });
    }
  }
  return { items, days };
}

/** @param grain ms to which percentiles are rounded up */
function spread(values: number[], grain: number): object {
  const sorted = [...values].sort((one, other) => one - other);
  const count = sorted.length;
  const sum = Number(sorted.reduce((total, value) => total + BigInt(value), 0n));
  const longestMinute = Math.min(1440, Math.ceil((sorted[count - 1] ?? 0) / 60_000));
  const minutes = Array.from({ length: count === 0 ? 0 : longestMinute + 1 }, (_, minute) => {
    const isHere = (value: number) => Math.min(1440, Math.ceil(value / 60_000)) === minute;
    return sorted.filter(isHere).length;
  });
  if (count === 0) return { count, sum, minutes };
  const percentile = (percent: number) => {
    const value = sorted.find((_, place) => (place + 1) * 100 >= percent * count) ?? 0;
    // Months and quarters know minutes, and no more of them than a day has.
    return grain === 1 ? value : Math.min(1440, Math.ceil(value / grain)) * grain;
  };
  const mean = Math.round(sum / count);
  return { count, sum, mean, p50: percentile(50), p90: percentile(90), longest: sorted[count - 1], minutes };
}

function tally(items: Item[], grain: number): Record<string, unknown> {
  const values = (what: string) => items.filter(item => item.what === what).map(({ value }) => value);
  const figures: Record<string, unknown> = {};
  for (const what of counted) figures[what] = values(what).reduce((total, value) => total + value, 0);
  for (const what of timed) figures[what] = spread(values(what), grain);
  return figures;
}

/** Of an hour only what there was is told. */
function withoutNothing(tally: Record<string, unknown>): Record<string, unknown> {
  const isSomething = (value: unknown) => value !== 0 && (value as { count?: number }).count !== 0;
  return Object.fromEntries(Object.entries(tally).filter(([, value]) => isSomething(value)));
}

function figures(items: Item[], grain: number, hourOf: (at: number) => number): Record<string, unknown> {
  const hours = [...new Set(items.map(({ at }) => hourOf(at)))].sort((one, other) => one - other);
  const those = (hour: number) => items.filter(({ at }) => hourOf(at) === hour);
  return {
    ...tally(items, grain),
    hours: hours.map(hour => ({ hour, ...withoutNothing(tally(those(hour), grain)) })),
  };
}

function clockOf(timeZone: string): (at: number) => number {
  const format = new Intl.DateTimeFormat('en-GB', { timeZone, hour: '2-digit', hourCycle: 'h23' });
  return at => Number(format.format(at));
}

async function main(): Promise<void> {
  const { timezone, organisations } = JSON.parse(process.argv[2] ?? '{}') as {
    timezone: string;
    organisations: Record<string, string>;
  };
  let text = '';
  for await (const chunk of process.stdin.setEncoding('utf8')) text += chunk;
  const log = text
    .split('\n')
    .filter(line => line !== '')
    .map(line => JSON.parse(line) as Fact);
  const { items, days } = everything(log);
  const hourOf = clockOf(timezone);

  const monthOf = (day: string) => day.split('-').slice(0, 2).join('-');
  const quarterOf = (day: string) => {
    const [year, month] = day.split('-').map(Number);
    return `${year}-Q${Math.floor(((month ?? 1) - 1) / 3) + 1}`;
  };
  const minute = 60_000;
  const periods: [string, (day: string) => string, number][] = [
    ['day', day => day, 1],
    ['month', monthOf, minute],
    ['quarter', quarterOf, minute],
  ];
  for (const [period, nameOf, grain] of periods) {
    for (const name of new Set(days.map(nameOf))) {
      const its = items.filter(({ day }) => nameOf(day) === name);
      const print = (whose: string, part: Item[]) =>
        process.stdout.write(
          `${JSON.stringify({ period, name, whose, figures: figures(part, grain, hourOf) })}\n`,
        );
      for (const service of Object.keys(organisations)) {
        print(
          service,
          its.filter(item => item.service === service),
        );
      }
      for (const organisation of new Set(Object.values(organisations))) {
        print(
          `organisation/${organisation}`,
          its.filter(({ service }) => organisations[service] === organisation),
        );
      }
      print('point', its);
    }
  }
}

main();
