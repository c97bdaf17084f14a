import { readFileSync } from 'node:fs';

/** One step of an outline in font units, y upwards: M x y, L x y, Q cx cy x y, or Z. */
export type Stroke =
  | readonly ['M' | 'L', number, number]
  | readonly ['Q', number, number, number, number]
  | readonly ['Z'];

export type Outline = readonly Stroke[];

interface Point {
  readonly x: number;
  readonly y: number;
  readonly isOnCurve: boolean;
}

/** The outlines of a TrueType font (OpenType specification: `cmap` format 4, `loca`, `glyf`), nothing else of it. */
export class TrueTypeFont {
  private readonly file: DataView;
  private readonly tables = new Map<string, number>();
  private readonly hasLongOffsets: boolean;
  private readonly outlines = new Map<number, Outline>();

  constructor(path: string) {
    const bytes = readFileSync(path);
    this.file = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    for (let index = 0; index < this.file.getUint16(4); index++) {
      const record = 12 + index * 16;
      this.tables.set(bytes.toString('latin1', record, record + 4), this.file.getUint32(record + 8));
    }
    this.hasLongOffsets = this.file.getInt16(this.table('head') + 50) === 1;
  }

  /** The outline of a letter; the font's own sign for a missing letter when it has none. */
  outlineOf(letter: string): Outline {
    const glyph = this.glyphOf(letter.codePointAt(0) ?? 0);
    const known = this.outlines.get(glyph);
    if (known) return known;
    const outline = this.contoursOf(glyph).flatMap(strokesOf);
    this.outlines.set(glyph, outline);
    return outline;
  }

  private table(name: string): number {
    return this.tables.get(name) ?? 0;
  }

  private glyphOf(codePoint: number): number {
    const start = this.unicodeMap();
    const segments = this.file.getUint16(start + 6) / 2;
    for (let segment = 0; segment < segments; segment++) {
      const at = start + 14 + segment * 2;
      if (this.file.getUint16(at) < codePoint) continue;
      const first = this.file.getUint16(at + 2 + segments * 2);
      if (first > codePoint) return 0;
      const delta = this.file.getUint16(at + 2 + segments * 4);
      const rangeAt = at + 2 + segments * 6;
      const range = this.file.getUint16(rangeAt);
      if (range === 0) return (codePoint + delta) & 0xffff;
      const glyph = this.file.getUint16(rangeAt + range + (codePoint - first) * 2);
      return glyph === 0 ? 0 : (glyph + delta) & 0xffff;
    }
    return 0;
  }

  /** Offset of the subtable for the Basic Multilingual Plane (format 4). */
  private unicodeMap(): number {
    const cmap = this.table('cmap');
    for (let index = 0; index < this.file.getUint16(cmap + 2); index++) {
      const start = cmap + this.file.getUint32(cmap + 8 + index * 8);
      if (this.file.getUint16(start) === 4) return start;
    }
    throw new Error('the font has no Unicode map of format 4');
  }

  private contoursOf(glyph: number): Point[][] {
    const [start = 0, end = 0] = this.hasLongOffsets
      ? [glyph, glyph + 1].map(index => this.file.getUint32(this.table('loca') + index * 4))
      : [glyph, glyph + 1].map(index => this.file.getUint16(this.table('loca') + index * 2) * 2);
    if (start === end) return [];
    const at = this.table('glyf') + start;
    const count = this.file.getInt16(at);
    return count >= 0 ? this.simpleContours(at + 10, count) : this.compositeContours(at + 10);
  }

  private simpleContours(start: number, count: number): Point[][] {
    const { file } = this;
    const ends = Array.from({ length: count }, (_, index) => file.getUint16(start + index * 2));
    const total = Math.max(-1, ...ends) + 1;
    let at = start + count * 2;
    at += 2 + file.getUint16(at);
    const flags: number[] = [];
    while (flags.length < total) {
      const flag = file.getUint8(at++);
      flags.push(flag);
      if (flag & 0x08) for (let times = file.getUint8(at++); times > 0; times--) flags.push(flag);
    }
    const coordinates = (isShort: number, isSameOrPositive: number): number[] => {
      let value = 0;
      return flags.map(flag => {
        if (flag & isShort) value += file.getUint8(at++) * (flag & isSameOrPositive ? 1 : -1);
        else if (!(flag & isSameOrPositive)) {
          value += file.getInt16(at);
          at += 2;
        }
        return value;
      });
    };
    const xs = coordinates(0x02, 0x10);
    const ys = coordinates(0x04, 0x20);
    const points = flags.map((flag, index): Point => {
      const [x = 0, y = 0] = [xs[index], ys[index]];
      return { x, y, isOnCurve: (flag & 1) === 1 };
    });
    let from = 0;
    return ends.map(end => {
      const contour = points.slice(from, end + 1);
      from = end + 1;
      return contour;
    });
  }

  /** A letter made of others, such as å of a and ring. */
  private compositeContours(start: number): Point[][] {
    const { file } = this;
    const contours: Point[][] = [];
    const ratio = (offset: number) => file.getInt16(offset) / 16384;
    let at = start;
    let flags: number;
    do {
      flags = file.getUint16(at);
      const glyph = file.getUint16(at + 2);
      const isWide = (flags & 0x01) !== 0;
      const dx = isWide ? file.getInt16(at + 4) : file.getInt8(at + 4);
      const dy = isWide ? file.getInt16(at + 6) : file.getInt8(at + 5);
      at += isWide ? 8 : 6;
      let [xx, xy, yx, yy] = [1, 0, 0, 1];
      if (flags & 0x08) {
        xx = yy = ratio(at);
        at += 2;
      } else if (flags & 0x40) {
        [xx, yy] = [ratio(at), ratio(at + 2)];
        at += 4;
      } else if (flags & 0x80) {
        [xx, xy, yx, yy] = [ratio(at), ratio(at + 2), ratio(at + 4), ratio(at + 6)];
        at += 8;
      }
      for (const contour of this.contoursOf(glyph)) {
        contours.push(
          contour.map(({ x, y, isOnCurve }) => ({
            x: x * xx + y * yx + dx,
            y: x * xy + y * yy + dy,
            isOnCurve,
          })),
        );
      }
    } while (flags & 0x20);
    return contours;
  }
}

const middle = (a: Point, b: Point): Point => ({ x: (a.x + b.x) / 2, y: (a.y + b.y) / 2, isOnCurve: true });

/** Between two control points the curve passes through their middle. */
function strokesOf(contour: readonly Point[]): Stroke[] {
  const [first] = contour;
  const last = contour.at(-1);
  if (!first || !last) return [];
  const start = first.isOnCurve ? first : last.isOnCurve ? last : middle(first, last);
  const strokes: Stroke[] = [['M', start.x, start.y]];
  let control: Point | undefined;
  for (const point of [...contour.slice(first.isOnCurve ? 1 : 0), start]) {
    if (!control) {
      if (point.isOnCurve) strokes.push(['L', point.x, point.y]);
      else control = point;
      continue;
    }
    const end = point.isOnCurve ? point : middle(control, point);
    strokes.push(['Q', control.x, control.y, end.x, end.y]);
    control = point.isOnCurve ? undefined : point;
  }
  strokes.push(['Z']);
  return strokes;
}
