import { basename, dirname, resolve } from 'node:path';
import {
  checkDocument,
  type Finding,
  minutesOf,
  type Problem,
  printed,
} from '../../firmware/config/check-document';
import { TiskiError } from '../../hal/platform/error';
import { FiguresOfFile } from './figures-of-file';
import type {
  Demand,
  Fault,
  FleetAtBroker,
  NetworkTrouble,
  OwnHabits,
  Post,
  Ring,
  Scenario,
} from './scenario';
import { type ScenarioFile, ScenarioSchema } from './scenario-file';
import { from } from './sourced';
import { wrongTimes } from './wrong-times';

export const ending = '.scenario.yaml';

/** A scenario file that cannot be used, with everything that is wrong with it. */
export class ScenarioRefused extends TiskiError {
  readonly problems: readonly Problem[];

  constructor(problems: readonly Problem[]) {
    super('scenario-refused', problems.map(problem => `\n${printed(problem)}`).join(''));
    this.name = 'ScenarioRefused';
    this.problems = problems;
  }
}

export interface ReadScenario {
  readonly scenario: Scenario;
  /** @throws ScenarioRefused with these findings at their places in the file, if there are any */
  refuse(findings: readonly Finding[]): void;
}

/** What a scenario must have, of its own or of the one that it is like. */
const needed = ['site', 'day', 'eventsPerDay', 'services', 'staff', 'languages'] as const;

const weekdays = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'];

/** The scenario in a file. @throws ScenarioRefused with all problems at once, by place */
export function readScenario(file: string): ReadScenario {
  const { value, refuse } = checked(file);
  const whole = value.like === undefined ? value : inherited(value, file, refuse, [file]);
  const missing = needed.filter(name => whole[name] === undefined);
  refuse(
    missing.map(name => ({
      code: 'site-key-missing',
      at: '',
      message: `"${name}" is missing from the file`,
    })),
  );
  const figures = new FiguresOfFile(whole.figures);
  const scenario = scenarioOf(whole as Complete, figures, file);
  refuse([...figures.findings, ...wrongTimes(whole)]);
  return { scenario, refuse };
}

type Complete = ScenarioFile & Required<Pick<ScenarioFile, (typeof needed)[number]>>;

function checked(file: string): { value: ScenarioFile; refuse(findings: readonly Finding[]): void } {
  const document = checkDocument(file, ScenarioSchema);
  if (document.problems.length > 0) throw new ScenarioRefused(document.problems);
  return {
    value: document.value as ScenarioFile,
    refuse(findings) {
      if (findings.length > 0) throw new ScenarioRefused(document.problemsAt(findings));
    },
  };
}

/** With what the file does not say as in the one that it is like; figures and habits one by one. */
function inherited(
  own: ScenarioFile,
  file: string,
  refuse: (findings: readonly Finding[]) => void,
  seen: readonly string[],
): ScenarioFile {
  const other = resolve(dirname(file), `${own.like}${ending}`);
  if (seen.includes(other))
    refuse([{ code: 'scenario-reference', at: '/like', message: `"${own.like}" is like this one again` }]);
  const base = checked(other);
  const whole =
    base.value.like === undefined ? base.value : inherited(base.value, other, base.refuse, [...seen, other]);
  const of = (table: 'figures' | 'habits' | 'services') => [whole, own].some(({ [table]: given }) => given);
  return {
    ...whole,
    ...own,
    ...(of('figures') && { figures: { ...whole.figures, ...own.figures } }),
    ...(of('habits') && { habits: { ...whole.habits, ...own.habits } }),
    ...(of('services') && { services: { ...whole.services, ...own.services } }),
  };
}

function scenarioOf(whole: Complete, figures: FiguresOfFile, file: string): Scenario {
  const {
    title,
    site,
    day,
    days,
    seasons,
    staff,
    languages,
    habits,
    bookings,
    rings,
    network,
    faults,
    fleet,
  } = whole;
  return {
    name: basename(file).replace(/(\.scenario)?\.yaml$/, ''),
    title,
    site: /[./]/.test(site) ? resolve(dirname(file), site) : site,
    day,
    ...(days !== undefined && { days }),
    eventsPerDay: figures.figure(whole.eventsPerDay, '/eventsPerDay'),
    ...(seasons && {
      seasons: seasons.map((season, index) => ({
        ...season,
        times: figures.amount(season.times, `/seasons/${index}/times`),
      })),
    }),
    demand: Object.fromEntries(
      Object.entries(whole.services).map(([id, service]) => [
        id,
        demandOf(service, figures, `/services/${id}`),
      ]),
    ),
    advisors: from(staff.source, staff.posts.map(postOf)),
    languages: from(languages.source, languages.weights),
    ...(habits && { habits: habitsOf(habits, figures) }),
    ...(bookings && { bookings: from(bookings.source, bookings.from) }),
    ...(rings && { rings: rings.map((ring, index) => ringOf(ring, figures, `/rings/${index}`)) }),
    ...(network && {
      network: network.map((trouble, index) => troubleOf(trouble, figures, `/network/${index}`)),
    }),
    ...(faults && { faults: faults as Fault[] }),
    ...(fleet && { fleet: fleetOf(fleet, figures) }),
  };
}

type Item<List extends keyof ScenarioFile> =
  NonNullable<ScenarioFile[List]> extends readonly (infer One)[] ? One : never;

function demandOf(
  { perDay, minutes, slots }: Complete['services'][string],
  figures: FiguresOfFile,
  at: string,
): Demand {
  return {
    perDay: figures.figure(perDay, `${at}/perDay`),
    minutes: figures.figure(minutes, `${at}/minutes`),
    ...(slots && {
      slots: from(slots.source, {
        from: timeOfDay(slots.from),
        minutes: figures.amount(slots.minutes, `${at}/slots/minutes`),
      }),
    }),
  };
}

/** Minutes since midnight of a time that the schema has let through. */
function timeOfDay(text: string): number {
  return minutesOf(text) ?? 0;
}

function postOf({ counter, days, from, to, pauses }: Complete['staff']['posts'][number]): Post {
  return {
    counter,
    ...(days && { days: days.map(day => weekdays.indexOf(day)) }),
    ...(from !== undefined && { from: timeOfDay(from) }),
    ...(to !== undefined && { to: timeOfDay(to) }),
    pauses: pauses.map(({ from, minutes }) => ({ from: timeOfDay(from), minutes })),
  };
}

function habitsOf(habits: NonNullable<ScenarioFile['habits']>, figures: FiguresOfFile): OwnHabits {
  const entries = Object.entries(habits).map(([name, figure]) => {
    const { value, source } = figures.figure(figure, `/habits/${name}`);
    return [name, from(source, name === 'noShowWait' ? value * 1000 : value)];
  });
  return Object.fromEntries(entries);
}

function ringOf({ at, seconds, ...ring }: Item<'rings'>, figures: FiguresOfFile, place: string): Ring {
  return {
    ...ring,
    at: timeOfDay(at),
    seconds: figures.amount(seconds, `${place}/seconds`),
  } as Ring;
}

function troubleOf(
  { delay, ...trouble }: Item<'network'>,
  figures: FiguresOfFile,
  place: string,
): NetworkTrouble {
  return {
    ...trouble,
    ...(delay !== undefined && { delay: figures.amount(delay, `${place}/delay`) }),
  } as NetworkTrouble;
}

function fleetOf(
  { appliances, outage, capacity }: NonNullable<ScenarioFile['fleet']>,
  figures: FiguresOfFile,
): FleetAtBroker {
  return {
    appliances: figures.figure(appliances, '/fleet/appliances'),
    outage: figures.figure(outage, '/fleet/outage'),
    capacity: figures.figure(capacity, '/fleet/capacity'),
  };
}
