import type { Static, TSchema } from '@sinclair/typebox';
import { bookingFacts } from './bookings/booking-facts';
import { boxFacts } from './box/box-facts';
import { configurationFacts } from './configuration/configuration-facts';
import { feedbackFacts } from './feedback/feedback-facts';
import { measureFacts } from './measures/measure-facts';
import { messageFacts } from './messages/message-facts';
import { presenceFacts } from './presence/presence-facts';
import { queueFacts } from './queue/queue-facts';
import { ringFacts } from './ringing/ring-facts';
import type { Mode } from './vocabulary';

/**
 * Every fact the service point can record. The key is `{family}.{fact}`; on MQTT it becomes
 * `fi.tiski.{family}.{fact}.v1`. A schema is the data of the event: what is not in it is never stored and never sent.
 */
export const eventSchemas = {
  ...boxFacts,
  ...configurationFacts,
  ...queueFacts,
  ...bookingFacts,
  ...ringFacts,
  ...presenceFacts,
  ...messageFacts,
  ...feedbackFacts,
  ...measureFacts,
} as const satisfies Record<string, TSchema>;

export type EventType = keyof typeof eventSchemas;
export type EventData<T extends EventType> = Static<(typeof eventSchemas)[T]>;

/** A fact as the core makes it: what happened, before the journal has given it a place in the order. */
export type ServiceEvent = {
  [T in EventType]: {
    readonly type: T;
    readonly at: number;
    readonly data: EventData<T>;
    /** Absent: live. */
    readonly mode?: Exclude<Mode, 'live'>;
  };
}[EventType];

export type EventOf<T extends EventType> = Extract<ServiceEvent, { type: T }>;
