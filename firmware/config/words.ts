import { KindGuard, type TSchema } from '@sinclair/typebox';
import { meaningOf } from './meaning';
import { segmentsOf } from './pointer';

/** Schemas and values in words that a technician would use. */

/** `"port"`, or `item 2 of "services"`. */
export function nameOf(pointer: string): string {
  const segments = segmentsOf(pointer);
  const last = segments.at(-1);
  if (last === undefined) return 'the file';
  if (!/^\d+$/.test(last)) return quoted(last);
  const list = segments.at(-2);
  return `item ${Number(last) + 1}${list === undefined ? '' : ` of ${quoted(list)}`}`;
}

/** What a value is, as the end of "… is". `written` is how it stands in the file. */
export function describe(value: unknown, written?: string): string {
  if (value === null || value === undefined) return 'empty';
  if (typeof value === 'string') return quoted(value);
  if (typeof value === 'number') return `the number ${written ?? value}`;
  if (typeof value === 'boolean') return `${written ?? value}`;
  return Array.isArray(value) ? (value.length === 0 ? 'an empty list' : 'a list') : 'a group of settings';
}

/** In quotes, short, and with nothing in it that a terminal or the direction of writing could be changed by. What is not there is empty. */
export function quoted(text = ''): string {
  const short = text.length > 60 ? `${text.slice(0, 57)}...` : text;
  return JSON.stringify(short).replace(/[\u007f-\u009f\u200e\u200f\u2028-\u202e\u2066-\u2069]/g, hidden => {
    return `\\u${hidden.charCodeAt(0).toString(16).padStart(4, '0')}`;
  });
}

/** What a schema wants, as the end of "expected …". */
export function expectation(schema: TSchema): string {
  const { expects } = meaningOf(schema);
  if (expects !== undefined) return expects;
  if (KindGuard.IsLiteral(schema)) return String(schema.const);
  if (KindGuard.IsUnion(schema)) return alternatives(schema.anyOf);
  if (KindGuard.IsString(schema)) return stringExpectation(schema);
  if (KindGuard.IsInteger(schema) || KindGuard.IsNumber(schema)) return numberExpectation(schema);
  if (KindGuard.IsBoolean(schema)) return 'true or false';
  if (KindGuard.IsArray(schema)) return 'a list, each item on a line of its own that begins with "- "';
  if (KindGuard.IsObject(schema))
    return `settings, indented below it: ${Object.keys(schema.properties).join(', ')}`;
  return schema.description ?? 'something else';
}

function alternatives(schemas: readonly TSchema[]): string {
  const words = [...new Set(schemas.map(expectation))];
  return words.length <= 1 ? words.join() : `${words.slice(0, -1).join(', ')} or ${words.at(-1)}`;
}

function stringExpectation(schema: TSchema): string {
  const length = schema.maxLength === undefined ? '' : ` of at most ${schema.maxLength} characters`;
  if (schema.pattern === undefined) return `a text${length}`;
  return `a text${length}: ${schema.description ?? schema.pattern}`;
}

function numberExpectation(schema: TSchema): string {
  const kind = KindGuard.IsInteger(schema) ? 'a whole number' : 'a number';
  const { minimum, maximum, multipleOf } = schema;
  const step = multipleOf === undefined ? '' : `, a multiple of ${multipleOf}`;
  if (minimum !== undefined && maximum !== undefined) return `${kind} from ${minimum} to ${maximum}${step}`;
  if (minimum !== undefined) return `${kind}, at least ${minimum}${step}`;
  return maximum === undefined ? `${kind}${step}` : `${kind}, at most ${maximum}${step}`;
}
