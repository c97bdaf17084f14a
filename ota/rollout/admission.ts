import type { CatalogueCode } from '../../hal/platform/catalogue';
import { placeOf } from './cohort';
import type { Rollout } from './rollout';

/** What the broker says is wanted. It may hold a box back, never let it go ahead: see README. */
export interface Desired {
  /** Nothing for whatever the channel offers. */
  readonly release?: string;
  readonly paused: boolean;
}

/** What an update server of the operator says (`ota/hawkbit`). It may hold a box back as well, and no more. */
export interface Assignment {
  /** The only one that may be brought in. */
  readonly release?: string;
  /** Why nothing may be brought in now. */
  readonly notBrought?: CatalogueCode;
  /** Whether a release is brought in only while nobody would notice that either. */
  readonly gently: boolean;
  /** Why it may be brought in but not started. */
  readonly notStarted?: CatalogueCode;
}

export interface Asking {
  /** `site/appliance` */
  readonly box: string;
  /** The one that the channel offers. */
  readonly release: string;
  /** Nothing if the channel has no rollout. */
  readonly rollout: Rollout | undefined;
  readonly desired: Desired | undefined;
  /** Nothing if no server is asked. */
  readonly assigned?: Assignment | undefined;
}

/** Why a box may not have a release yet; nothing if it may. */
export function heldBack({ box, release, rollout, desired, assigned }: Asking): CatalogueCode | undefined {
  if (rollout?.release !== release) return 'update-not-rolled-out';
  if (rollout.paused || desired?.paused) return 'update-paused';
  if (desired?.release !== undefined && desired.release !== release) return 'update-not-desired';
  if (assigned?.notBrought) return assigned.notBrought;
  if (assigned && assigned.release !== release) return 'hawkbit-not-offered';
  return placeOf(release, box) < rollout.below ? undefined : 'update-not-yet';
}
