import { codePages, internationalLetter, letterOf } from './code-pages';
import type { Frame } from './framer';
import { imageCommands } from './image-commands';
import { advanceOf, type Complaint, type DecodedItem, type Dots } from './items';
import { headToBlade, paperCommands } from './paper-commands';
import { PrintLine, pitchOf } from './print-line';
import { defaultSettings, type PrintSettings } from './print-settings';
import { textCommands } from './text-commands';

/** What a command does to the composer. */
export type Handler = (composer: Composer, parameters: Uint8Array, frame: Frame) => void;

export interface ComposerOptions {
  /** Width of the printable area: 576 or 384. */
  readonly dots: number;
  /** Code tables the printer has; all that are known when absent. */
  readonly codePages?: readonly number[];
  readonly onComplaint?: (complaint: Complaint) => void;
}

/** Carried out by the printer, not seen on paper. */
const withoutInk = new Set(
  'DLE EOT|DLE ENQ|DLE DC4|GS a|GS r|GS I|GS j|GS g 0|GS g 2|GS E2|GS E3|GS E5|GS ( D|GS ( E|GS ( H|GS ( K|ESC =|ESC c 3|ESC c 4|ESC c 5|ESC u|ESC v|ESC U|ESC S|FS .|CR'.split(
    '|',
  ),
);

const handlers = new Map<string, Handler>([...textCommands, ...imageCommands, ...paperCommands]);

/**
 * Reads commands one by one and says what comes onto the paper: lines, rasters, feeds and cuts. Strict where manuals are: what
 * they say is ignored is ignored, with a complaint.
 */
export class Composer {
  readonly dots: number;
  readonly codePages: readonly number[];
  readonly line = new PrintLine();
  settings: PrintSettings = defaultSettings();
  qrData: Uint8Array | undefined;
  /** Graphics stored by `GS ( L`, waiting to be printed. */
  graphics: Dots | undefined;
  private readonly onComplaint: (complaint: Complaint) => void;
  private items: DecodedItem[] = [];
  private offset = 0;
  /** Dots of blank paper below the last print. */
  private blank = headToBlade;

  constructor(options: ComposerOptions) {
    this.dots = options.dots;
    this.codePages = options.codePages ?? codePages.map(page => page.number);
    this.onComplaint = options.onComplaint ?? (() => {});
  }

  /** Dots between the margins. */
  get width(): number {
    const room = Math.max(1, this.dots - this.settings.leftMargin);
    return Math.min(room, this.settings.areaWidth ?? room);
  }

  /** Carries out one command; returns what it put on paper. */
  apply(frame: Frame): DecodedItem[] {
    this.items = [];
    this.offset = frame.offset;
    const { 0: byte = 0 } = frame.bytes;
    if (frame.command === 'text') this.addByte(byte);
    else if (frame.command === 'unknown') this.complain(`no such command: ${hex(frame.bytes)}`);
    else {
      const handler = handlers.get(frame.command);
      if (handler) handler(this, frame.parameters, frame);
      else if (!withoutInk.has(frame.command)) this.complain(`${frame.command} is not simulated`);
    }
    return this.items;
  }

  complain(reason: string): void {
    this.onComplaint({ offset: this.offset, reason });
  }

  emit(item: DecodedItem): void {
    const inked =
      item.item === 'raster' || item.item === 'qr' || (item.item === 'line' && item.parts.length > 0);
    this.blank = inked ? 0 : this.blank + advanceOf(item);
    if (item.item === 'cut' && this.blank < headToBlade) {
      this.complain(
        `cut ${this.blank} dots below the print, the blade is ${headToBlade} away: the end stays inside`,
      );
    }
    this.items.push(item);
  }

  /** Prints the line buffer and moves the paper by `fed` dots. */
  printLine(fed: number): void {
    this.emit(this.line.take(this.settings, fed, this.width, this.offset));
  }

  /** For commands that manuals allow at the beginning of a line only: they are ignored elsewhere. */
  atLineStart(command: string): boolean {
    if (this.line.isEmpty) return true;
    this.complain(`${command} with text still in the line buffer: ignored`);
    return false;
  }

  /** `ESC @`: settings back to their defaults, line buffer and stored symbols gone; nothing is printed. */
  initialize(): void {
    if (!this.line.isEmpty) this.complain('ESC @ throws away text in the line buffer');
    this.clear();
    this.settings = defaultSettings();
    this.qrData = undefined;
    this.graphics = undefined;
  }

  /** Empties the line buffer and keeps the settings (`DLE ENQ 2`, `DLE DC4 8`). */
  clear(): void {
    this.line.clear();
  }

  /** One letter, with a new line before it when it does not fit. */
  addLetter(letter: string): void {
    if (this.line.x + pitchOf(this.settings) > this.width && this.line.x > 0) {
      this.complain(`text wider than the line of ${this.width} dots: broken before "${letter}"`);
      this.printLine(this.settings.lineSpacing);
    }
    this.line.addLetter(letter, this.settings, this.offset);
  }

  private addByte(byte: number): void {
    const { codePage, international } = this.settings;
    const letter = internationalLetter(international, byte) ?? letterOf(codePage, byte);
    if (letter === '\ufffd') this.complain(`byte ${hex([byte])} has no letter in code table ${codePage}`);
    this.addLetter(letter);
  }
}

export function hex(bytes: Iterable<number>): string {
  return Array.from(bytes, byte => byte.toString(16).padStart(2, '0').toUpperCase()).join(' ');
}
