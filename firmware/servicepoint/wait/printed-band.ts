import type { Band } from './calibration';

/** Whole minutes, multiples of five. From 0: "under `to` minutes". */
export interface PrintedBand {
  readonly from: number;
  readonly to: number;
}

const step = 5;

/** Rounded outwards: a customer is never promised more than is known (DSP-04). */
export function printedBand({ low, high }: Band): PrintedBand {
  return { from: Math.floor(low / step) * step, to: Math.max(1, Math.ceil(high / step)) * step };
}
