import type { Counters } from '../../hal/device';
import { type Arrivals, arrivals } from '../servicepoint/bookings/arrivals';
import { askedAt } from '../servicepoint/feedback/take-feedback';
import { issuingSpanAt } from '../servicepoint/opening/closed';
import { callableFirst } from '../servicepoint/queue/call-order';
import { ringGroups } from '../servicepoint/ringing/ring-rules';
import type { Rules } from '../servicepoint/rules';
import {
  currentTicket,
  type DeviceReport,
  type SelfTest,
  type ServicePointView,
} from '../servicepoint/state';
import type {
  BoxState,
  CounterState,
  DeviceHealth,
  DeviceState,
  HealthMessage,
  SatelliteHealth,
  ServiceState,
  SmileyState,
} from './messages';
import { placeState, ringState } from './ring-present';
import type { Topics } from './topics';

/** How many of a queue are shown. */
const mostNext = 5;

/** Everything that the retained state is made of. */
export interface Present {
  readonly state: ServicePointView;
  readonly rules: Rules;
  readonly devices: readonly string[];
  readonly smileys: readonly { readonly id: string; readonly device: string }[];
  readonly box: BoxState;
  /** Ids of the boxes that lend devices. */
  readonly satellites?: readonly string[];
  /** What the machine of a satellite told of itself besides its health. */
  readonly satelliteDetail?: (satellite: string) => Pick<SatelliteHealth, 'version' | 'readings'>;
  /** What a device has counted, as it is sent. */
  readonly counters?: (device: string) => Counters | undefined;
  readonly version: string;
  /** ms since 1970-01-01 UTC */
  readonly at: number;
}

/** What is true now, as the messages that say so: topic and payload. */
export function* presentMessages(present: Present, topics: Topics): Generator<[topic: string, body: object]> {
  for (const id of present.rules.services.keys())
    yield [topics.state('service', id), serviceState(present, id)];
  for (const id of present.rules.counters.keys())
    yield [topics.state('counter', id), counterState(present, id)];
  for (const ring of ringGroups(present.rules))
    yield [topics.state('ring', ring.id), ringState(present, ring)];
  for (const id of present.rules.places?.keys() ?? [])
    yield [topics.state('place', id), placeState(present, id)];
  for (const smiley of present.smileys)
    yield [topics.state('smiley-unit', smiley.id), smileyState(present, smiley)];
  for (const name of present.devices) yield [topics.state('device', name), deviceState(present, name)];
  yield [topics.health, health(present)];
}

export function serviceState({ state, rules, at }: Present, id: string): ServiceState {
  const queue = callableFirst(state, id, rules, at);
  const service = rules.services.get(id);
  const last = service && state.numbers.get(service.letter);
  return {
    service: id,
    day: state.day,
    open: service !== undefined && issuingSpanAt(rules, service, at) !== undefined,
    waiting: queue.length,
    people: queue.reduce((sum, { group = 1 }) => sum + group, 0),
    reinstated: queue.filter(({ reinstated }) => reinstated > 0).length,
    next: queue.slice(0, mostNext).map(({ code }) => code),
    last: service && last !== undefined ? `${service.letter}${last}` : null,
    ...(rules.bookings && { bookings: countsOf(arrivals(state.bookings, id, state.day)) }),
  };
}

function countsOf({ expected, arrived, missed }: Arrivals): NonNullable<ServiceState['bookings']> {
  return { expected: expected.length, arrived: arrived.length, missed: missed.length };
}

export function counterState({ state }: Present, id: string): CounterState {
  const ticket = currentTicket(state, id);
  if (ticket?.state !== 'called' && ticket?.state !== 'serving') return idle(id);
  const since = ticket.state === 'serving' ? ticket.servingAt : ticket.calledAt;
  return {
    counter: id,
    state: ticket.state,
    ticket: ticket.code,
    service: ticket.service,
    since: since === undefined ? null : new Date(since).toISOString(),
    prompt: ticket.state === 'called' && ticket.overdueAt !== undefined,
    needsTime: ticket.needsTime,
    people: ticket.group ?? 1,
    reinstated: ticket.reinstated,
  };
}

function idle(counter: string): CounterState {
  const nobody = { ticket: null, service: null, since: null, people: null };
  return { counter, state: 'idle', ...nobody, prompt: false, needsTime: false, reinstated: 0 };
}

/** A unit that is not known to work may be pressed in vain. */
export function smileyState(
  { state, rules, at }: Present,
  { id, device }: Present['smileys'][number],
): SmileyState {
  const isKnown = state.devices.get(device)?.health === 'ok';
  const unit = rules.feedback?.units.get(id);
  const asked = rules.feedback && askedAt(rules.feedback, at, rules.timezone);
  if (!unit || !asked) return { unit: id, state: 'off', question: null, set: null, version: null };
  const { id: set, version } = asked.set;
  return {
    unit: id,
    state: isKnown ? 'collecting' : 'unknown',
    question: unit.question,
    set,
    version,
  };
}

export function deviceState({ state }: Present, name: string): DeviceState {
  return { device: name, ...reportOf(state.devices.get(name)) };
}

export function health(present: Present): HealthMessage {
  const { state, version, box, satellites = [], satelliteDetail, counters } = present;
  const boxTest = testedOf(state.selfTests.get(''));
  const devices = present.devices.map((name): [string, DeviceHealth] => {
    const counted = counters?.(name);
    const tested = testedOf(state.selfTests.get(name));
    return [
      name,
      {
        ...reportOf(state.devices.get(name)),
        ...(counted && Object.keys(counted).length > 0 && { counters: { ...counted } }),
        ...(tested && { tested }),
      },
    ];
  });
  return {
    version,
    box: { ...box, ...(boxTest && { tested: boxTest }) },
    devices: Object.fromEntries(devices),
    ...(satellites.length > 0 && {
      satellites: Object.fromEntries(
        satellites.map(id => [id, { ...reportOf(state.boxes.get(id)), ...satelliteDetail?.(id) }]),
      ),
    }),
  };
}

/** What has not reported is unknown, never ok. */
function reportOf(report: DeviceReport | undefined): Omit<DeviceState, 'device'> {
  if (!report) return { health: 'unknown', code: 'device-not-started', warnings: [] };
  const { health, code, warnings, since, lastGood } = report;
  return {
    health,
    ...(code !== undefined && { code }),
    warnings: [...warnings],
    since: instant(since),
    ...(lastGood !== undefined && { lastGood: instant(lastGood) }),
  };
}

function testedOf(test: SelfTest | undefined): DeviceHealth['tested'] {
  if (!test) return undefined;
  const { result, code, at } = test;
  return { result, ...(code !== undefined && { code }), at: instant(at) };
}

function instant(at: number): string {
  return new Date(at).toISOString();
}
