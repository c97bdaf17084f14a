import { PrinterTypes, ThermalPrinter } from 'node-thermal-printer';
import type { Align } from '../../print-document';

/** Font B is 9 dots wide, font A 12. */
export const small = 0.75;

/** How a line looks; `left` of a text written from the right is where it begins: at the right. */
export interface Look {
  readonly scale: number;
  readonly bold: boolean;
  readonly align: Align;
  readonly rightToLeft: boolean;
}

/** How a style begins and ends. */
interface Style {
  readonly on: Uint8Array;
  readonly off: Uint8Array;
}

const styles = new Map<string, Style>();

/** The bytes around a line that looks like this; every style is left as it was. */
export function styleOf(look: Look): Style {
  const { scale, bold } = look;
  const side = sideOf(look);
  const key = `${side} ${scale} ${bold}`;
  const known = styles.get(key);
  if (known) return known;
  const style = {
    on: bytesOf(builder => {
      if (side === 'center') builder.alignCenter();
      if (side === 'right') builder.alignRight();
      if (scale === small) builder.setTypeFontB();
      if (bold) builder.bold(true);
      if (scale > 1) builder.setTextSize(scale - 1, scale - 1);
    }),
    off: bytesOf(builder => {
      if (scale > 1) builder.setTextSize(0, 0);
      if (bold) builder.bold(false);
      if (scale === small) builder.setTypeFontA();
      if (side !== 'left') builder.alignLeft();
    }),
  };
  styles.set(key, style);
  return style;
}

let begun: Uint8Array | undefined;

/** What a document finds, whatever was printed before. */
export function beginning(): Uint8Array {
  begun ??= bytesOf(builder => {
    builder.setTextNormal();
    builder.alignLeft();
    builder.resetLineSpacing();
  });
  return begun;
}

/**
 * The library as what it is good for: the bytes of styles, each asked for once, as it copies all it has with every byte that is added. It never sees a
 * printer, and no text goes through its encoding.
 */
function bytesOf(tell: (builder: ThermalPrinter) => void): Uint8Array {
  const builder = new ThermalPrinter({
    type: PrinterTypes.EPSON,
    interface: { isPrinterConnected: async () => false, execute: async () => Buffer.alloc(0) } as never,
  });
  tell(builder);
  return builder.getBuffer() ?? new Uint8Array();
}

/** Where a line stands: a text written from the right begins at the right. */
export function sideOf({ align, rightToLeft }: Look): Align {
  return rightToLeft && align === 'left' ? 'right' : align;
}
