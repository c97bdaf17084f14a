import { Value } from '@sinclair/typebox/value';
import { TiskiError } from '../../../hal/platform/error';
import { DirectoryEntry } from '../../config/site-rings';
import { canonicalAddress } from '../../servicepoint/ringing/directory';
import type { Caller } from '../callers';
import { rowsOf } from '../csv';

/** Offices of one directory. */
const mostCallers = 10_000;

/** Why a line is not taken. */
export type Fault = 'no-office' | 'form' | 'language' | 'twice' | 'too-many';

export interface DirectoryLines {
  readonly callers: readonly Caller[];
  readonly leftOut: ReadonlyMap<Fault, number>;
}

/** As it stands there, unchecked. */
type Line = Readonly<Record<string, unknown>>;

/**
 * Reads a directory of offices and units: JSON, a list of `{ id, kind, name: { fi: … }, addresses: […] }`; or CSV with a line of names: `id`,
 * `kind`, `addresses` (with blanks between) and a column for each language. Only lines whose `kind` is `office` or `unit` are taken: directories
 * of this sort hold persons as well (S32), and what does not say that it is none could be one.
 * @throws TiskiError `neighbour-form`, never with words of the directory
 */
export function directoryLines(text: string, languages: readonly string[]): DirectoryLines {
  const callers: Caller[] = [];
  const leftOut = new Map<Fault, number>();
  const ids = new Set<string>();
  const taken = new Set<string>();
  for (const line of linesOf(text, languages)) {
    const caller = callers.length < mostCallers ? callerOf(line, languages) : 'too-many';
    const isTwice =
      typeof caller === 'object' &&
      (ids.has(caller.id) || caller.addresses.some(address => taken.has(address)));
    if (typeof caller === 'string' || isTwice) {
      const fault = typeof caller === 'string' ? caller : 'twice';
      leftOut.set(fault, (leftOut.get(fault) ?? 0) + 1);
      continue;
    }
    ids.add(caller.id);
    for (const address of caller.addresses) taken.add(address);
    callers.push(caller);
  }
  if (callers.length === 0) throw new TiskiError('neighbour-form', 'no line of it is an office or unit');
  return { callers, leftOut };
}

function linesOf(text: string, languages: readonly string[]): Line[] {
  const start = text.trimStart()[0];
  if (start !== '[') return linesOfTable(text, languages);
  try {
    const list: unknown[] = JSON.parse(text);
    return list.map(line => (typeof line === 'object' && line !== null ? { ...line } : {}));
  } catch {
    throw new TiskiError('neighbour-form', 'it is not JSON');
  }
}

function linesOfTable(text: string, languages: readonly string[]): Line[] {
  const [names = [], ...rows] = rowsOf(text);
  const columns = names.map(name => name.trim());
  if (!['id', 'kind', 'addresses'].every(name => columns.includes(name)))
    throw new TiskiError('neighbour-form', 'its first line does not name "id", "kind" and "addresses"');
  return rows.map(row => {
    const cells = new Map(columns.map((name, place) => [name, row[place]?.trim() ?? '']));
    const name = languages.flatMap(language => {
      const words = cells.get(language);
      return words ? [[language, words]] : [];
    });
    return {
      id: cells.get('id'),
      kind: cells.get('kind'),
      addresses: cells.get('addresses')?.split(/\s+/).filter(Boolean),
      name: Object.fromEntries(name),
    };
  });
}

function callerOf({ id, kind, name, addresses }: Line, languages: readonly string[]): Caller | Fault {
  if (kind !== 'office' && kind !== 'unit') return 'no-office';
  const entry: unknown = { id, name, addresses };
  if (!Value.Check(DirectoryEntry, entry)) return 'form';
  const names = Object.entries(entry.name).filter(([language]) => languages.includes(language));
  if (names.length === 0) return 'language';
  return {
    id: entry.id,
    name: Object.fromEntries(names),
    addresses: [...new Set(entry.addresses.map(canonicalAddress))],
  };
}
