import type { ImagePart, LineItem, TextPart } from './items';
import { cellOf, type PrintSettings } from './print-settings';

/** The print buffer of one line: what has been received but not yet printed. */
export class PrintLine {
  private parts: (TextPart | ImagePart)[] = [];
  private firstOffset: number | undefined;
  private cursor = 0;

  get isEmpty(): boolean {
    return this.parts.length === 0 && this.cursor === 0;
  }

  /** Where the next letter goes, from the left margin. */
  get x(): number {
    return this.cursor;
  }

  moveTo(x: number): void {
    this.cursor = Math.max(0, x);
  }

  addLetter(letter: string, settings: PrintSettings, offset: number): void {
    const { style } = settings;
    const pitch = pitchOf(settings);
    const last = this.parts.at(-1);
    const isNext =
      last?.part === 'text' &&
      last.style === style &&
      last.pitch === pitch &&
      last.x + [...last.text].length * pitch === this.cursor;
    if (isNext) this.parts[this.parts.length - 1] = { ...last, text: last.text + letter };
    else this.parts.push({ part: 'text', text: letter, x: this.cursor, pitch, style });
    this.firstOffset ??= offset;
    this.cursor += pitch;
  }

  addImage(image: ImagePart['image'], offset: number): void {
    this.parts.push({ part: 'image', x: this.cursor, image });
    this.firstOffset ??= offset;
    this.cursor += image.width;
  }

  clear(): void {
    this.parts = [];
    this.firstOffset = undefined;
    this.cursor = 0;
  }

  /** Takes the line out of the buffer. `fed`: what the command asks to feed; `width`: of the printing area. */
  take(settings: PrintSettings, fed: number, width: number, offset: number): LineItem {
    const shift = shiftOf(settings.align, width - this.cursor) + settings.leftMargin;
    const height = Math.max(0, ...this.parts.map(heightOf));
    const item: LineItem = {
      item: 'line',
      text: textOf(this.parts),
      align: settings.align,
      parts: this.parts.map(part => ({ ...part, x: part.x + shift })),
      height,
      advance: Math.max(height, fed),
      offset: this.firstOffset ?? offset,
    };
    this.clear();
    return item;
  }
}

export function pitchOf({ style, spacing }: PrintSettings): number {
  return (cellOf(style.font).width + spacing) * style.width;
}

/** How far something moves right when `free` dots are left over. */
export function shiftOf(align: PrintSettings['align'], free: number): number {
  if (free <= 0 || align === 'left') return 0;
  return align === 'center' ? Math.floor(free / 2) : free;
}

function heightOf(part: TextPart | ImagePart): number {
  return part.part === 'image' ? part.image.height : cellOf(part.style.font).height * part.style.height;
}

function textOf(parts: readonly (TextPart | ImagePart)[]): string {
  let text = '';
  let end = 0;
  for (const part of parts) {
    if (part.part === 'image') {
      end = part.x + part.image.width;
      continue;
    }
    text += ' '.repeat(Math.max(0, Math.round((part.x - end) / part.pitch))) + part.text;
    end = part.x + [...part.text].length * part.pitch;
  }
  return text;
}
