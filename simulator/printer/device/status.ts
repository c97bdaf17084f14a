/** What the sensors say. */
export interface PrinterStatus {
  readonly power: boolean;
  readonly online: boolean;
  readonly cover: 'closed' | 'open';
  readonly paper: 'adequate' | 'near-end' | 'end';
  /** `cutter` needs `DLE ENQ` or a power cycle after the blade is free again. */
  readonly error: 'none' | 'cutter';
}

const bit = (position: number, isSet: boolean): number => (isSet ? 1 << position : 0);

/** Bits 1 and 4 are on in every answer to `DLE EOT`: 0xx1xx10. */
const realTimeFixed = 0b0001_0010;

/** No drawer is connected: its line reads high. */
const drawerHigh = bit(2, true);

/** The answer to `DLE EOT n`, n = 1-4 (Epson ESC/POS Command Reference); undefined for other n. */
export function realTimeStatus(n: number, status: PrinterStatus): number | undefined {
  switch (n) {
    case 1:
      return realTimeFixed | drawerHigh | bit(3, !status.online);
    case 2:
      return (
        realTimeFixed |
        bit(2, status.cover === 'open') |
        bit(5, status.paper === 'end') |
        bit(6, status.error !== 'none')
      );
    case 3:
      return realTimeFixed | bit(3, status.error === 'cutter');
    case 4:
      return realTimeFixed | (status.paper === 'adequate' ? 0 : 0x0c) | (status.paper === 'end' ? 0x60 : 0);
    default:
      return undefined;
  }
}

/** The four bytes of Automatic Status Back (`GS a`). */
export function automaticStatus(status: PrinterStatus): Uint8Array {
  return Uint8Array.of(
    0x10 | drawerHigh | bit(3, !status.online) | bit(5, status.cover === 'open'),
    bit(3, status.error === 'cutter'),
    (status.paper === 'adequate' ? 0 : 0x03) | (status.paper === 'end' ? 0x0c : 0),
    0x0f,
  );
}

/** Bits of the four bytes that each bit of `GS a n` watches: drawer, online, error, paper roll. */
const watchedBits: readonly (readonly [number, number, number, number])[] = [
  [0x04, 0, 0, 0],
  [0x28, 0, 0, 0],
  [0, 0x6c, 0, 0],
  [0, 0, 0x0f, 0],
];

/** Whether a change concerns what `GS a n` asked for. */
export function isWatchedChange(n: number, before: Uint8Array, after: Uint8Array): boolean {
  return watchedBits.some(
    (mask, item) =>
      (n & (1 << item)) !== 0 &&
      mask.some((bits, at) => ((before[at] ?? 0) & bits) !== ((after[at] ?? 0) & bits)),
  );
}

/** The answer to `GS r n`; paper end cannot appear, since the command waits while the printer is offline. */
export function queuedStatus(n: number, status: PrinterStatus): number | undefined {
  if (n === 1 || n === 49) return status.paper === 'adequate' ? 0x00 : 0x03;
  return n === 2 || n === 50 ? 0x01 : undefined;
}

const identification = new Map<number, Uint8Array>([
  [1, Uint8Array.of(0x20)],
  [2, Uint8Array.of(0x02)],
  [3, Uint8Array.of(0x01)],
  ...(
    [
      [65, '1.00'],
      [66, 'Tiski'],
      [67, 'Simulated'],
      [68, '0'],
    ] as const
  ).map(([n, text]): [number, Uint8Array] => [n, Buffer.from(`_${text}\0`, 'latin1')]),
]);

/** The answer to `GS I n`: numbers for n = 1-3, `_` text NUL for n = 65-68. */
export function identity(n: number): Uint8Array | undefined {
  return identification.get(n >= 49 && n <= 51 ? n - 48 : n);
}

/** The answer to `GS ( H` function 48: header, identifier, the four bytes that were given, NUL. */
export function processIdResponse(id: Uint8Array): Uint8Array {
  return Uint8Array.of(0x37, 0x22, ...id, 0x00);
}

/** The answer to `DLE DC4` function 8. */
export const clearResponse: Uint8Array = Uint8Array.of(0x37, 0x25, 0x00);
