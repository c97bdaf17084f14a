import type { CatalogueCode } from '../../../hal/platform/catalogue';
import type { FaultStage } from './stage';

/** What stands in `BASE/health` of one thing while a fault lasts. */
export type Shown =
  | { readonly health: 'failed' | 'unknown'; readonly code: CatalogueCode }
  | { readonly warning: CatalogueCode };

/** A name below `devices` of `BASE/health`, or `box`, or a satellite as `satellites/room`. */
export type Place = string;

/** One fault that is done to a whole box from outside, and what somebody afar has to see of it. */
export interface BoxFault {
  /** What happens, in the words of the page. */
  readonly what: string;
  readonly shows: Readonly<Record<Place, Shown>>;
  /** From the fault on, ms, with the limits of the product. */
  readonly within: number;
  /** From the end of its cause on, ms, until all is well again. */
  readonly back: number;
  /** The machine is looked at faster in the test than in the product: the bounds that hold there, ms. */
  readonly inTest?: { readonly within: number; readonly back: number };
  /** Places that cannot be well meanwhile either, such as what hangs on the same wire. */
  readonly touches?: readonly Place[];
  /** Lets it happen; what it gives ends it. */
  provoke(stage: FaultStage): Promise<() => void | Promise<void>>;
}

/** Faults of one wire come one after the other; wires are broken side by side. */
export type Lanes = Readonly<Record<string, readonly BoxFault[]>>;
