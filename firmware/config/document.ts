import { isAlias, isMap, isScalar, LineCounter, type ParsedNode, parseDocument, type YAMLMap } from 'yaml';
import type { CatalogueCode } from '../../hal/platform/catalogue';
import { messageOf } from '../../hal/platform/error';
import { parentOf, pointerTo } from './pointer';
import { syntaxFault } from './syntax';

/** Limits of one document after aliases are written out; a large site has some hundreds of values, five levels deep. */
const maxValues = 20_000;
const maxDepth = 32;

export interface Position {
  /** Both from 1. */
  readonly line: number;
  readonly column: number;
}

export interface Fault extends Position {
  readonly code: CatalogueCode;
  readonly message: string;
}

type Node = ParsedNode | null;

/** Offsets into the source; `written` is a scalar as it stands there, since 9.00 is 9 otherwise. */
interface Place {
  readonly key?: number;
  readonly value: number;
  readonly written?: string;
}

/**
 * A YAML document as plain values that know where they stand. Values are addressed by JSON pointer.
 *
 * YAML 1.2 with its core schema, whatever a %YAML line says: under 1.1 the time 12:30 would be the number 750 and the language
 * `no` would be false.
 */
export class SiteDocument {
  /** `undefined` if the syntax is broken, `null` if there is nothing. */
  value: unknown;
  readonly faults: Fault[] = [];
  private readonly places = new Map<string, Place>();
  private readonly lines = new LineCounter();
  private readonly anchors = new Map<string, Node>();
  /** Offset of the last character, where problems past the end are shown. */
  private end = 0;

  /** Never throws: what is wrong stands in `faults`. */
  static of(source: string): SiteDocument {
    const document = new SiteDocument();
    document.read(source.startsWith('\uFEFF') ? source.slice(1) : source);
    return document;
  }

  /** Where the value stands, or its name; for what is not in the file, the name of its nearest parent. */
  position(pointer: string, on?: 'key'): Position {
    const place = this.places.get(pointer);
    if (place) return this.at(on === 'key' ? (place.key ?? place.value) : place.value);
    return pointer === '' ? { line: 1, column: 1 } : this.position(parentOf(pointer), 'key');
  }

  written(pointer: string): string | undefined {
    return this.places.get(pointer)?.written;
  }

  private read(text: string): void {
    this.end = Math.max(0, text.trimEnd().length - 1);
    try {
      const document = parseDocument(text, {
        version: '1.2',
        schema: 'core',
        resolveKnownTags: false,
        uniqueKeys: false,
        prettyErrors: false,
        lineCounter: this.lines,
      });
      const fault = syntaxFault(document, text);
      if (fault) throw new Broken(fault.offset, fault.message);
      this.value = this.valueOf(document.contents, '', undefined, 0);
    } catch (error) {
      // The parser recurses once per level: a file of nothing but brackets exhausts the stack.
      const what = error instanceof RangeError ? 'the file is nested too deeply' : messageOf(error);
      this.fault(error instanceof Broken ? error.offset : 0, 'site-syntax', what);
      this.value = undefined;
    }
  }

  private valueOf(node: Node, pointer: string, key: number | undefined, depth: number): unknown {
    const start = node?.range[0] ?? key ?? 0;
    if (this.places.size >= maxValues)
      throw new Broken(start, `the file holds more than ${maxValues} values`);
    if (depth > maxDepth) throw new Broken(start, `the file is nested more than ${maxDepth} levels deep`);
    if (isAlias(node)) {
      const target = this.anchors.get(node.source);
      if (target === undefined) throw new Broken(start, `"*${node.source}" refers to no anchor above it`);
      return this.valueOf(target, pointer, key, depth + 1);
    }
    const written = isScalar(node) ? node.source : undefined;
    const absent = node === null || (isScalar(node) && node.value === null && written === '');
    this.places.set(pointer, { key, value: absent ? (key ?? start) : start, written });
    const value = this.contentOf(node, pointer, depth);
    // Known only from here on, so that an anchor cannot contain itself.
    if (node?.anchor) this.anchors.set(node.anchor, node);
    return value;
  }

  private contentOf(node: Node, pointer: string, depth: number): unknown {
    if (node === null || isAlias(node)) return null;
    if (isScalar(node)) return node.value;
    if (isMap(node)) return this.mapOf(node as YAMLMap.Parsed, pointer, depth);
    return node.items.map((item, index) => this.valueOf(item, `${pointer}/${index}`, undefined, depth + 1));
  }

  private mapOf(node: YAMLMap.Parsed, pointer: string, depth: number): Record<string, unknown> {
    const value: Record<string, unknown> = {};
    const first = new Map<string, number>();
    let repeats = false;
    for (const pair of node.items) {
      const { key } = pair;
      const start = key.range[0];
      if (!isScalar(key)) throw new Broken(start, 'the name of a setting must be a plain word');
      const name = typeof key.value === 'string' ? key.value : key.source;
      const before = first.get(name);
      if (before !== undefined) {
        if (!repeats) this.fault(start, 'site-key-twice', this.repetition(name, before, pointer));
        repeats = true;
        continue;
      }
      first.set(name, start);
      const held = this.valueOf(pair.value, pointer + pointerTo(name), start, depth + 1);
      // Not an assignment: the name may be __proto__.
      Object.defineProperty(value, name, {
        value: held,
        enumerable: true,
        writable: true,
        configurable: true,
      });
    }
    return value;
  }

  /** Told once per group: without its "- " an item of a list repeats every setting of the item before. */
  private repetition(name: string, before: number, pointer: string): string {
    const hint = /\/\d+$/.test(pointer) ? '; is a "- " missing before a new item?' : '';
    return `"${name}" was set on line ${this.at(before).line} already${hint}`;
  }

  private fault(offset: number, code: CatalogueCode, message: string): void {
    this.faults.push({ ...this.at(offset), code, message });
  }

  private at(offset: number): Position {
    const { line, col } = this.lines.linePos(Math.min(offset, this.end));
    return { line: Math.max(1, line), column: Math.max(1, col) };
  }
}

/** Stops reading at an offset. */
class Broken extends Error {
  readonly offset: number;

  constructor(offset: number, message: string) {
    super(message);
    this.offset = offset;
  }
}
