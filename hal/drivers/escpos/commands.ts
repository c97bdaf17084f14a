/** Commands of the ESC/POS language that this driver sends itself; names and codes as in Epson's command reference. */

/** The four real-time status queries: printer, cause of offline, cause of error, paper. */
export type StatusQuery = 1 | 2 | 3 | 4;

export const statusQueries: readonly StatusQuery[] = [1, 2, 3, 4];

/** ESC @: empties the line and sets every mode to its default. */
export const initialise = Uint8Array.of(0x1b, 0x40);

/** GS V 66 0: feeds the end of the text to the cutter and cuts, leaving one point. Obeyed only at the beginning of a line. */
export const feedAndCut = Uint8Array.of(0x1d, 0x56, 66, 0);

/** GS V 65 0: the same for printers that only cut fully. */
export const feedAndCutFully = Uint8Array.of(0x1d, 0x56, 65, 0);

/** GS a: reports on- and offline, errors and paper by itself from now on. Some printers forget it at ESC @. */
export const automaticStatus = Uint8Array.of(0x1d, 0x61, 0x0e);

/** GS r 1: answered with the paper sensors when everything before it is done. */
export const queuedStatus = Uint8Array.of(0x1d, 0x72, 1);

/** DLE ENQ 2: out of a recoverable error, without printing what was in the buffers. */
export const recover = Uint8Array.of(0x10, 0x05, 2);

/** DLE DC4 8: empties receive and print buffer. Nothing else may be sent before its answer (Epson, notes of fn 8). */
export const clearBuffers = Uint8Array.of(0x10, 0x14, 8, 1, 3, 20, 1, 6, 2, 8);

/** DLE EOT n. Real-time: answered even when the printer is offline, but never inside another command. */
export function statusQuery(query: StatusQuery): Uint8Array {
  return Uint8Array.of(0x10, 0x04, query);
}

/** GS ( H 48: sends the four characters back when everything before it is on paper. Each is 32 to 126. */
export function requestProcessId(id: string): Uint8Array {
  return Uint8Array.of(0x1d, 0x28, 0x48, 6, 0, 48, 48, ...Buffer.from(id, 'latin1'));
}

/**
 * Whether the bytes hold, by chance, what reads as a status query: a printer answers those even inside an image, and such an
 * answer cannot be told from one to a query of ours.
 */
export function holdsStatusQuery(bytes: Uint8Array): boolean {
  let at = bytes.indexOf(0x10);
  while (at >= 0 && at < bytes.length - 2) {
    const query = bytes[at + 2] ?? 0;
    if (bytes[at + 1] === 0x04 && query >= 1 && query <= 4) return true;
    at = bytes.indexOf(0x10, at + 1);
  }
  return false;
}
