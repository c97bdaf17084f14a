import { type Static, Type } from '@sinclair/typebox';

/** Who asks (TKT-26, CAL-15, PRV-06). `central`: the programs that manage the fleet. */
export const Role = Type.Union([
  Type.Literal('customer'),
  Type.Literal('counter'),
  Type.Literal('advisor'),
  Type.Literal('technician'),
  Type.Literal('central'),
]);
export type Role = Static<typeof Role>;

export interface Actor {
  readonly role: Role;
  /** Which counter, or which advisor's place. */
  readonly place?: string;
}

const written = /^(customer|counter|advisor|technician|central)(?:\/([a-z0-9][a-z0-9-]{0,39}))?$/;

/** Reads `counter/1`, `advisor`, `central`; nothing when the text names no role, such as the name of a program. */
export function actorFrom(text: string): Actor | undefined {
  const [, role, place] = written.exec(text) ?? [];
  return role === undefined ? undefined : { role: role as Role, ...(place !== undefined && { place }) };
}
