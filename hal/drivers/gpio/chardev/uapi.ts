/**
 * The part of the kernel's `linux/gpio.h` that is used here: GPIO character device, ABI version 2 (Linux 5.10 and later). Layouts are the
 * same on 32 and 64 bits, little endian.
 */

const read = 2;
const readWrite = 3;

/** `_IOC` of `asm-generic/ioctl.h`, type 0xB4. */
function request(direction: number, number: number, size: number): number {
  return direction * 2 ** 30 + (size << 16) + (0xb4 << 8) + number;
}

export const sizes = {
  chipInfo: 68,
  lineInfo: 256,
  lineRequest: 592,
  lineValues: 16,
  lineEvent: 48,
} as const;

export const requests = {
  chipInfo: request(read, 0x01, sizes.chipInfo),
  lineInfo: request(readWrite, 0x05, sizes.lineInfo),
  line: request(readWrite, 0x07, sizes.lineRequest),
  getValues: request(readWrite, 0x0e, sizes.lineValues),
  setValues: request(readWrite, 0x0f, sizes.lineValues),
} as const;

export const flags = {
  used: 1n << 0n,
  activeLow: 1n << 1n,
  input: 1n << 2n,
  output: 1n << 3n,
  edgeRising: 1n << 4n,
  edgeFalling: 1n << 5n,
  biasUp: 1n << 8n,
  biasDown: 1n << 9n,
  biasOff: 1n << 10n,
} as const;

/** The kernel keeps at most this many events of one line for a busy reader (`GPIO_V2_LINES_MAX` x 16). */
const eventBuffer = 1024;

const attribute = { outputValues: 2, debounce: 3 } as const;

/** Longest consumer name in bytes, without the closing zero. */
const consumerLength = 31;

export interface ChipInfo {
  /** Such as `gpiochip0`; changes from boot to boot. */
  readonly name: string;
  readonly label: string;
  readonly lines: number;
}

/** `struct gpiochip_info` */
export function decodeChipInfo(bytes: Buffer): ChipInfo {
  return { name: text(bytes, 0), label: text(bytes, 32), lines: bytes.readUInt32LE(64) };
}

export interface LineInfo {
  readonly offset: number;
  /** Empty if the line has none. */
  readonly name: string;
  /** Who uses the line; undefined while it is free. */
  readonly consumer: string | undefined;
  readonly output: boolean;
}

/** `struct gpio_v2_line_info` with only the offset filled in. */
export function encodeLineInfo(offset: number): Buffer {
  const bytes = Buffer.alloc(sizes.lineInfo);
  bytes.writeUInt32LE(offset, 64);
  return bytes;
}

export function decodeLineInfo(bytes: Buffer): LineInfo {
  const set = bytes.readBigUInt64LE(72);
  return {
    offset: bytes.readUInt32LE(64),
    name: text(bytes, 0),
    consumer: set & flags.used ? text(bytes, 32) : undefined,
    output: (set & flags.output) !== 0n,
  };
}

export interface LineConfig {
  readonly offset: number;
  readonly consumer: string;
  readonly flags: bigint;
  /** Microseconds. */
  readonly debounce?: number;
  /** Level of an output from the first moment. */
  readonly on?: boolean;
}

/** `struct gpio_v2_line_request` for one line. */
export function encodeLineRequest({ offset, consumer, flags: set, debounce, on }: LineConfig): Buffer {
  const bytes = Buffer.alloc(sizes.lineRequest);
  bytes.writeUInt32LE(offset, 0);
  bytes.write(consumer, 256, consumerLength, 'utf8');
  bytes.writeBigUInt64LE(set, 288);
  if (debounce) writeAttribute(bytes, attribute.debounce, BigInt(debounce));
  if (on !== undefined) writeAttribute(bytes, attribute.outputValues, on ? 1n : 0n);
  bytes.writeUInt32LE(1, 560);
  bytes.writeUInt32LE(eventBuffer, 564);
  return bytes;
}

/** The file descriptor that the kernel wrote into the answered request. */
export function decodeLineRequest(bytes: Buffer): number {
  return bytes.readInt32LE(588);
}

/** `struct gpio_v2_line_config_attribute` for the one line of the request. The value is a union: 32 bits of debounce fit the same place. */
function writeAttribute(bytes: Buffer, id: number, value: bigint): void {
  const count = bytes.readUInt32LE(296);
  const start = 320 + count * 24;
  bytes.writeUInt32LE(id, start);
  bytes.writeBigUInt64LE(value, start + 8);
  bytes.writeBigUInt64LE(1n, start + 16);
  bytes.writeUInt32LE(count + 1, 296);
}

/** `struct gpio_v2_line_values` for the one line of a request. */
export function encodeValue(on: boolean): Buffer {
  const bytes = Buffer.alloc(sizes.lineValues);
  bytes.writeBigUInt64LE(on ? 1n : 0n, 0);
  bytes.writeBigUInt64LE(1n, 8);
  return bytes;
}

export function decodeValue(bytes: Buffer): boolean {
  return (bytes.readBigUInt64LE(0) & 1n) === 1n;
}

/** `struct gpio_v2_line_event` */
export interface LineEvent {
  /** CLOCK_MONOTONIC in nanoseconds. */
  readonly stamp: bigint;
  readonly active: boolean;
  /** Counts the changes of this line from 1, including those that nobody could read; 32 bits, wraps. */
  readonly sequence: number;
}

export function decodeEvents(bytes: Buffer, length: number): LineEvent[] {
  const events: LineEvent[] = [];
  for (let at = 0; at + sizes.lineEvent <= length; at += sizes.lineEvent) {
    events.push({
      stamp: bytes.readBigUInt64LE(at),
      active: bytes.readUInt32LE(at + 8) === 1,
      sequence: bytes.readUInt32LE(at + 20),
    });
  }
  return events;
}

function text(bytes: Buffer, start: number): string {
  const field = bytes.subarray(start, start + 32);
  const end = field.indexOf(0);
  return field.toString('utf8', 0, end < 0 ? field.length : end);
}
