import fc from 'fast-check';
import { type Command, isCommandName } from '../../../firmware/servicepoint/commands';
import type { Actor } from '../../../firmware/servicepoint/rights/actor';
import type { Rules } from '../../../firmware/servicepoint/rules';

/** A small point with overlapping counters, so that every rule can be met. */
export const rules: Rules = {
  timezone: 'Europe/Helsinki',
  languages: ['fi', 'sv', 'en'],
  services: new Map([
    ['kunta', { id: 'kunta', letter: 'K', organisation: 'town' }],
    ['vero', { id: 'vero', letter: 'V', organisation: 'state', noShow: { waitSeconds: 120 } }],
    [
      'kela',
      {
        id: 'kela',
        letter: 'E',
        organisation: 'state',
        transferPlace: 'first-arrival',
        hours: [{ days: [1, 2, 3, 4, 5], from: 540, to: 900 }],
      },
    ],
  ]),
  counters: new Map([
    ['1', { id: '1', services: ['kunta', 'vero'] }],
    ['2', { id: '2', services: ['vero', 'kela'], noShow: { by: 'automatic', automaticSeconds: 30 } }],
    [
      '3',
      {
        id: '3',
        services: ['kunta', 'vero', 'kela'],
        calling: { policy: 'weighted', weights: { vero: 4, kela: 2 }, firstAfter: 20 },
      },
    ],
    [
      '4',
      {
        id: '4',
        services: ['kunta', 'vero', 'kela'],
        calling: { policy: 'own-order', order: ['kela', 'kunta'], firstAfter: 30 },
      },
    ],
    ['5', { id: '5', services: ['kunta', 'kela'], calling: { policy: 'oldest' } }],
  ]),
  messages: new Map([['back', { id: 'back', lasts: 600_000 }]]),
  places: new Map([
    ['desk-1', { id: 'desk-1', counter: '1' }],
    ['desk-2', { id: 'desk-2' }],
    ['lobby', { id: 'lobby' }],
  ]),
  rings: new Map([
    [
      'room',
      {
        id: 'room',
        sources: ['video'],
        endsBy: 'source',
        members: ['desk-1', 'desk-2'],
        substitutes: [],
        levels: [
          { after: 0, to: 'available' },
          { after: 20_000, to: 'everyone' },
          { after: 45_000, to: ['lobby'] },
        ],
        missedAfter: 55_000,
        longest: 600_000,
        quietHours: [],
        chain: ['video', 'lamp-1'],
      },
    ],
    [
      'door',
      {
        id: 'door',
        sources: ['contact'],
        endsBy: 'source',
        members: [],
        substitutes: [],
        levels: [{ after: 0, to: 'everyone' }],
        missedAfter: 30_000,
        longest: 300_000,
        quietHours: [],
        chain: ['contact'],
      },
    ],
    [
      'help',
      {
        id: 'help',
        sources: ['1', 'terminal'],
        endsBy: 'people',
        members: ['desk-2'],
        substitutes: [],
        levels: [
          { after: 0, to: 'available' },
          { after: 10_000, to: 'everyone' },
        ],
        missedAfter: 30_000,
        longest: 900_000,
        quietHours: [],
        chain: [],
      },
    ],
  ]),
  directory: new Map([['kela@oulu.example.org', 'kela-oulu']]),
  kiosks: new Map([
    ['lobby', { id: 'lobby', printer: 'printer' }],
    ['desk', { id: 'desk' }],
  ]),
};

/** Monday 3 November 2014, 08:00 in Finland. */
export const morning = Date.UTC(2014, 10, 3, 6);

const service = fc.constantFrom('kunta', 'vero', 'kela', 'nobody');
const counter = fc.constantFrom('1', '2', '3', '4', '5', '9');
const ticket = fc
  .tuple(fc.constantFrom('K', 'V', 'E'), fc.integer({ min: 101, max: 112 }))
  .map(([letter, number]) => `${letter}${number}`);
const ring = fc
  .tuple(fc.constantFrom('video', 'contact', '1', 'terminal'), fc.integer({ min: 1, max: 6 }))
  .map(([source, number]) => `${source}/${number}`);
const place = fc.constantFrom('desk-1', 'desk-2', 'lobby', 'nowhere');
const helpPoint = fc.oneof(
  fc.record({ counter }),
  fc.record({ source: fc.constantFrom('terminal', 'video') }),
);
const health = fc.constantFrom('ok' as const, 'failed' as const, 'unknown' as const);

const act: fc.Arbitrary<{ name: Command['name']; args: object }> = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({
      name: fc.constant('take-ticket' as const),
      args: fc.record(
        {
          service,
          kiosk: fc.constantFrom('lobby', 'desk', 'cellar'),
          needsTime: fc.boolean(),
          group: fc.integer({ min: 2, max: 20 }),
        },
        { requiredKeys: ['service'] },
      ),
    }),
  },
  { weight: 4, arbitrary: fc.record({ name: fc.constant('next' as const), args: fc.record({ counter }) }) },
  {
    weight: 6,
    arbitrary: fc.record({
      name: fc.constantFrom('recall' as const, 'arrived' as const, 'done' as const, 'no-show' as const),
      args: fc.record({ counter }),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      name: fc.constant('park' as const),
      args: fc.record({ counter, minutes: fc.integer({ min: 1, max: 15 }) }, { requiredKeys: ['counter'] }),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({ name: fc.constant('call' as const), args: fc.record({ counter, ticket }) }),
  },
  {
    weight: 2,
    arbitrary: fc.record({ name: fc.constant('transfer' as const), args: fc.record({ ticket, service }) }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      name: fc.constantFrom('cancel' as const, 'reinstate' as const),
      args: fc.record({ ticket }),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      name: fc.constant('print-ended' as const),
      args: fc.record({ ticket, outcome: fc.constantFrom('done', 'not-done', 'unknown') }),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      name: fc.constant('device-reported' as const),
      args: fc.record({
        device: fc.constantFrom('printer', 'video', 'lamp-1'),
        health,
        warnings: fc.constant([]),
      }),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      name: fc.constant('ring-heard' as const),
      args: fc.record(
        {
          source: fc.constantFrom('video', 'contact'),
          caller: fc.constantFrom('sip:kela@oulu.example.org', 'sip:matti@home.example.org'),
        },
        { requiredKeys: ['source'] },
      ),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      name: fc.constant('ring-over' as const),
      args: fc.record({ ring, end: fc.constantFrom('answered', 'ended', 'unknown') }),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      name: fc.constant('acknowledge' as const),
      args: fc.record({ ring, place }, { requiredKeys: ['ring'] }),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({ name: fc.constant('wrong-call' as const), args: fc.record({ ring }) }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      name: fc.constantFrom('help' as const, 'help-over' as const),
      args: helpPoint,
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      name: fc.constant('presence' as const),
      args: fc.record({ place, state: fc.constantFrom('available', 'busy', 'away') }),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      name: fc.constant('message' as const),
      args: fc.record({
        preset: fc.constant('back'),
        counters: fc.uniqueArray(counter, { minLength: 1, maxLength: 3 }),
      }),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      name: fc.constant('message-seen' as const),
      args: fc.record({ message: fc.integer({ min: 1, max: 20 }), counter }),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      name: fc.constant('clock-stepped' as const),
      args: fc.record({ by: fc.integer({ min: -10_000_000, max: 10_000_000 }) }),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({ name: fc.constantFrom('started' as const), args: fc.constant({ version: '1' }) }),
  },
  { weight: 1, arbitrary: fc.record({ name: fc.constant('tick' as const), args: fc.constant({}) }) },
);

/** Commands over hours and days, with a clock that at times jumps, also backwards. */
export const history: fc.Arbitrary<Command[]> = fc
  .array(
    fc.record({
      act,
      channel: fc.constantFrom('button' as const, 'http' as const),
      by: fc.option(fc.constantFrom<Actor>({ role: 'counter' }, { role: 'advisor' }), { freq: 2 }),
      step: fc.oneof(
        { weight: 15, arbitrary: fc.integer({ min: 0, max: 120_000 }) },
        // What a broker brings at once is decided in one millisecond.
        { weight: 5, arbitrary: fc.constant(0) },
        { weight: 1, arbitrary: fc.integer({ min: -100_000_000, max: 100_000_000 }) },
      ),
    }),
    { minLength: 20, maxLength: 120, size: 'max' },
  )
  .map(steps => {
    let at = morning;
    return steps.map(({ act: { name, args }, channel, by, step }) => {
      at += step;
      return { name, args, channel, at, ...(by && isCommandName(name) && { by }) } as Command;
    });
  });
