import type { PrintDocument } from '../../../hal/print-document';
import type { PaperWidth } from '../../../hal/ticket-printer';
import type { SiteDraft } from '../site-draft';
import { nameIn, type SetupLanguage, sayIn } from '../words/words';
import { gap, lines, rule } from './lines';
import { localTime } from './local-time';

/** Those that a code page may lack. */
const letters = 'å ä ö Å Ä Ö é ü š ž đ €';

export interface TestPaper {
  readonly device: string;
  /** ms since 1970-01-01 UTC */
  readonly at: number;
  readonly language: SetupLanguage;
  readonly paper: PaperWidth;
  readonly draft: SiteDraft | undefined;
}

/** The first ticket of a box, which nobody can take for a number. */
export function testPaper({ device, at, language, paper, draft }: TestPaper): PrintDocument {
  const say = sayIn(language);
  return [
    ...lines(nameIn(draft?.name ?? {}, language), paper, { align: 'center' }),
    gap,
    ...lines(say('test-title'), paper, { bold: true, align: 'center', large: true }),
    rule,
    ...lines(say('test-is', { device }), paper, { align: 'center' }),
    ...lines(say('test-good'), paper, { align: 'center' }),
    gap,
    ...lines(letters, paper, { bold: true, align: 'center' }),
    { block: 'text', text: '|'.padEnd(paper.columns - 1, '-').concat('|') },
    ...lines(localTime(at, language, draft?.timezone), paper, { align: 'center' }),
  ];
}
