import { createHash } from 'node:crypto';
import type { Node } from './properties';

/** Homie 5, "Device Attributes": everything but the version, which rises when this changes. */
export interface Description {
  readonly homie: '5.0';
  readonly name: string;
  readonly type: 'fi.tiski.appliance';
  readonly nodes: Readonly<Record<string, object>>;
}

export function descriptionOf(name: string, nodes: ReadonlyMap<string, Node>): Description {
  return {
    homie: '5.0',
    name,
    type: 'fi.tiski.appliance',
    nodes: Object.fromEntries(
      [...nodes].map(([id, { name, type, properties }]) => [
        id,
        {
          name,
          type,
          properties: Object.fromEntries(
            Object.entries(properties).map(([id, { value, ...described }]) => [id, described]),
          ),
        },
      ]),
    ),
  };
}

export function digestOf(description: Description): string {
  return createHash('sha256').update(JSON.stringify(description)).digest('base64url').slice(0, 16);
}

/** The version before, if nothing has changed; else a higher one, which is also newer than that of a box whose disk was lost. */
export function versionOf(
  digest: string,
  before: { readonly digest: string | undefined; readonly version: number | undefined },
  now: number,
): number {
  const { version = 0 } = before;
  return digest === before.digest && version > 0 ? version : Math.max(version + 1, Math.floor(now / 1000));
}
