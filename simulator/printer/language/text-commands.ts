import { isInternationalSet } from './code-pages';
import type { Composer, Handler } from './composer';
import type { Alignment, TextStyle } from './items';
import { cellOf, sixthOfAnInch } from './print-settings';

const restyle = (composer: Composer, change: Partial<TextStyle>): void => {
  composer.settings.style = { ...composer.settings.style, ...change };
};

const alignments: readonly Alignment[] = ['left', 'center', 'right'];

/** Parameters that may be given as a number or as its digit (0 or 30H). */
export const digit = (parameter = 0): number =>
  parameter >= 0x30 && parameter <= 0x39 ? parameter - 0x30 : parameter;

export const word = (parameters: Uint8Array, at: number): number =>
  (parameters[at] ?? 0) + (parameters[at + 1] ?? 0) * 256;

/** Two bytes as a number from -32768 to 32767. */
const signed = (parameters: Uint8Array): number => {
  const value = word(parameters, 0);
  return value > 32767 ? value - 65536 : value;
};

export const textCommands: readonly (readonly [string, Handler])[] = [
  ['ESC @', composer => composer.initialize()],
  [
    'ESC t',
    (composer, [page = 0]) => {
      if (composer.codePages.includes(page)) composer.settings.codePage = page;
      else composer.complain(`code table ${page} is not supported: ignored`);
    },
  ],
  [
    'ESC R',
    (composer, [set = 0]) => {
      if (isInternationalSet(set)) composer.settings.international = set;
      else composer.complain(`international set ${set} is not supported: ignored`);
    },
  ],
  [
    'ESC a',
    (composer, [n]) => {
      const align = alignments[digit(n)];
      if (align === undefined) composer.complain(`ESC a ${n} is out of range: ignored`);
      else if (composer.atLineStart('ESC a')) composer.settings.align = align;
    },
  ],
  ['ESC E', (composer, [n = 0]) => restyle(composer, { bold: (n & 1) === 1 })],
  ['ESC G', (composer, [n = 0]) => restyle(composer, { bold: (n & 1) === 1 })],
  [
    'ESC -',
    (composer, [n]) => {
      const dots = digit(n);
      if (dots === 0 || dots === 1 || dots === 2) restyle(composer, { underline: dots });
      else composer.complain(`ESC - ${n} is out of range: ignored`);
    },
  ],
  [
    'ESC M',
    (composer, [n]) => {
      const font = digit(n);
      if (font > 1) composer.complain(`ESC M ${n}: the printer has fonts A and B only: ignored`);
      else restyle(composer, { font: font === 1 ? 'b' : 'a' });
    },
  ],
  [
    'ESC !',
    (composer, [n = 0]) =>
      restyle(composer, {
        font: n & 0x01 ? 'b' : 'a',
        bold: (n & 0x08) !== 0,
        height: n & 0x10 ? 2 : 1,
        width: n & 0x20 ? 2 : 1,
        underline: n & 0x80 ? 1 : 0,
      }),
  ],
  [
    'GS !',
    (composer, [n = 0]) => {
      if (n & 0x88) composer.complain(`GS ! ${n} is out of range: ignored`);
      else restyle(composer, { width: (n >> 4) + 1, height: (n & 0x07) + 1 });
    },
  ],
  ['GS B', (composer, [n = 0]) => restyle(composer, { inverse: (n & 1) === 1 })],
  [
    'ESC SP',
    (composer, [n = 0]) => {
      composer.settings.spacing = n;
    },
  ],
  [
    'ESC 2',
    composer => {
      composer.settings.lineSpacing = sixthOfAnInch;
    },
  ],
  [
    'ESC 3',
    (composer, [n = 0]) => {
      composer.settings.lineSpacing = n;
    },
  ],
  [
    'ESC D',
    (composer, columns) => {
      composer.settings.tabs = [...columns.subarray(0, -1)];
    },
  ],
  [
    'HT',
    composer => {
      const { tabs, spacing } = composer.settings;
      const stop = tabs.map(column => column * (cellOf('a').width + spacing)).find(x => x > composer.line.x);
      if (stop === undefined || stop > composer.width)
        composer.complain('no tab stop is left on this line: ignored');
      else composer.line.moveTo(stop);
    },
  ],
  ['ESC $', (composer, parameters) => composer.line.moveTo(word(parameters, 0))],
  ['ESC \\', (composer, parameters) => composer.line.moveTo(composer.line.x + signed(parameters))],
  [
    'GS L',
    (composer, parameters) => {
      if (composer.atLineStart('GS L')) composer.settings.leftMargin = word(parameters, 0);
    },
  ],
  [
    'GS W',
    (composer, parameters) => {
      if (composer.atLineStart('GS W')) composer.settings.areaWidth = word(parameters, 0);
    },
  ],
];
