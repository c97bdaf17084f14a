import type { PrintDocument } from '../../../hal/print-document';
import type { PaperWidth } from '../../../hal/ticket-printer';
import { sayIn, setupLanguages } from '../words/words';
import { gap, lines, rule } from './lines';

export interface Slip {
  /** `https://ADDRESS:PORT/setup`; absent while the box has no address. */
  readonly url: string | undefined;
  readonly code: string;
  readonly fingerprint: string;
  /** SHA-256 of the certificate of the page, as browsers show it: `AB:CD:…`. */
  readonly certificate: string;
}

/** Octets of the certificate that people compare: enough that nobody makes another in time. */
const compared = 8;

/** What a factory-fresh box prints of itself: how a phone gets to its page, and how the technician knows that it is this box. */
export function slipDocument(
  { url, code, fingerprint, certificate }: Slip,
  paper: PaperWidth,
): PrintDocument {
  const say = setupLanguages.map(sayIn);
  return [
    ...lines('TISKI', paper, { bold: true, align: 'center', large: true }),
    gap,
    ...say.flatMap(each =>
      lines(each(url === undefined ? 'slip-offline' : 'slip-how'), paper, { align: 'center' }),
    ),
    ...(url === undefined
      ? []
      : [
          gap,
          { block: 'qr', text: `${url}#${code}` } as const,
          ...lines(url, paper, { bold: true, align: 'center' }),
          gap,
          ...lines(say.map(each => each('slip-code')).join(' / '), paper, { align: 'center' }),
          ...lines(code, paper, { bold: true, align: 'center', large: true }),
        ]),
    rule,
    ...lines(say.map(each => each('slip-fingerprint')).join(' / '), paper, { align: 'center' }),
    ...lines(fingerprint, paper, { bold: true, align: 'center' }),
    ...(url === undefined
      ? []
      : [
          gap,
          ...say.flatMap(each => lines(each('slip-certificate'), paper, { align: 'center' })),
          ...lines(certificate.split(':').slice(0, compared).join(' '), paper, {
            bold: true,
            align: 'center',
          }),
        ]),
  ];
}
