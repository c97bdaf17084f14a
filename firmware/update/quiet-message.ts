import { type Static, Type } from '@sinclair/typebox';
import { Value } from '@sinclair/typebox/value';

/** What a hub tells each of its satellites of whoever would be disturbed: they know no hours, tickets or rings. */

/** Below `tiski/1/{site}/`: of the hub, beside what it says of borrowed devices. */
export const quietTopic = (hub: string, satellite: string) => `${hub}/borrow/${satellite}/quiet`;

/** ms from one message to the next; one that is older than three of them counts for nothing. */
export const quietEvery = 30_000;

export const Quiet = Type.Object({
  busy: Type.Array(Type.String({ maxLength: 40 }), {
    maxItems: 20,
    description: 'Why somebody would notice a restart now; nobody would if it is empty',
  }),
  quietFor: Type.Union([Type.Integer({ minimum: 0 }), Type.Null()], {
    description:
      'Milliseconds until something begins that must not be disturbed; null if nothing is known. A duration, as no two clocks have to agree',
  }),
  upTo: Type.Optional(
    Type.String({
      maxLength: 60,
      description:
        'The release of the hub: a satellite starts none that is newer, so that a hub has to understand older satellites only',
    }),
  ),
});
export type Quiet = Static<typeof Quiet>;

/** The message, if it is one. */
export function readQuiet(payload: Buffer): Quiet | undefined {
  try {
    const message: unknown = JSON.parse(payload.toString('utf8'));
    return Value.Check(Quiet, message) ? message : undefined;
  } catch {
    return undefined;
  }
}
