import encodeQR from 'qr';
import { Html } from '../../html';

/** White modules around the code that a scanner needs (ISO/IEC 18004, 9.1). */
const quiet = 4;

/**
 * A QR code that says the number, or where it can be followed, and nothing of whose it is: black on white in any contrast.
 * @param text such as K101
 */
export function ticketCode(text: string, label: string): Html {
  const rows = encodeQR(text, 'raw', { ecc: 'medium', border: quiet });
  const path = rows
    .flatMap((row, y) => row.flatMap((dark, x) => (dark ? `M${x} ${y}h1v1h-1z` : [])))
    .join('');
  const name = label.replace(/[&<>"']/g, '');
  return new Html(
    `<svg class="qr" role="img" aria-label="${name}" viewBox="0 0 ${rows.length} ${rows.length}" shape-rendering="crispEdges"><path fill="#fff" d="M0 0h${rows.length}v${rows.length}H0z"/><path fill="#000" d="${path}"/></svg>`,
  );
}
