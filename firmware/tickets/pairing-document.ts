import type { PrintDocument } from '../../hal/print-document';
import type { PaperWidth } from '../../hal/ticket-printer';
import { screenTexts } from '../texts/screen-texts';
import { technicianWording } from '../texts/screens/technician-wording';
import type { TextPlace } from '../texts/text-place';
import { centered, centeredLarge } from './centered';

export interface PairingSlip {
  readonly code: string;
  /** ms since 1970-01-01 UTC */
  readonly until: number;
  readonly language: string;
}

/** The slip by which a technician comes in. */
export function pairingDocument(
  { code, until, language }: PairingSlip,
  place: TextPlace,
  paper: PaperWidth,
): PrintDocument {
  const words = screenTexts(technicianWording, language, place);
  return [
    ...centered(words.format('technician.slip-title'), paper, true),
    { block: 'feed', lines: 1 },
    ...centeredLarge(code, paper),
    { block: 'feed', lines: 1 },
    ...centered(words.format('technician.slip-where'), paper),
    ...centered(words.format('technician.slip-until', { time: words.time(until) }), paper),
    { block: 'rule' },
    ...centered(words.format('technician.slip-warning'), paper),
  ];
}
