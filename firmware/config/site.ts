import { type Static, Type } from '@sinclair/typebox';
import { CounterId, DeviceName, exactly, Language, ServiceId } from '../servicepoint/vocabulary';

/**
 * The site file: one YAML document that says what a service point is. This schema is the single source of its types, its
 * checking and its reference. Semantic rules (references, letters, hours) are in `rules.ts`.
 */

const Text = Type.Record(Language, Type.String({ minLength: 1, maxLength: 200 }), {
  description: 'The text in each language of the site',
});

const TimeOfDay = Type.String({ description: 'Local time of day, HH:MM, 00:00 to 24:00' });

const Weekday = Type.Union(
  ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'].map(day => Type.Literal(day as 'mon')),
);

const Hours = exactly({
  days: Type.Array(Weekday, { minItems: 1, maxItems: 7, uniqueItems: true, description: 'Days of the week' }),
  from: TimeOfDay,
  to: TimeOfDay,
});

const Organisation = exactly({ id: ServiceId, name: Text });

const Service = exactly({
  id: ServiceId,
  letter: Type.String({
    pattern: '^[A-HJ-NPR-Z]$',
    description: 'First letter of the ticket codes; I, O and Q look like digits',
  }),
  organisation: ServiceId,
  name: Text,
  hours: Type.Optional(
    Type.Array(Hours, { description: 'When the service gives numbers; always, if absent' }),
  ),
});

const Counter = exactly({
  id: CounterId,
  name: Text,
  services: Type.Array(ServiceId, { minItems: 1, uniqueItems: true, description: 'What the counter serves' }),
  next: Type.Optional(DeviceName),
  recall: Type.Optional(DeviceName),
  lamp: Type.Optional(DeviceName),
  display: Type.Optional(DeviceName),
});

/** A place where customers take numbers. */
const Kiosk = exactly({
  id: CounterId,
  printer: Type.Optional(DeviceName),
  lamp: Type.Optional(DeviceName),
  sounder: Type.Optional(DeviceName),
  buttons: Type.Optional(
    Type.Array(exactly({ device: DeviceName, service: ServiceId, language: Type.Optional(Language) }), {
      description: 'One button per service',
    }),
  ),
});

/** `driver` chooses the schema of the other settings; they are checked against it. */
const DeviceEntry = Type.Object({ driver: Type.String({ minLength: 1 }) }, { additionalProperties: true });

const Ticket = exactly({
  logo: Type.Optional(Type.String({ description: 'PNG or SVG beside the site file' })),
  /** A last line in each language, such as where to wait. */
  note: Type.Optional(Text),
});

const Http = exactly({
  host: Type.Optional(Type.String({ default: '127.0.0.1' })),
  port: Type.Optional(Type.Integer({ minimum: 0, maximum: 65535, default: 8080 })),
});

const Mqtt = exactly({
  url: Type.String({ pattern: '^(mqtts?|wss?)://', description: 'Broker, such as mqtt://127.0.0.1:1883' }),
  username: Type.Optional(Type.String()),
  passwordFile: Type.Optional(Type.String({ description: 'File that holds the password' })),
});

export const SiteSchema = exactly({
  version: Type.Literal(1),
  site: ServiceId,
  appliance: ServiceId,
  name: Text,
  timezone: Type.Optional(Type.String({ default: 'Europe/Helsinki' })),
  languages: Type.Array(Language, { minItems: 1, uniqueItems: true, description: 'First is the default' }),
  organisations: Type.Array(Organisation, { minItems: 1 }),
  services: Type.Array(Service, { minItems: 1 }),
  counters: Type.Array(Counter, { minItems: 1 }),
  kiosks: Type.Array(Kiosk, { minItems: 1 }),
  devices: Type.Record(DeviceName, DeviceEntry),
  ticket: Type.Optional(Ticket),
  http: Type.Optional(Http),
  mqtt: Type.Optional(Mqtt),
});

export type Site = Static<typeof SiteSchema>;
export type SiteText = Static<typeof Text>;
export type SiteService = Static<typeof Service>;
export type SiteCounter = Static<typeof Counter>;
export type SiteKiosk = Static<typeof Kiosk>;
