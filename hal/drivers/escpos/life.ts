import type { Counters } from '../../device';
import type { CatalogueCode } from '../../platform/catalogue';

/** How long the parts that wear last, by the printer's data sheet; a part without a number is not watched. */
export interface Life {
  readonly cuts?: number;
  /** Of paper past the print head. */
  readonly metres?: number;
}

/** Share of a life after which a part is told to be worn. */
const worn = 0.9;

/**
 * Which parts are near the end of their life. The printer's own count reaches back before this box; where it keeps none, the box's own has to do.
 * @param counters of the device: `cuts`, `millimetres`, and the printer's `printerCuts`, `printerCentimetres`
 */
export function wornParts({ cuts, metres }: Life, counters: Counters): CatalogueCode[] {
  const { cuts: own = 0, printerCuts = 0, millimetres = 0, printerCentimetres = 0 } = counters;
  const run = Math.max(millimetres / 1000, printerCentimetres / 100);
  return [
    ...(cuts !== undefined && Math.max(own, printerCuts) >= worn * cuts
      ? ['printer-cutter-worn' as const]
      : []),
    ...(metres !== undefined && run >= worn * metres ? ['printer-head-worn' as const] : []),
  ];
}
