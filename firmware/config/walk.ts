import { KindGuard, type TRecord, type TSchema } from '@sinclair/typebox';
import { pointerTo } from './pointer';

export interface Visited {
  readonly schema: TSchema;
  readonly value: unknown;
  readonly pointer: string;
}

export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The schema of a property of an object or a record; `undefined` if it has no place there. */
export function propertyOf(schema: TSchema, name: string): TSchema | undefined {
  if (KindGuard.IsObject(schema))
    return Object.hasOwn(schema.properties, name) ? schema.properties[name] : undefined;
  if (!KindGuard.IsRecord(schema)) return undefined;
  const [pattern] = Object.keys(schema.patternProperties);
  return pattern !== undefined && new RegExp(pattern).test(name) ? recordItem(schema) : undefined;
}

/** The schema of all values of a record. */
export function recordItem(schema: TRecord): TSchema | undefined {
  return Object.values<TSchema>(schema.patternProperties)[0];
}

/** Every value that has a place in the schema, from the outside in. What does not fit the schema is passed over. */
export function* walk(schema: TSchema, value: unknown, pointer = ''): Iterable<Visited> {
  yield { schema, value, pointer };
  if (KindGuard.IsArray(schema) && Array.isArray(value)) {
    for (const [index, item] of value.entries()) yield* walk(schema.items, item, `${pointer}/${index}`);
  } else if (isRecord(value)) {
    for (const [name, held] of Object.entries(value)) {
      const property = propertyOf(schema, name);
      if (property) yield* walk(property, held, pointer + pointerTo(name));
    }
  }
}
