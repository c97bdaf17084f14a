import { type Static, type TSchema, Type } from '@sinclair/typebox';
import { CalendarDate, exactly, means, TimeOfDay, Weekday } from '../../firmware/config/check-document';

/**
 * A scenario file: one YAML document that says who comes to a service point, for what, who serves, and what goes wrong. Opening hours, services
 * and counters are those of the site file. Every figure stands with its source.
 */

const name = '^[a-z][a-z0-9-]{0,39}$';

const Source = Type.String({
  pattern: '^(own|N-\\d{3}|[A-Z]{3}-\\d{2}|2\\.10|\\d{3}:\\d+)(?![A-Za-z0-9])',
  description: 'Where the figure comes from',
  ...means({
    expects:
      'a source that begins with an id such as N-010 or SIM-02, with 2.10 or a place such as 002:596, or with own',
  }),
});

const Amount = Type.Union([Type.Number(), Type.String({ minLength: 1 })], {
  description: 'A number, or arithmetic of numbers and figures named above: 500 / month',
  ...means({ expects: 'a number, or arithmetic such as 500 / month' }),
});

const Figure = (description: string) => exactly({ value: { ...Amount, description }, source: Source });

const Moment = (description: string) =>
  Type.String({
    pattern: '^\\d{4}-\\d\\d-\\d\\d( ([01]?\\d|2[0-3]):[0-5]\\d)?$',
    description,
    ...means({ expects: 'a date such as 2014-11-04, or with a time: 2014-11-04 10:30' }),
  });

const Name = (description: string) => Type.String({ pattern: name, description });

const named = <T extends TSchema>(schema: T, description: string, names: string) =>
  Type.Record(Type.String({ pattern: name }), schema, {
    additionalProperties: false,
    description,
    ...means({ names }),
  });

const Slots = exactly({
  from: TimeOfDay('Time of the first appointment of a day'),
  minutes: { ...Amount, description: 'From one appointment to the next, minutes' },
  source: Source,
});

const Service = exactly({
  perDay: Figure('Service events on a day on which the service is open, on average: what is carried out'),
  minutes: Figure('Mean time with the customer, minutes'),
  slots: Type.Optional({
    ...Slots,
    description: 'They come by appointment: so many a day, one after the other',
  }),
});

const Pause = exactly({
  from: TimeOfDay('Earliest beginning; a customer is served to the end first'),
  minutes: Type.Number({ exclusiveMinimum: 0, maximum: 600 }),
});

const Post = exactly({
  counter: Name('Id of the counter of the site'),
  days: Type.Optional(
    Type.Array(Weekday, { minItems: 1, uniqueItems: true, description: 'Every opening day, if left out' }),
  ),
  from: Type.Optional(TimeOfDay('When the advisor comes; at opening, if left out')),
  to: Type.Optional(TimeOfDay('When the advisor goes; when the last customer has gone, if left out')),
  pauses: Type.Array(Pause, { default: [] }),
});

const Season = exactly({
  from: CalendarDate('First day'),
  until: Type.Optional(CalendarDate('Last day; until the next of the whole point, if left out')),
  services: Type.Optional(
    Type.Array(Name('Id of a service'), { minItems: 1, description: 'The whole point, if left out' }),
  ),
  times: { ...Amount, description: 'So many times as many come' },
  source: Source,
});

/** How people are, where they are not as everywhere (`simulator/people/habits.ts`). */
const Habits = exactly({
  needsSupport: Type.Optional(Figure('Share of customers who need support')),
  secondMatter: Type.Optional(Figure('Share of customers with two matters')),
  groups: Type.Optional(Figure('Share of customers with support and two matters who bring others with them')),
  missesCall: Type.Optional(Figure('Share of calls that are not noticed')),
  comesBack: Type.Optional(Figure('Share of those who missed their turn and are put back')),
  noShowWait: Type.Optional(Figure('Seconds that an advisor waits for who was called')),
});

const what = (...words: readonly string[]) => Type.Union(words.map(word => Type.Literal(word)));

const Network = exactly({
  what: {
    ...what('inbound-blocked', 'broker-blocked', 'broker-full', 'proxy-only', 'slow'),
    description:
      'inbound-blocked: nobody can connect to the box. broker-blocked: nothing of the broker comes through. broker-full: it refuses whoever comes. proxy-only: out through an HTTP proxy. slow: each packet takes the delay',
  },
  from: Type.Optional(Moment('When it begins; at once, if left out')),
  until: Type.Optional(Moment('When it is over; never, if left out')),
  delay: Type.Optional({ ...Amount, description: 'Of `slow`: milliseconds in each direction' }),
  source: Source,
});

const Fault = exactly({
  what: {
    ...what('silent', 'hot'),
    description:
      'silent: the device is connected and says nothing any more. hot: the machine of the box overheats',
  },
  device: Type.Optional(Name('The device; none for hot')),
  from: Moment('When it begins'),
  until: Type.Optional(Moment('When it is over; never, if left out')),
  source: Source,
});

const Ring = exactly({
  source: Source,
  device: Name('The ring source of the site'),
  at: TimeOfDay('When it rings, on each opening day'),
  caller: Type.Optional(Type.String({ maxLength: 256, description: 'Its address; unknown, if left out' })),
  seconds: { ...Amount, description: 'How long it rings' },
  end: what('answered', 'ended', 'wrong'),
});

const Fleet = exactly({
  appliances: Figure('Boxes that report to one broker'),
  outage: Figure('Minutes for which the broker is away, from ten on'),
  capacity: Figure('Messages a second that it can take'),
});

export const ScenarioSchema = exactly({
  version: Type.Literal(1, { description: 'Version of this format' }),
  title: Type.String({ minLength: 1, maxLength: 120, description: 'What it is, in one line' }),
  like: Type.Optional(Name('Another scenario: what this file does not say is as there')),
  site: Type.Optional(
    Type.String({
      minLength: 1,
      description: 'A site of simulator/sites by its name, or the path of a site file from this file',
    }),
  ),
  day: Type.Optional(CalendarDate('First day')),
  days: Type.Optional(
    Type.Integer({ minimum: 1, maximum: 3660, description: 'Opening days; 1, if left out' }),
  ),
  figures: Type.Optional(
    Type.Record(
      Type.String({ pattern: '^[a-z][A-Za-z]{0,29}$' }),
      Figure('A figure that others are worked out of'),
      {
        additionalProperties: false,
        description: 'Figures by name, each after those that it is worked out of',
        ...means({ names: 'letters a-z and A-Z, a small one first' }),
      },
    ),
  ),
  eventsPerDay: Type.Optional(
    Figure('Service events on an opening day, all services together: what the services add up to'),
  ),
  seasons: Type.Optional(
    Type.Array(Season, { minItems: 1, description: 'How busy days are; first day first' }),
  ),
  services: Type.Optional(named(Service, 'Who comes, by service', 'the id of a service of the site')),
  staff: Type.Optional(
    exactly({ source: Source, posts: Type.Array(Post, { minItems: 1, description: 'Who serves where' }) }),
  ),
  languages: Type.Optional(
    exactly({
      source: Source,
      weights: Type.Record(Type.String({ pattern: '^[a-z]{2,3}$' }), Type.Number({ minimum: 0 }), {
        additionalProperties: false,
        description: 'How many speak what, one against another',
        ...means({ names: 'the code of a language of the site' }),
      }),
    }),
  ),
  habits: Type.Optional(Habits),
  bookings: Type.Optional(
    exactly({
      from: CalendarDate('First day for which the booking system gives bookings; before it, it is missing'),
      source: Source,
    }),
  ),
  rings: Type.Optional(Type.Array(Ring, { minItems: 1, description: 'Calls at the ring sources' })),
  network: Type.Optional(Type.Array(Network, { minItems: 1, description: 'What becomes of the network' })),
  faults: Type.Optional(Type.Array(Fault, { minItems: 1, description: 'What breaks' })),
  fleet: Type.Optional({ ...Fleet, description: 'Many boxes at one broker, counted in virtual time' }),
});

export type ScenarioFile = Static<typeof ScenarioSchema>;
