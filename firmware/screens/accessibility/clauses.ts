import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Static, Type } from '@sinclair/typebox';
import { Value } from '@sinclair/typebox/value';
import { parse } from 'yaml';

const closed = { additionalProperties: false };

const Part = Type.Object({ part: Type.String({ minLength: 1 }) }, closed);

const Answer = Type.Object(
  {
    /** As EN 301 549 V3.2.1 numbers them, such as `5.1.3.1`; `9.x.y.z` is criterion x.y.z of WCAG 2.2. */
    clauses: Type.Array(Type.String({ pattern: '^\\d{1,2}(\\.\\d{1,2})*$' }), { minItems: 1 }),
    /** In our words. */
    asks: Type.String({ minLength: 1 }),
    verdict: Type.Union(
      (['met', 'partly', 'open', 'site', 'none'] as const).map(verdict => Type.Literal(verdict)),
    ),
    how: Type.String({ minLength: 1 }),
    /** File below `tests/` without `.test.ts`: title of a test. */
    tests: Type.Optional(Type.Array(Type.Record(Type.String(), Type.String()))),
    /** From the root of the repository. */
    files: Type.Optional(Type.Array(Type.String())),
  },
  closed,
);
/** How the pages answer clauses of the standard. */
export type Answer = Static<typeof Answer>;

const Table = Type.Array(Type.Union([Part, Answer]), { minItems: 1 });
/** Answers in the order of the standard, with a heading before each of its parts. */
export type Table = Static<typeof Table>;

/** @throws Error if the table is not as its schema says */
export function readTable(): Table {
  const table: unknown = parse(readFileSync(join(__dirname, 'en-301-549.yaml'), 'utf8'));
  const [fault] = [...Value.Errors(Table, table)];
  if (fault) throw new Error(`en-301-549.yaml: ${fault.path}: ${fault.message}`);
  return Value.Cast(Table, table);
}

export const isAnswer = (entry: Table[number]): entry is Answer => 'clauses' in entry;

/** What an answer leans on: files of tests with a title, and other files. */
export function evidenceOf({ tests = [], files = [] }: Answer): {
  readonly tests: readonly { readonly file: string; readonly title: string }[];
  readonly files: readonly string[];
} {
  const titled = tests.flatMap(named => Object.entries(named));
  return { tests: titled.map(([name, title]) => ({ file: `tests/${name}.test.ts`, title })), files };
}
