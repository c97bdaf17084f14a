import type { CatalogueCode } from '../../platform/catalogue';

/** Why a session ended, as the status of the device will say it. */
export interface Trouble {
  readonly code: CatalogueCode;
  readonly detail?: string;
}
