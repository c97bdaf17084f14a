import type { CatalogueCode } from '../../hal/platform/catalogue';
import { isTiskiError } from '../../hal/platform/error';

/** What keeps a technician from going on, as the page tells it. */
export interface Trouble {
  readonly code: CatalogueCode;
  /** Of a site file: a line each. */
  readonly lines: readonly string[];
}

export function troubleOf(error: unknown, lines: readonly string[] = []): Trouble {
  return { code: isTiskiError(error) ? error.code : 'internal-error', lines };
}
