import { KindGuard, type TSchema } from '@sinclair/typebox';
import { Value } from '@sinclair/typebox/value';
import { isRecord, propertyOf, recordItem } from './walk';

/**
 * A value whose parts may be missing, but are of the right type where they are there. Rules read this, so that one wrong
 * setting does not hide what is wrong elsewhere. Lists keep their length: a missing item is `undefined`.
 */
export type Draft<T> = T extends readonly (infer Item)[]
  ? readonly (Draft<Item> | undefined)[]
  : T extends object
    ? { readonly [K in keyof T]?: Draft<T[K]> }
    : T;

/** The parts of a value that fit the schema. A text or name counts although its pattern does not match: rules can still compare it. */
export function soundParts(schema: TSchema, value: unknown): unknown {
  if (KindGuard.IsArray(schema)) {
    return Array.isArray(value) ? value.map(item => soundParts(schema.items, item)) : undefined;
  }
  if (KindGuard.IsString(schema)) return typeof value === 'string' ? value : undefined;
  if (!KindGuard.IsObject(schema) && !KindGuard.IsRecord(schema)) {
    return Value.Check(schema, value) ? value : undefined;
  }
  if (!isRecord(value)) return undefined;
  const parts = Object.entries(value).flatMap(([name, held]) => {
    const property = KindGuard.IsRecord(schema) ? recordItem(schema) : propertyOf(schema, name);
    const sound = property
      ? soundParts(property, held)
      : schema.additionalProperties === true
        ? held
        : undefined;
    return sound === undefined ? [] : [[name, sound] as const];
  });
  return Object.fromEntries(parts);
}
