import { KindGuard, type TSchema } from '@sinclair/typebox';
import { type ValueError, ValueErrorType } from '@sinclair/typebox/errors';
import { Value, ValuePointer } from '@sinclair/typebox/value';
import { meaningOf } from './meaning';
import { lastOf, outwards, parentOf, pointerTo } from './pointer';
import type { Finding } from './problem';
import { didYouMean, listed, nearest } from './suggest';
import { isRecord, propertyOf, walk } from './walk';
import { describe, expectation, nameOf, quoted } from './words';

export interface Formed {
  readonly schema: TSchema;
  /** Defaults have been applied to it. */
  readonly value: unknown;
  /** JSON pointer of where the value stands in the document; the whole document if empty. */
  readonly base: string;
  /** How a scalar is written in the document, by pointer. */
  written(pointer: string): string | undefined;
}

/** What in a value does not have the form of its schema, one finding for each cause. */
export function formFindings(formed: Formed): Finding[] {
  const { schema, value, base } = formed;
  const errors = [...Value.Errors(schema, value)].flatMap(nearestVariant).filter(isOurs);
  const missing = new Set(
    errors.filter(({ type }) => type === ValueErrorType.ObjectRequiredProperty).map(({ path }) => path),
  );
  const misspelt = new Set(errors.map(error => misspeltFor(error, value)));
  const findings = new Map<string, Finding>();
  for (const error of errors) {
    const { type, path } = error;
    const isMissing = type === ValueErrorType.ObjectRequiredProperty;
    // TypeBox says of a missing setting also that "undefined" has the wrong type.
    if (!isMissing && [...outwards(path)].some(above => missing.has(above))) continue;
    // Under a wrong name a setting is unknown, and missing under the right one: one cause.
    if (isMissing && misspelt.has(path)) continue;
    if (!findings.has(path)) findings.set(path, findingOf(error, formed));
  }
  return [...findings.values(), ...wrongNames(schema, value, base)];
}

/** Where objects of several forms are allowed, the errors of the form that the value comes nearest to. */
function nearestVariant(error: ValueError): ValueError[] {
  if (error.type !== ValueErrorType.Union || !isRecord(error.value)) return [error];
  const variants = error.errors
    .map(errors => [...errors])
    .filter(([first]) => first && first.path !== error.path)
    .sort((a, b) => a.length - b.length);
  return variants[0]?.flatMap(nearestVariant) ?? [error];
}

function isOurs({ type, schema, value }: ValueError): boolean {
  // TypeBox stops at the first wrong name of a record; `wrongNames` tells them all.
  if (type === ValueErrorType.ObjectAdditionalProperties && KindGuard.IsRecord(schema)) return false;
  // A rule asks whether what a setting names exists; its form would be the same problem told twice.
  const { refersTo, device } = meaningOf(schema);
  const refers = refersTo !== undefined || device !== undefined;
  return !(refers && type === ValueErrorType.StringPattern && value !== '');
}

/** The path of the setting that an unknown one was probably meant to be. */
function misspeltFor({ type, schema, path }: ValueError, root: unknown): string | undefined {
  if (type !== ValueErrorType.ObjectAdditionalProperties) return undefined;
  const name = nearest(lastOf(path), unusedNames(schema, path, root));
  return name === undefined ? undefined : parentOf(path) + pointerTo(name);
}

function unusedNames(schema: TSchema, path: string, root: unknown): string[] {
  const parent: unknown = ValuePointer.Get(root, parentOf(path));
  return Object.keys(schema.properties).filter(name => !isRecord(parent) || !Object.hasOwn(parent, name));
}

function findingOf(error: ValueError, formed: Formed): Finding {
  const { type, schema, path, value } = error;
  const at = formed.base + path;
  const written = formed.written(at);
  const wanted = `expected ${expectation(schema)}`;
  switch (type) {
    case ValueErrorType.ObjectRequiredProperty: {
      const message = `"${lastOf(at)}" is missing from ${nameOf(parentOf(at))}; ${wanted}`;
      return { code: 'site-key-missing', at: parentOf(at), on: 'key', message };
    }
    case ValueErrorType.ObjectAdditionalProperties:
      return { code: 'site-key-unknown', at, on: 'key', message: unknownName(error, formed) };
    case ValueErrorType.ArrayUniqueItems:
      return repeated(value, at);
    case ValueErrorType.ArrayMinItems:
    case ValueErrorType.ArrayMaxItems: {
      const bound =
        type === ValueErrorType.ArrayMinItems ? `at least ${schema.minItems}` : `at most ${schema.maxItems}`;
      return {
        code: 'site-form',
        at,
        message: `${nameOf(at)} is ${describe(value)}; expected ${bound} of its items`,
      };
    }
    default: {
      const message = `${nameOf(at)} is ${describe(value, written)}; ${wanted}${hint(error, written)}`;
      return { code: meaningOf(schema).code ?? 'site-form', at, message };
    }
  }
}

function unknownName({ schema, path }: ValueError, { schema: root, value, base }: Formed): string {
  const name = lastOf(path);
  const found = `${nameOf(parentOf(base + path))} has no setting ${quoted(name)}`;
  const meant = didYouMean(name, unusedNames(schema, path, value));
  if (meant) return found + meant;
  if (base === '' && schema !== root && propertyOf(root, name)) {
    return `${found}; it belongs at the top of the file, without indentation`;
  }
  const owners = schema === root ? ownersOf(name, root) : [];
  if (owners.length > 0) return `${found}; it belongs under ${owners.join(' or ')}`;
  const names = Object.keys(schema.properties);
  return names.length === 0 ? `${found}, nor any other` : `${found}; there are ${listed(names)}`;
}

/** The settings of the document that hold one of this name: a line may be indented too little. */
function ownersOf(name: string, root: TSchema): string[] {
  if (!KindGuard.IsObject(root)) return [];
  return Object.entries(root.properties)
    .filter(([, schema]) => propertyOf(KindGuard.IsArray(schema) ? schema.items : schema, name))
    .filter(([, schema]) => !KindGuard.IsRecord(schema))
    .map(([owner]) => owner);
}

/** Why a value that looks right is not: the quotes that YAML needs, or a neighbour in a choice. */
function hint({ schema, value, path }: ValueError, written: string | undefined): string {
  if (path === '' && typeof value === 'string' && /^\w+:\S/.test(value))
    return '; write a space after the colon';
  if (KindGuard.IsUnion(schema) && typeof value === 'string') {
    return didYouMean(
      value,
      schema.anyOf.filter(KindGuard.IsLiteral).map(literal => String(literal.const)),
    );
  }
  const scalar = typeof value === 'number' || typeof value === 'boolean';
  if (KindGuard.IsString(schema) && scalar && written !== undefined && Value.Check(schema, written)) {
    return `; put it in quotes: "${written}"`;
  }
  if (typeof value === 'string' && Value.Check(schema, Number(value))) return '; take the quotes away';
  if (typeof value === 'string' && /^[\u2018-\u201f\u00ab]/.test(value)) return '; use straight quotes';
  const items = (written ?? '').split(',').map(item => item.trim());
  if (KindGuard.IsArray(schema) && Value.Check(schema, items)) return `; write [${items.join(', ')}]`;
  return '';
}

function repeated(value: unknown, at: string): Finding {
  const items: unknown[] = Array.isArray(value) ? value : [];
  const seen = new Set<string>();
  const index = items.findIndex(item => {
    const text = JSON.stringify(item);
    return seen.has(text) || !seen.add(text);
  });
  const message = `${describe(items[index])} stands in ${nameOf(at)} twice`;
  return { code: 'site-item-twice', at: `${at}/${index}`, message };
}

/** Names that a record does not allow, such as a device called "Printer 1". */
function wrongNames(schema: TSchema, value: unknown, base: string): Finding[] {
  const findings: Finding[] = [];
  for (const place of walk(schema, value, base)) {
    if (!KindGuard.IsRecord(place.schema) || !isRecord(place.value)) continue;
    for (const name of Object.keys(place.value)) {
      if (propertyOf(place.schema, name)) continue;
      findings.push({
        code: 'site-form',
        at: place.pointer + pointerTo(name),
        on: 'key',
        message: `${quoted(name)} cannot be a name in ${nameOf(place.pointer)}; expected ${meaningOf(place.schema).names ?? 'another name'}`,
      });
    }
  }
  return findings;
}
