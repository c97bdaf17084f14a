import type { Handler } from './composer';
/** Between the print head and the blade: what `GS V` functions B feed by themselves. 12 mm. */
export const headToBlade = 96;

/** `GS V m`: function A cuts where the paper is, B, C and D feed to the blade first. */
const cuts: Readonly<Record<number, { cut: 'full' | 'partial'; feeds: boolean }>> = {
  0: { cut: 'full', feeds: false },
  48: { cut: 'full', feeds: false },
  1: { cut: 'partial', feeds: false },
  49: { cut: 'partial', feeds: false },
  65: { cut: 'full', feeds: true },
  66: { cut: 'partial', feeds: true },
  97: { cut: 'full', feeds: true },
  98: { cut: 'partial', feeds: true },
  103: { cut: 'full', feeds: true },
  104: { cut: 'partial', feeds: true },
};

/** `ESC i` and `ESC m`, obsolete and still in wide use. */
const oldCut: Handler = (composer, _, { command, offset }) => {
  if (composer.atLineStart(command)) composer.emit({ item: 'cut', cut: 'partial', feed: 0, offset });
};

export const paperCommands: readonly (readonly [string, Handler])[] = [
  ['LF', composer => composer.printLine(composer.settings.lineSpacing)],
  [
    'ESC d',
    (composer, [n = 0], { offset }) => {
      const dots = n * composer.settings.lineSpacing;
      if (!composer.line.isEmpty) composer.printLine(dots);
      else if (dots > 0) composer.emit({ item: 'feed', dots, offset });
    },
  ],
  [
    'ESC J',
    (composer, [dots = 0], { offset }) => {
      if (!composer.line.isEmpty) composer.printLine(dots);
      else if (dots > 0) composer.emit({ item: 'feed', dots, offset });
    },
  ],
  [
    'GS V',
    (composer, [mode = 0, n = 0], { offset }) => {
      const form = cuts[mode];
      if (!form) composer.complain(`GS V ${mode} is out of range: ignored`);
      else if (composer.atLineStart('GS V')) {
        composer.emit({ item: 'cut', cut: form.cut, feed: form.feeds ? headToBlade + n : 0, offset });
      }
    },
  ],
  ['ESC i', oldCut],
  ['ESC m', oldCut],
  ['ESC p', (composer, _, { offset }) => composer.emit({ item: 'pulse', offset })],
];
