import { defaultLimits, type Limits } from './limits';

/** Bits on the line for each byte: start, eight, stop. */
const bitsPerByte = 10;

/** Share by which a line is slower than its speed says, for adapters and flow control. */
const slower = 1.15;

/** The limits for a serial line: answers wait behind the bytes that are on their way, and those need their time. */
export function limitsForLine(baud: number): Limits {
  const lineByte = (bitsPerByte * 1000 * slower) / baud;
  return { ...defaultLimits, lineByte, perByte: defaultLimits.perByte + lineByte };
}
