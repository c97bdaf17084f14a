/**
 * Bytes that fit into a QR code of version 1, 2, … with error correction M, byte mode: ISO/IEC 18004, table 7. A ticket's address is far
 * shorter than the last.
 */
const capacities = [
  14, 26, 42, 62, 84, 106, 122, 152, 180, 213, 251, 287, 331, 362, 412, 450, 504, 560, 624, 666,
];

/** Larger codes do not scan well off thermal paper. */
export const mostQrBytes = 666;

/** Modules along a side, without the quiet zone; version 1 has 21, each further one 4 more. */
export function qrModules(bytes: number): number {
  const at = capacities.findIndex(capacity => bytes <= capacity);
  return 21 + 4 * (at < 0 ? capacities.length : at);
}
