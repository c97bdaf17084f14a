import fc, { type Arbitrary } from 'fast-check';
import { garbage, mutated } from './garbage';

/** A desired configuration that must not be taken. */
export interface BadConfiguration {
  readonly why: string;
  readonly payload: Buffer;
}

const revision = fc.integer({ min: 1, max: 1_000_000 }).map(n => `new-${n}`);

/** Settings that would be taken; every kind of them once. */
export const goodSettings = {
  opening: { hours: [{ days: ['mon', 'tue'], from: '8:00', to: '16:00' }], closedOn: ['public-holidays'] },
  services: {
    tax: { hours: [{ days: ['wed'], from: '9:00', to: '15:00' }], lastTicket: { minutesBefore: 10 } },
  },
  organisations: { town: { elsewhere: { web: 'kaupunki.fi/asiointi' } } },
  counters: { c1: { calling: { policy: 'own-order', order: ['tax'] }, noShow: { waitSeconds: 90 } } },
  rings: { help: { members: ['desk'], levels: [{ after: 0, to: 'everyone' }] } },
  directory: [{ id: 'kela-oulu', name: { fi: 'Kela Oulu' }, addresses: ['kela@oulu.example.org'] }],
  announcements: { seconds: 6 },
  feedback: { collect: 'window', windows: [{ from: '2025-01-01', until: '2025-02-01' }] },
  ticket: { note: { fi: 'Odota aulassa' } },
};

const message = (name: string, settings: unknown) => ({ version: 1, revision: name, settings });

function configuration(why: string, of: Arbitrary<unknown>): Arbitrary<BadConfiguration> {
  return of.map(body => ({ why, payload: Buffer.from(JSON.stringify(body) ?? 'null') }));
}

/** One group of the good settings, so that most attempts are about something else. */
const group = fc.constantFrom(...Object.entries(goodSettings)).map(([name, value]) => ({ [name]: value }));

/** Wrong in their meaning alone. */
const meaningless = fc.constantFrom<object>(
  { opening: { hours: [{ days: ['mon'], from: '16:00', to: '8:00' }] } },
  { services: { tax: { exceptions: [{ date: '2025-05-02', until: '2025-05-01' }] } } },
  { services: { nowhere: { minutes: 5 } } },
  { counters: { c1: { calling: { policy: 'own-order' } } } },
  { counters: { c1: { name: { fi: 'Tiski 2' } } } },
  { counters: { c1: { name: { sv: 'Disk' } } } },
  { rings: { help: { members: ['nobody'] } } },
  { rings: { help: { levels: [{ after: 5, to: 'everyone' }] } } },
  { feedback: { collect: 'window' } },
  { feedback: { collect: 'always', windows: [{ from: '2025-01-01', until: '2025-02-01' }] } },
  { smileys: { nowhere: { lockOut: 5 } } },
  { devices: { lamp: { driver: 'virtual-lamp' } } },
  { mqtt: { url: 'mqtt://elsewhere.example.org' } },
  { http: { host: '0.0.0.0' } },
);

/** The revisions that a box has gone through, the newest last. */
export const history = ['first', 'second', 'third'] as const;
const settingsOf = (name: string) => ({ noShow: { waitSeconds: 100 + name.length } });

/** What the broker brought when they came into force. */
export const historic = (name: (typeof history)[number]) => message(name, settingsOf(name));

const wrongEnvelope = fc
  .tuple(revision, group, fc.anything())
  .chain(([name, settings, odd]) =>
    fc.constantFrom<unknown>(
      { ...message(name, settings), version: 2 },
      { ...message(name, settings), more: [odd] },
      { ...message(name, settings), base: 'somewhere' },
      { version: 1, settings },
      { version: 1, revision: name },
      message('Syksy 2025', settings),
      message(name, [settings]),
      message(name, null),
      odd,
    ),
  );

/** All ways in which a configuration can be bad. Those that are judged as a whole site are the costly ones, and fewer. */
export const badConfiguration: Arbitrary<BadConfiguration> = fc.oneof(
  { weight: 5, arbitrary: garbage(70_000).map(payload => ({ why: 'garbage', payload })) },
  { weight: 5, arbitrary: configuration('envelope', wrongEnvelope) },
  {
    weight: 3,
    arbitrary: configuration(
      'settings',
      fc
        .tuple(revision, group)
        .chain(([name, settings]) =>
          mutated(settings).map(wrong => message(name, { ...(wrong as object), spoilt: 1 })),
        ),
    ),
  },
  {
    weight: 3,
    arbitrary: configuration(
      'meaning',
      fc.tuple(revision, meaningless).map(([name, s]) => message(name, s)),
    ),
  },
  {
    weight: 3,
    arbitrary: configuration(
      'replayed',
      fc.constantFrom('first', 'second').map(name => historic(name as 'first')),
    ),
  },
  {
    weight: 2,
    arbitrary: configuration(
      'reused',
      group.map(settings => message('third', settings)),
    ),
  },
  {
    weight: 2,
    arbitrary: configuration(
      'out of order',
      fc
        .tuple(revision, group, fc.constantFrom('site-file', 'ab'.repeat(32)))
        .map(([name, settings, base]) => ({ ...message(name, settings), base })),
    ),
  },
);
