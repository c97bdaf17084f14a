import { type Static, Type } from '@sinclair/typebox';
import { type EventType, eventSchemas } from '../servicepoint/events';
import { RatedQuestionId, SetId, SetVersion, UnitId } from '../servicepoint/feedback/feedback-words';
import { PresenceWord } from '../servicepoint/presence/presence-state';
import { DirectoryId, Level, RingGroupId } from '../servicepoint/ringing/ring-words';
import {
  ApplianceId,
  Code,
  CounterId,
  Day,
  DeviceName,
  exactly,
  Mode,
  PlaceId,
  RingId,
  ServiceId,
  TicketCode,
  Version,
} from '../servicepoint/vocabulary';

/**
 * Every message on the wire but the data of events. This is the single source of their types, their checking and the AsyncAPI
 * document.
 */

const Time = Type.String({
  pattern: '^\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}\\.\\d{3}Z$',
  description: 'RFC 3339, UTC, by the clock of the box',
});

const Health = Type.Union([Type.Literal('ok'), Type.Literal('failed'), Type.Literal('unknown')], {
  description: 'Three-valued: what is not known to work is never shown as ok',
});

export const StatusMessage = exactly({
  state: Type.Union([Type.Literal('online'), Type.Literal('offline')]),
  since: {
    ...Time,
    description:
      'When the state began. In a will, which the broker keeps from the beginning of the connection, the time of that beginning',
  },
  version: Version,
  code: Type.Optional({
    ...Code,
    description:
      'Why the box serves nobody although it is online: box-care, it came up for remote care alone',
  }),
});
export type StatusMessage = Static<typeof StatusMessage>;

/** A TypeBox pattern for ids that become a topic level and a key of the journal. */
export const CommandId = Type.String({
  pattern: '^[A-Za-z0-9._:-]{1,64}$',
  description: 'Chosen by the asker; an id is carried out once, however often it arrives',
});

export const CommandMessage = exactly({
  id: CommandId,
  by: Type.String({
    pattern: '^[a-z][a-z0-9./-]{0,63}$',
    description:
      'Who asks: a role and its place, such as counter/1, or the name of a system; never the name of a person',
  }),
  args: Type.Optional(Type.Object({}, { additionalProperties: true })),
});

export type CommandMessage = Static<typeof CommandMessage>;

export const ReplyMessage = exactly({
  id: CommandId,
  ok: Type.Boolean({ description: 'Carried out; everything that follows from it is on disk' }),
  code: Type.Optional({ ...Code, description: 'Why it was not carried out' }),
  message: Type.Optional(Type.String({ description: 'The code in words, for logs' })),
  result: Type.Optional(Type.Object({}, { additionalProperties: true })),
});
export type ReplyMessage = Static<typeof ReplyMessage>;

export const ServiceState = exactly({
  service: ServiceId,
  day: Type.Union([Day, Type.Literal('')], { description: 'The service day; empty before the first' }),
  open: Type.Boolean({ description: 'Whether it gives numbers now' }),
  waiting: Type.Integer({ minimum: 0, description: 'Tickets in its queue' }),
  people: Type.Integer({ minimum: 0, description: 'People that they stand for' }),
  reinstated: Type.Integer({
    minimum: 0,
    description: 'Tickets among them that have come back after a missed turn',
  }),
  next: Type.Array(TicketCode, {
    maxItems: 5,
    description: 'Head of the queue: appointments that have come, then by age, then who is early',
  }),
  last: Type.Union([TicketCode, Type.Null()], { description: 'The last ticket taken for it today' }),
  bookings: Type.Optional(
    exactly({
      expected: Type.Integer({ minimum: 0, description: 'Customers who are still to come' }),
      arrived: Type.Integer({ minimum: 0, description: 'Customers who have checked in' }),
      missed: Type.Integer({ minimum: 0, description: 'Bookings that nobody came to in time' }),
    }),
  ),
});
export type ServiceState = Static<typeof ServiceState>;

export const CounterState = exactly({
  counter: CounterId,
  state: Type.Union([Type.Literal('idle'), Type.Literal('called'), Type.Literal('serving')]),
  ticket: Type.Union([TicketCode, Type.Null()], { description: 'The current customer' }),
  service: Type.Union([ServiceId, Type.Null()], { description: 'Whose customer that is' }),
  since: Type.Union([Time, Type.Null()], {
    description: 'When the customer was called, or the service began',
  }),
  prompt: Type.Boolean({
    description: 'The called customer was waited for long enough: no-show, call again, or go on waiting',
  }),
  needsTime: Type.Boolean({ description: 'The customer asked for more time' }),
  people: Type.Union([Type.Integer({ minimum: 1, maximum: 20 }), Type.Null()], {
    description: 'People on the ticket',
  }),
  reinstated: Type.Integer({ minimum: 0, description: 'How often the ticket came back after a missed turn' }),
});
export type CounterState = Static<typeof CounterState>;

const RingCall = exactly({
  ring: { ...RingId, description: 'Id of the ring, for the command `acknowledge`' },
  source: { ...DeviceName, description: 'The device that rings, or the counter that calls for help' },
  state: Type.Union([Type.Literal('ringing'), Type.Literal('acknowledged')]),
  since: Time,
  level: Level,
  caller: Type.Union([DirectoryId, Type.Null()], {
    description: 'Null for one whom the directory does not have',
  }),
  places: Type.Array(PlaceId, { description: 'Places that are called now' }),
  by: Type.Union([PlaceId, Type.Null()], { description: 'The place that has said that it goes' }),
});

export const RingState = exactly({
  ring: RingGroupId,
  state: Type.Union(
    [Type.Literal('idle'), Type.Literal('ringing'), Type.Literal('acknowledged'), Type.Literal('unknown')],
    {
      description:
        'acknowledged: somebody has said that they go. unknown: its source is not known to work, so nobody knows whether it rings',
    },
  ),
  since: Type.Union([Time, Type.Null()], { description: 'When it began to ring' }),
  calls: Type.Array(RingCall, { maxItems: 10, description: 'The rings that go on, the oldest first' }),
  available: Type.Integer({ minimum: 0, description: 'Members that are available' }),
  lost: Type.Array(DeviceName, {
    description: 'Devices without which a ring could go unnoticed and that are not known to work',
  }),
});
export type RingState = Static<typeof RingState>;

export const SmileyState = exactly({
  unit: UnitId,
  state: Type.Union([Type.Literal('collecting'), Type.Literal('off'), Type.Literal('unknown')], {
    description:
      'off: no feedback is collected today. unknown: the unit is not known to work, so nobody knows whether presses arrive',
  }),
  question: Type.Union([RatedQuestionId, Type.Null()], { description: 'What it asks now' }),
  set: Type.Union([SetId, Type.Null()]),
  version: Type.Union([SetVersion, Type.Null()]),
});
export type SmileyState = Static<typeof SmileyState>;

export const PlaceState = exactly({
  place: PlaceId,
  state: PresenceWord,
  since: Type.Union([Time, Type.Null()], { description: 'Null for a place that has never said anything' }),
  until: Type.Union([Time, Type.Null()], { description: 'When it becomes away by itself' }),
});
export type PlaceState = Static<typeof PlaceState>;

const Report = {
  health: Health,
  code: Type.Optional({ ...Code, description: 'Why it is not ok' }),
  warnings: Type.Array(Code, { maxItems: 8, description: 'What will fail soon although it works' }),
};

const Course = {
  ...Report,
  since: Type.Optional({ ...Time, description: 'Since when it has been so' }),
  lastGood: Type.Optional({ ...Time, description: 'When it was last known to be ok' }),
};

export const DeviceState = exactly({ device: DeviceName, ...Course });
export type DeviceState = Static<typeof DeviceState>;

const tested = Type.Optional(
  exactly({
    result: Health,
    code: Type.Optional({ ...Code, description: 'Why it is not ok' }),
    at: { ...Time, description: 'When it ended' },
  }),
);

const DeviceHealth = exactly({
  ...Course,
  counters: Type.Optional(
    Type.Record(Type.String({ pattern: '^[A-Za-z0-9]{1,40}$' }), Type.Number(), {
      additionalProperties: false,
      description: 'Presses, prints, millimetres of paper, resets: at the last change, or up to an hour ago',
    }),
  ),
  tested: { ...tested, description: 'How the last self-test ended' },
});
export type DeviceHealth = Static<typeof DeviceHealth>;

const BoxHealth = exactly({
  ...Course,
  tested: { ...tested, description: 'How the last self-test ended' },
});

const SatelliteHealth = exactly({
  ...Course,
  version: Type.Optional(Version),
  readings: Type.Optional(
    Type.Record(Type.String({ pattern: '^[A-Za-z]{1,40}$' }), Type.Number(), {
      additionalProperties: false,
      description: 'Degrees Celsius, bytes, ms and shares: at the last change, or up to an hour ago',
    }),
  ),
});
export type SatelliteHealth = Static<typeof SatelliteHealth>;

export const HealthMessage = exactly({
  version: Version,
  box: BoxHealth,
  devices: Type.Record(DeviceName, DeviceHealth, { additionalProperties: false }),
  satellites: Type.Optional(
    Type.Record(ApplianceId, SatelliteHealth, {
      additionalProperties: false,
      description: 'The machines of the satellites, as they say themselves',
    }),
  ),
});
export type BoxState = HealthMessage['box'];
export type HealthMessage = Static<typeof HealthMessage>;

const Clock = Type.Union([Type.Literal('synced'), Type.Literal('unsynced')], {
  description: 'Whether the clock of the box was synchronised when the event was made',
});

/** The envelope of an event: CloudEvents 1.0 in structured mode. */
export function eventMessage<T extends EventType>(type: T) {
  return exactly({
    specversion: Type.Literal('1.0'),
    id: Type.String({ description: '{appliance}/{epoch}/{sequence}' }),
    source: Type.String({
      pattern: '^tiski:[a-z0-9-]+/[a-z0-9-]+$',
      description: 'tiski:{site}/{appliance}',
    }),
    type: Type.Literal(`fi.tiski.${type}.v1`),
    subject: Type.String({
      description:
        'What it is about: code of a ticket, name of a device, id of a service or an organisation; else the id of the appliance',
    }),
    time: Time,
    datacontenttype: Type.Literal('application/json'),
    sequence: Type.Integer({
      minimum: 1,
      description:
        'Place among the published events of the epoch: no gap, no reordering. An event has it from when it is first sent: what was dropped before, for want of room on disk, never had one and is counted in appliance.events-dropped',
    }),
    epoch: Type.String({ description: 'One per journal of the appliance' }),
    clock: Clock,
    mode: Mode,
    data: eventSchemas[type],
  });
}

/** The envelope of any event, for those who write one. */
export interface EventEnvelope {
  readonly specversion: '1.0';
  readonly id: string;
  readonly source: string;
  readonly type: string;
  readonly subject: string;
  readonly time: string;
  readonly datacontenttype: 'application/json';
  readonly sequence: number;
  readonly epoch: string;
  readonly clock: Static<typeof Clock>;
  readonly mode: Static<typeof Mode>;
  readonly data: object;
}
