import type { CatalogueCode } from '../../hal/platform/catalogue';
import { placeOf } from './cohort';
import type { Rollout } from './rollout';

/** What the broker says is wanted. It may hold a box back, never let it go ahead: see README. */
export interface Desired {
  /** Nothing for whatever the channel offers. */
  readonly release?: string;
  readonly paused: boolean;
}

export interface Asking {
  /** `site/appliance` */
  readonly box: string;
  /** The one that the channel offers. */
  readonly release: string;
  /** Nothing if the channel has no rollout. */
  readonly rollout: Rollout | undefined;
  readonly desired: Desired | undefined;
}

/** Why a box may not have a release yet; nothing if it may. */
export function heldBack({ box, release, rollout, desired }: Asking): CatalogueCode | undefined {
  if (rollout?.release !== release) return 'update-not-rolled-out';
  if (rollout.paused || desired?.paused) return 'update-paused';
  if (desired?.release !== undefined && desired.release !== release) return 'update-not-desired';
  return placeOf(release, box) < rollout.below ? undefined : 'update-not-yet';
}
