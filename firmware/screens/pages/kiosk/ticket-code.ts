import encodeQR from 'qr';
import { Html } from '../../html';

/** White modules around the code that a scanner needs (ISO/IEC 18004, 9.1). */
const quiet = 4;

/**
 * A QR code that says the number and nothing else, so that a phone can keep it without knowing whose it is: black on white in any contrast.
 * @param code such as K101
 */
export function ticketCode(code: string, label: string): Html {
  const rows = encodeQR(code, 'raw', { ecc: 'medium', border: quiet });
  const path = rows
    .flatMap((row, y) => row.flatMap((dark, x) => (dark ? `M${x} ${y}h1v1h-1z` : [])))
    .join('');
  const name = label.replace(/[&<>"']/g, '');
  return new Html(
    `<svg class="qr" role="img" aria-label="${name}" viewBox="0 0 ${rows.length} ${rows.length}" shape-rendering="crispEdges"><path fill="#fff" d="M0 0h${rows.length}v${rows.length}H0z"/><path fill="#000" d="${path}"/></svg>`,
  );
}
