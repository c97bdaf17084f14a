/** What a reader of a printer's manual sees in the bytes of a document. */
export interface Reading {
  /** Lines printed as text; a letter that this reader does not know is `?`. */
  readonly lines: readonly string[];
  /** Pictures of any kind. */
  readonly drawn: number;
  /** QR codes' texts. */
  readonly codes: readonly string[];
  /** Text that no line feed has printed. */
  readonly pending: string;
  /** Whether styles and alignment at the end are those after ESC @. */
  readonly plain: boolean;
  readonly faults: readonly string[];
}

/** Upper halves as far as the tests need them, from Epson's tables for `ESC t 18` (PC852) and `ESC t 19` (PC858). */
const pages: Readonly<Record<number, Readonly<Record<number, string>>>> = {
  18: {
    130: 'é',
    132: 'ä',
    142: 'Ä',
    148: 'ö',
    153: 'Ö',
    159: 'č',
    160: 'á',
    166: 'Ž',
    167: 'ž',
    172: 'Č',
    181: 'Á',
    208: 'đ',
    209: 'Đ',
    230: 'Š',
    231: 'š',
  },
  19: {
    130: 'é',
    132: 'ä',
    134: 'å',
    142: 'Ä',
    143: 'Å',
    148: 'ö',
    153: 'Ö',
    160: 'á',
    181: 'Á',
    213: '€',
  },
  16: {
    128: '€',
    138: 'Š',
    142: 'Ž',
    154: 'š',
    158: 'ž',
    196: 'Ä',
    197: 'Å',
    214: 'Ö',
    225: 'á',
    228: 'ä',
    229: 'å',
    233: 'é',
    246: 'ö',
  },
};

/** Parameters of the commands that a document may hold, by their first two bytes. */
const fixed: Readonly<Record<string, number>> = {
  '1c.': 0,
  '1bR': 1,
  '1b!': 1,
  '1ba': 1,
  '1b2': 0,
  '1bt': 1,
  '1bE': 1,
  '1bM': 1,
  '1d!': 1,
};

/**
 * Reads a document as Epson's command reference says, without the simulator's or the encoder's help: so that neither can be wrong in the
 * same way as the other.
 */
export function readPaper(bytes: Uint8Array, dots: number): Reading {
  const lines: string[] = [];
  const codes: string[] = [];
  const faults: string[] = [];
  const state = { page: 0, font: 0, size: 0, bold: 0, align: 0 };
  let drawn = 0;
  let line = '';
  let width = 0;
  let at = 0;
  const byte = (offset: number) => bytes[at + offset] ?? -1;
  const word = (offset: number) => byte(offset) + byte(offset + 1) * 256;
  const fault = (what: string) => faults.push(`${what} at ${at}`);

  for (let each = 0; each < bytes.length; each++) {
    const realTime = bytes[each] === 0x10 && [0x04, 0x05, 0x14].includes(bytes[each + 1] ?? -1);
    if (realTime) faults.push(`real-time command at ${each}`);
  }
  while (at < bytes.length && faults.length < 5) {
    const name = `${byte(0).toString(16)}${String.fromCharCode(byte(1))}`;
    if (byte(0) === 0x0a) {
      if (width > dots) fault(`line of ${width} dots`);
      lines.push(line);
      line = '';
      width = 0;
      at += 1;
    } else if (byte(0) >= 0x20 && byte(0) !== 0x7f) {
      line += byte(0) < 0x7f ? String.fromCharCode(byte(0)) : (pages[state.page]?.[byte(0)] ?? '?');
      width += (state.font === 1 ? 9 : 12) * ((state.size >> 4) + 1);
      at += 1;
    } else if (name === '1dv') {
      if (line !== '') fault('picture in a line');
      if (byte(2) !== 0x30 || word(4) * 8 > dots || word(4) < 1 || word(6) < 1 || word(6) > 255)
        fault('picture');
      if (at + 8 + word(4) * word(6) > bytes.length) fault('picture without an end');
      drawn += 1;
      at += 8 + word(4) * word(6);
    } else if (name === '1d(') {
      if (byte(2) !== 0x6b || byte(5) !== 0x31) fault('GS (');
      if (byte(6) === 0x50)
        codes.push(Buffer.from(bytes.subarray(at + 8, at + 5 + word(3))).toString('utf8'));
      at += 5 + word(3);
    } else if (name in fixed) {
      const [command, n] = [name.slice(2), byte(2)];
      if (command === 'a' && line !== '') fault('alignment in a line');
      if (name === '1b!') Object.assign(state, { font: n & 1, size: 0, bold: n & 8 });
      if (name === '1d!') state.size = n;
      if (command === 't') state.page = n;
      if (command === 'M') state.font = n;
      if (command === 'E') state.bold = n;
      if (command === 'a') state.align = n;
      at += 2 + (fixed[name] ?? 0);
    } else {
      fault(`byte ${byte(0)} ${byte(1)}`);
      at += 1;
    }
  }
  const { font, size, bold, align } = state;
  return { lines, drawn, codes, pending: line, plain: font + size + bold + align === 0, faults };
}
