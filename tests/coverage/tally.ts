import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type CompiledForm, MappedForm, pathOf, type SourceMapData, UnchangedForm } from './compiled-form';
import { countsAt, type ScriptCoverage } from './counts';
import { type Branch, type Places, placesIn, type Span } from './places';

/** What one process leaves behind (`NODE_V8_COVERAGE`). */
export interface ProcessCoverage {
  readonly result: readonly ScriptCoverage[];
  readonly 'source-map-cache'?: Readonly<Record<string, KnownMap>>;
}

export interface KnownMap {
  readonly lineLengths: readonly number[];
  readonly data: SourceMapData | null;
}

type Count = number | undefined;

/** How often each place of a file was reached, over all processes; nothing for a place that left no trace in any form. */
export interface Reached {
  readonly places: Places;
  readonly statements: Count[];
  readonly functions: Count[];
  readonly branches: Count[][];
}

interface SourceFile extends Reached {
  readonly text: string;
  ran: boolean;
}

/** Adds one count to what is known of a place. */
type Step = (counted: (offset: number) => number) => void;

/** What is to be looked up in a script of one form. */
interface Plan {
  readonly sorted: readonly number[];
  readonly steps: readonly Step[];
}

/** Adds up what all processes went through, of files in whatever form they ran. */
export class Tally {
  readonly #root: string;
  readonly #files: Map<string, SourceFile>;
  /** Those that run as they are written. */
  readonly #scripts: readonly string[];
  readonly #plans = new Map<string, { readonly key: string; readonly plan: Plan }[]>();
  readonly #bundles = new Map<string, KnownMap>();
  /** Files that ran with another text than they have now: only what was not touched counts. */
  readonly changed = new Set<string>();

  /** @param paths of the sources that count */
  constructor(root: string, paths: readonly string[]) {
    this.#root = root;
    this.#files = new Map(paths.map(path => [path, notReached(path)]));
    this.#scripts = paths.filter(path => path.endsWith('.js'));
  }

  add({ result, 'source-map-cache': maps = {} }: ProcessCoverage): void {
    for (const script of result) {
      const plan = this.#plan(script, maps[script.url]);
      if (!plan) continue;
      const counts = new Map(
        countsAt(script, plan.sorted).map((count, index) => [plan.sorted[index], count]),
      );
      for (const step of plan.steps) step(offset => counts.get(offset) ?? 0);
    }
  }

  /** Files in which something can be reached; such as never ran count as not reached at all. */
  reached(): Map<string, Reached> {
    for (const [path, { ran, statements, branches, functions }] of this.#files)
      for (const counts of [statements, functions, ...branches])
        for (const [index, count] of counts.entries())
          if (!ran || this.changed.has(path)) counts[index] = count ?? 0;
    return new Map([...this.#files].filter(([, { places }]) => places.statements.length > 0));
  }

  #plan(script: ScriptCoverage, map: KnownMap | undefined): Plan | undefined {
    const { url } = script;
    if (url.startsWith('page:') && map?.data) {
      const { data, lineLengths } = map;
      return this.#kept(url, data.mappings, () => new MappedForm(this.#root, data, lineLengths));
    }
    if (!url.startsWith('file:')) return undefined;
    const path = fileURLToPath(url);
    const plain = this.#asWritten(path, script);
    if (plain) {
      const text = this.#files.get(plain)?.text ?? '';
      return this.#kept(plain, text, () => new UnchangedForm(plain, text));
    }
    if (!map) return undefined;
    const [, bundle] = /^(?!.*node_modules).*\/dist\/([a-z]+\.js)$/.exec(path) ?? [];
    const { data, lineLengths } = bundle && !map.data ? this.#bundle(bundle, map) : map;
    const folder = bundle ? join(this.#root, 'dist') : dirname(path);
    if (!data?.sources.some(source => this.#files.has(pathOf(source, folder)))) return undefined;
    return this.#kept(bundle ?? path, data.mappings, () => new MappedForm(folder, data, lineLengths));
  }

  /** The source that runs as it is written, here or where a test has laid it out as on a box; text is known by its length. */
  #asWritten(path: string, { functions }: ScriptCoverage): string | undefined {
    const [{ startOffset = 0, endOffset = 0 } = {}] = functions[0]?.ranges ?? [];
    const tail = (of: string) => of.split('/').slice(-2).join('/');
    const sources = this.#scripts.filter(source => tail(source) === tail(path));
    // A script that has long run its first lines may be forgotten but for its functions.
    const isWhole = startOffset === 0;
    const found = sources.find(
      source => (!isWhole && source === path) || this.#files.get(source)?.text.length === endOffset,
    );
    if (!found && this.#scripts.includes(path)) this.changed.add(path);
    return found;
  }

  /** A bundle that is laid out as on a box has no map beside it. */
  #bundle(name: string, ran: KnownMap): KnownMap {
    const path = join(this.#root, 'dist', name);
    const ours = this.#bundles.get(name) ?? {
      data: JSON.parse(readFileSync(`${path}.map`, 'utf8')),
      lineLengths: readFileSync(path, 'utf8')
        .split('\n')
        .map(line => line.length),
    };
    this.#bundles.set(name, ours);
    return ours.lineLengths.join() === ran.lineLengths.join() ? ours : ran;
  }

  #kept(name: string, key: string, form: () => CompiledForm): Plan {
    const plans = this.#plans.get(name) ?? [];
    this.#plans.set(name, plans);
    const known = plans.find(plan => plan.key === key);
    if (known) return known.plan;
    const plan = this.#planOf(form());
    plans.push({ key, plan });
    return plan;
  }

  #planOf(form: CompiledForm): Plan {
    const offsets = new Set<number>();
    const steps: Step[] = [];
    for (const path of form.paths) {
      const file = this.#files.get(path);
      if (!file) continue;
      const ran = form.textOf(path);
      if (!ran) continue;
      if (ran !== file.text) this.changed.add(path);
      file.ran = true;
      steps.push(
        ...stepsOf(file, span => {
          const before = partBefore(file.text, ran, span);
          const found = before ? form.offsets(path, before) : [];
          for (const offset of found) offsets.add(offset);
          return found;
        }),
      );
    }
    return { sorted: [...offsets].sort((a, b) => a - b), steps };
  }
}

/** Where a part of a text was before the text was changed elsewhere; nowhere when it was itself changed. */
function partBefore(text: string, before: string, { start, end }: Span): Span | undefined {
  if (text === before || text.slice(0, end) === before.slice(0, end)) return { start, end };
  const shift = before.length - text.length;
  return start + shift >= 0 && text.slice(start) === before.slice(start + shift)
    ? { start: start + shift, end: end + shift }
    : undefined;
}

function notReached(path: string): SourceFile {
  const text = readFileSync(path, 'utf8');
  const places = placesIn(path, text);
  return {
    places,
    text,
    ran: false,
    statements: places.statements.map(() => undefined),
    functions: places.functions.map(() => undefined),
    branches: places.branches.map(({ arms }) => arms.map(() => undefined)),
  };
}

function stepsOf(
  { places, statements, functions, branches }: Reached,
  where: (span: Span) => number[],
): Step[] {
  const plainly = (counts: Count[], spans: readonly Span[]) =>
    spans.flatMap((span, index) => stepAt(counts, index, [where(span)], ([count = 0]) => count));
  return [
    ...plainly(statements, places.statements),
    ...plainly(functions, places.functions),
    ...places.branches.flatMap((branch, index) => stepsOfBranch(branches[index] ?? [], branch, where)),
  ];
}

function stepsOfBranch(counts: Count[], { arms }: Branch, where: (span: Span) => number[]): Step[] {
  return arms.flatMap((arm, index) => {
    if (!arm.otherwise) return stepAt(counts, index, [where(arm)], ([count = 0]) => count);
    const { of, instead } = arm.otherwise;
    return stepAt(counts, index, [where(of), where(instead)], ([all = 0, taken = 0]) =>
      Math.max(0, all - taken),
    );
  });
}

/** @param offsets several parts in the compiled text for each part of the source, of which the most reached counts */
function stepAt(
  counts: Count[],
  index: number,
  offsets: readonly (readonly number[])[],
  count: (parts: readonly number[]) => number,
): Step[] {
  if (offsets.some(parts => parts.length === 0)) return [];
  return [
    counted => {
      counts[index] = (counts[index] ?? 0) + count(offsets.map(parts => Math.max(...parts.map(counted))));
    },
  ];
}
