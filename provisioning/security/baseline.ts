import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Static, Type } from '@sinclair/typebox';
import { Value } from '@sinclair/typebox/value';
import { parse } from 'yaml';

const closed = { additionalProperties: false };

const Part = Type.Object({ part: Type.String({ minLength: 1 }) }, closed);

const Provision = Type.Object(
  {
    /** As the standard numbers it, such as `5.3-4A`. */
    id: Type.String({ pattern: '^(5\\.\\d{1,2}|6)-\\d+[A-Z]?$' }),
    /** As Table B.1 has it: M mandatory, R recommended, C conditional, F if there is such a feature. */
    status: Type.String({ pattern: '^[MR]( C)?( F)?( \\([0-9a-z, ]+\\))?$' }),
    /** In our words. */
    asks: Type.String({ minLength: 1 }),
    verdict: Type.Union(['met', 'partly', 'open', 'none'].map(verdict => Type.Literal(verdict))),
    how: Type.String({ minLength: 1 }),
    /** File below `tests/` without `.test.ts`: title of a test. */
    tests: Type.Optional(Type.Array(Type.Record(Type.String(), Type.String()))),
    /** From the root of the repository. */
    files: Type.Optional(Type.Array(Type.String())),
  },
  closed,
);
/** How the product answers a provision of ETSI EN 303 645. */
export type Provision = Static<typeof Provision>;

const Baseline = Type.Array(Type.Union([Part, Provision]), { minItems: 1 });
/** Provisions in the order of the standard, with a heading before each of its parts. */
export type Baseline = Static<typeof Baseline>;

/** @throws Error if the table is not as its schema says */
export function readBaseline(): Baseline {
  const table: unknown = parse(readFileSync(join(__dirname, 'en-303-645.yaml'), 'utf8'));
  const [fault] = [...Value.Errors(Baseline, table)];
  if (fault) {
    const [, index = ''] = fault.path.split('/');
    throw new Error(
      `en-303-645.yaml, entry ${index}: ${JSON.stringify((table as unknown[])[Number(index)])}`,
    );
  }
  return table as Baseline;
}

export const isProvision = (entry: Baseline[number]): entry is Provision => 'id' in entry;

/** What an answer leans on: files of tests with a title, and other files. */
export function evidenceOf({ tests = [], files = [] }: Provision): {
  readonly tests: readonly { readonly file: string; readonly title: string }[];
  readonly files: readonly string[];
} {
  const titled = tests.flatMap(named => Object.entries(named));
  return { tests: titled.map(([name, title]) => ({ file: `tests/${name}.test.ts`, title })), files };
}
