import { type Static, Type } from '@sinclair/typebox';

/**
 * What the server says (hawkBit, Direct Device Integration API v1). Open objects: a newer server may say more. What leads to an address or decides anything is
 * narrow.
 */

const Id = Type.String({ pattern: '^\\d{1,19}$' });

const Link = Type.Object({ href: Type.String({ maxLength: 2048 }) });

export const Base = Type.Object({
  config: Type.Optional(
    Type.Object({ polling: Type.Optional(Type.Object({ sleep: Type.Optional(Type.String()) })) }),
  ),
  _links: Type.Optional(
    Type.Object({
      deploymentBase: Type.Optional(Link),
      confirmationBase: Type.Optional(Link),
      cancelAction: Type.Optional(Link),
      configData: Type.Optional(Link),
    }),
  ),
});
export type Base = Static<typeof Base>;

const Handling = Type.Union([Type.Literal('skip'), Type.Literal('attempt'), Type.Literal('forced')]);
export type Handling = Static<typeof Handling>;

const Work = Type.Object({
  download: Type.Optional(Handling),
  update: Type.Optional(Handling),
  maintenanceWindow: Type.Optional(Type.Union([Type.Literal('available'), Type.Literal('unavailable')])),
  chunks: Type.Array(Type.Object({ part: Type.String(), version: Type.String(), name: Type.String() }), {
    maxItems: 100,
  }),
});
export type Work = Static<typeof Work>;

export const Deployment = Type.Object({ id: Id, deployment: Work });
export type Deployment = Static<typeof Deployment>;

export const Confirmation = Type.Object({ id: Id, confirmation: Work });
export type Confirmation = Static<typeof Confirmation>;

export const Cancel = Type.Object({ id: Id, cancelAction: Type.Object({ stopId: Id }) });
export type Cancel = Static<typeof Cancel>;

const minute = 60_000;
/** hawkBit asks for no less by default, and allows no more (`minPollingTime`, `maxPollingTime`), ms. */
const sleeps = { least: 30_000, usual: 5 * minute, most: 24 * 60 * minute };

/** Until the next poll, ms. */
export function sleepOf({ config }: Base): number {
  const [, ...parts] = /^(\d{2}):([0-5]\d):([0-5]\d)$/.exec(config?.polling?.sleep ?? '') ?? [];
  if (parts.length === 0) return sleeps.usual;
  const [hours = 0, minutes = 0, seconds = 0] = parts.map(Number);
  const wanted = ((hours * 60 + minutes) * 60 + seconds) * 1000;
  return Math.min(Math.max(wanted, sleeps.least), sleeps.most);
}
