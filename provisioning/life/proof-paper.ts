import type { PrintDocument } from '../../hal/print-document';
import type { PaperWidth } from '../../hal/ticket-printer';
import { gap, lines, pair, rule } from '../commissioning/paper/lines';
import type { Proof } from './proof';

/** In the languages of technicians: fi, sv, en. */
const titles = ['Poistettu käytöstä', 'Tagen ur bruk', 'Taken out of service'];
const words = [
  'Varmenne on peruutettu. Laite on tyhjennetty ja sen avain tuhottu.',
  'Certifikatet är återkallat. Enheten är tömd och dess nyckel förstörd.',
  'The certificate is revoked. The box is erased and its key destroyed.',
];
const leftOver = [
  'Tuhoa muistikortti: se voi säilyttää poistetunkin.',
  'Förstör minneskortet: det kan bevara även det raderade.',
  'Destroy the memory card: it may keep what was erased.',
];

/** What stays in the hand of whoever has taken a box away. The code holds the whole proof: `tiski provision proof` checks what a phone reads from it. */
export function proofDocument(proof: Proof, paper: PaperWidth): PrintDocument {
  const { box, fingerprint } = proof.declaration;
  return [
    ...titles.flatMap(title => lines(title, paper, { bold: true, align: 'center', large: true })),
    rule,
    ...pair('Tiski', box, paper),
    ...pair('SHA-256', fingerprint, paper),
    ...pair('UTC', proof.revokedAt.slice(0, 16).replace('T', ' '), paper),
    rule,
    ...words.flatMap(text => lines(text, paper)),
    gap,
    ...leftOver.flatMap(text => lines(text, paper, { bold: true })),
    gap,
    { block: 'qr', text: JSON.stringify(proof) },
  ];
}
