import { boardsCodes } from './catalogue/boards';
import { boxCodes } from './catalogue/box';
import { calendarsCodes } from './catalogue/calendars';
import { certificatesCodes } from './catalogue/certificates';
import { commandsCodes } from './catalogue/commands';
import { commissioningCodes } from './catalogue/commissioning';
import { configurationCodes } from './catalogue/configuration';
import { devicesCodes } from './catalogue/devices';
import type { Entry } from './catalogue/entry';
import { linkCodes } from './catalogue/link';
import { neighboursCodes } from './catalogue/neighbours';
import { provisioningCodes } from './catalogue/provisioning';
import { ringsCodes } from './catalogue/rings';
import { simulationCodes } from './catalogue/simulation';
import { siteFileCodes } from './catalogue/site-file';
import { updatesCodes } from './catalogue/updates';

/** Every code of the product, by what it is about. No two groups share one. */
const entries = {
  ...devicesCodes,
  ...boardsCodes,
  ...ringsCodes,
  ...commandsCodes,
  ...boxCodes,
  ...siteFileCodes,
  ...configurationCodes,
  ...certificatesCodes,
  ...provisioningCodes,
  ...commissioningCodes,
  ...calendarsCodes,
  ...neighboursCodes,
  ...linkCodes,
  ...updatesCodes,
  ...simulationCodes,
} as const satisfies Record<string, Entry>;

export type CatalogueCode = keyof typeof entries;

export const catalogue: Readonly<Record<CatalogueCode, Entry>> = entries;

export function isCatalogueCode(text: string): text is CatalogueCode {
  return Object.hasOwn(entries, text);
}
