import { type Static, type TObject, type TProperties, Type } from '@sinclair/typebox';

/** Schemas of the words that events, commands and state share. */

export const ServiceId = Type.String({
  pattern: '^[a-z0-9][a-z0-9-]{0,39}$',
  description: 'Id of a service in the site file',
});
export const CounterId = Type.String({
  pattern: '^[a-z0-9][a-z0-9-]{0,39}$',
  description: 'Id of a counter in the site file',
});
export const KioskId = Type.String({
  pattern: '^[a-z0-9][a-z0-9-]{0,39}$',
  description: 'Id of a kiosk in the site file',
});
export const DeviceName = Type.String({
  pattern: '^[a-z0-9][a-z0-9-]{0,39}$',
  description: 'Name of a device in the site file',
});

export const ApplianceId = Type.String({
  pattern: '^[a-z0-9][a-z0-9-]{0,39}$',
  description: 'Id of an appliance of the site',
});

/** Of a ring: the source's name and a number of its own, such as `video-1/17`. */
export const RingId = Type.String({
  pattern: '^[a-z0-9][a-z0-9-]{0,39}/[1-9][0-9]{0,8}$',
  description: 'Id of a ring',
});

/** The first sign of the codes of a service. */
export const Letter = Type.String({ pattern: '^[A-Z]$' });

/** A letter and three digits without a leading zero; a fourth digit only after number 999 of a service and day. */
export const TicketCode = Type.String({
  pattern: '^[A-HJ-NPR-Z][1-9][0-9]{2,3}$',
  description: 'Code of a ticket, unique within its day',
});

/** BCP 47 primary language. Data, not code: a site may list any (ACC-03). */
export const Language = Type.String({ pattern: '^[a-z]{2,3}$', description: 'BCP 47 language' });

export const Day = Type.String({
  pattern: '^\\d{4}-\\d{2}-\\d{2}$',
  description: 'Local date of the service day',
});

/** Milliseconds since 1970-01-01 UTC by the clock of the box. */
export const Instant = Type.Integer({ minimum: 0, description: 'Milliseconds since 1970-01-01 UTC' });

/** `worth.ts`. */
export const WorthClass = Type.String({
  pattern: '^[a-z][a-z-]{0,19}$',
  description:
    'Class of facts, by what they are worth when the disk is full: device, course, ring, ticket, record, dropped in this order',
});

/** A code of the error catalogue. */
export const Code = Type.String({
  pattern: '^[a-z][a-z0-9-]{2,39}$',
  description: 'Code of the error catalogue',
});

/** Of the program (semver.org). */
export const Version = Type.String({
  pattern: '^[0-9]+\\.[0-9A-Za-z.+-]{1,38}$',
  description: 'Version of the program',
});

/** By which way in a command came. A button cannot show a number; all others can. */
export const Channel = Type.Union([
  Type.Literal('button'),
  Type.Literal('page'),
  Type.Literal('http'),
  Type.Literal('mqtt'),
  Type.Literal('box'),
]);
export type Channel = Static<typeof Channel>;

/**
 * How somebody is served (TKT-19): at a terminal of their own, by video from elsewhere, by the point's own staff, or by the authority's expert who
 * has come to the point.
 */
export const ServiceKind = Type.Union([
  Type.Literal('electronic'),
  Type.Literal('remote'),
  Type.Literal('manual'),
  Type.Literal('expert'),
]);
export type ServiceKind = Static<typeof ServiceKind>;

/** Of a counter or of an advisor's place. */
export const PlaceId = Type.String({
  pattern: '^[a-z0-9][a-z0-9-]{0,39}$',
  description: 'Id of a counter or of an advisor place in the site file',
});

/** What is not live counts in no figure (product.md, "Modes"). */
export const Mode = Type.Union([Type.Literal('live'), Type.Literal('demo'), Type.Literal('training')]);
export type Mode = Static<typeof Mode>;

/** What a customer is told about the wait until the call (DSP-04). Minutes. */
export const WaitEstimate = Type.Object(
  {
    minutes: Type.Number({ minimum: 0, description: 'Expected wait until the call, minutes' }),
    low: Type.Number({ minimum: 0, description: '10 % of the waits are shorter, minutes' }),
    high: Type.Number({ minimum: 0, description: '10 % of the waits are longer, minutes' }),
    from: Type.Integer({ minimum: 0, description: 'What is printed, minutes: from, 0 for "under"' }),
    to: Type.Integer({ minimum: 5, description: 'What is printed, minutes: to' }),
  },
  { additionalProperties: false },
);
export type WaitEstimate = Readonly<Static<typeof WaitEstimate>>;

/** A group takes one number; a single customer is no group (TKT-15). */
export const GroupSize = Type.Integer({ minimum: 2, maximum: 20, description: 'People on one ticket' });

/** An object with exactly these properties: nothing unknown slips through, so nothing personal can. */
export function exactly<P extends TProperties>(properties: P): TObject<P> {
  return Type.Object(properties, { additionalProperties: false });
}
