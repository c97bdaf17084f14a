import type { Frame } from '../language/framer';

/** What a printer counts over its whole life. */
export interface Wear {
  readonly cuts: number;
  readonly millimetres: number;
  readonly powerUps: number;
}

/**
 * `GS g 2`: header 5F, decimal digits, NUL. Numbers from 128 up count the whole life; nothing here is ever reset, so the others are the
 * same (Epson TM-T81 specification; Citizen CT-S2000 manual). Undefined for a number that the model does not count.
 */
function epsonCounter(number: number, { cuts, millimetres }: Wear): Uint8Array | undefined {
  const value = { 20: Math.round(millimetres / 3.75), 50: cuts, 70: 0 }[number & 0x7f];
  return value === undefined ? undefined : Buffer.from(`_${value}\0`, 'latin1');
}

/** Custom's own commands answer with a number and a word, without an end (KPM216H and KPM300 command references). */
const customCounters: Readonly<Record<string, (wear: Wear) => string>> = {
  'GS E2': ({ cuts }) => `${cuts} cuts`,
  'GS E3': ({ millimetres }) => `${Math.round(millimetres / 10)}cm`,
  'GS E5': ({ powerUps }) => `${powerUps}on`,
};

/** The answer to a command that asks for a counter; `unknown` when there is no such counter, undefined for other commands. */
export function counterAnswer(
  { command, parameters }: Frame,
  wear: Wear,
): Uint8Array | 'unknown' | undefined {
  const custom = customCounters[command];
  if (custom) return Buffer.from(custom(wear), 'latin1');
  if (command !== 'GS g 2') return undefined;
  const [, low = 0, high = 0] = parameters;
  return epsonCounter(low + high * 256, wear) ?? 'unknown';
}
