import { isAbsolute, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Span } from './places';

/** What V8 hands over of a source map, as ts-node and esbuild write it. */
export interface SourceMapData {
  readonly sources: readonly string[];
  readonly sourcesContent?: readonly (string | null)[];
  readonly mappings: string;
}

interface Trace {
  readonly text: string;
  readonly startsOfLines: readonly number[];
  /** Offsets in the source and in the compiled text. */
  readonly points: [number, number][];
}

/** Where parts of source texts are in the text that a process ran. */
export interface CompiledForm {
  readonly paths: readonly string[];
  textOf(path: string): string | undefined;
  /** Where the beginning of this part went; nowhere when it left no trace. */
  offsets(path: string, part: Span): number[];
}

/** A text that ran as it is. */
export class UnchangedForm implements CompiledForm {
  readonly paths: readonly string[];
  readonly #text: string;

  constructor(path: string, text: string) {
    this.paths = [path];
    this.#text = text;
  }

  textOf(): string {
    return this.#text;
  }

  offsets(_path: string, { start }: Span): number[] {
    return [start];
  }
}

/** As ts-node or a bundler made it. */
export class MappedForm implements CompiledForm {
  readonly #traces = new Map<string, Trace>();

  /**
   * @param folder that of the compiled text
   * @param lengths of its lines, UTF-16 units without the end of the line
   */
  constructor(
    folder: string,
    { sources, sourcesContent, mappings }: SourceMapData,
    lengths: readonly number[],
  ) {
    const traces = sources.map((source, index): Trace => {
      const text = sourcesContent?.[index] ?? '';
      const lines = text.split('\n').map(line => line.length);
      const trace = { text, startsOfLines: starts(lines), points: [] };
      this.#traces.set(pathOf(source, folder), trace);
      return trace;
    });
    const startsOfCompiled = starts(lengths);
    for (const { line, column, source, sourceLine, sourceColumn } of decoded(mappings)) {
      const trace = traces[source];
      const start = trace?.startsOfLines[sourceLine];
      const compiled = startsOfCompiled[line];
      if (trace && start !== undefined && compiled !== undefined)
        trace.points.push([start + sourceColumn, compiled + column]);
    }
    for (const { points } of traces) points.sort((a, b) => a[0] - b[0]);
  }

  get paths(): string[] {
    return [...this.#traces.keys()];
  }

  textOf(path: string): string | undefined {
    return this.#traces.get(path)?.text;
  }

  offsets(path: string, { start, end }: Span): number[] {
    const points = this.#traces.get(path)?.points ?? [];
    let [from, to] = [0, points.length];
    while (from < to) {
      const middle = (from + to) >> 1;
      if ((points[middle]?.[0] ?? end) < start) from = middle + 1;
      else to = middle;
    }
    const found = points[from]?.[0] ?? end;
    if (found >= end) return [];
    const offsets: number[] = [];
    for (let at = from; points[at]?.[0] === found; at++) offsets.push(points[at]?.[1] ?? 0);
    return offsets;
  }
}

/** @param folder that of the compiled text */
export function pathOf(source: string, folder: string): string {
  if (source.startsWith('file:')) return fileURLToPath(source);
  return isAbsolute(source) ? source : join(folder, source);
}

function starts(lengths: readonly number[]): number[] {
  let at = 0;
  return lengths.map(length => {
    const start = at;
    at += length + 1;
    return start;
  });
}

interface Segment {
  readonly line: number;
  readonly column: number;
  readonly source: number;
  readonly sourceLine: number;
  readonly sourceColumn: number;
}

const digits = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';

/** Source map format, ECMA-426, "Mappings structure": numbers of base 64, five bits each, each beside the one before. */
function* decoded(mappings: string): Generator<Segment> {
  let [source, sourceLine, sourceColumn] = [0, 0, 0];
  for (const [line, segments] of mappings.split(';').entries()) {
    let column = 0;
    for (const segment of segments.split(',')) {
      const [byColumn = 0, bySource, byLine = 0, bySourceColumn = 0] = numbers(segment);
      column += byColumn;
      if (bySource === undefined) continue;
      source += bySource;
      sourceLine += byLine;
      sourceColumn += bySourceColumn;
      yield { line, column, source, sourceLine, sourceColumn };
    }
  }
}

function numbers(segment: string): number[] {
  const found: number[] = [];
  let [value, shift] = [0, 0];
  for (const digit of segment) {
    const bits = digits.indexOf(digit);
    value |= (bits & 31) << shift;
    shift += 5;
    if (bits & 32) continue;
    found.push(value & 1 ? -(value >>> 1) : value >>> 1);
    [value, shift] = [0, 0];
  }
  return found;
}
