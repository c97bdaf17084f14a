import type { Bitmap } from '../../hal/print-document';
import type { Site } from '../config/site';
import type { Name } from '../texts/name-in';
import type { TextPlace } from '../texts/texts';

/** What a ticket needs to know of the site. */
export interface SiteForPaper extends TextPlace {
  readonly name: Name;
  readonly organisations: readonly { readonly id: string; readonly name: Name }[];
  readonly services: readonly { readonly id: string; readonly organisation: string; readonly name: Name }[];
  /** Last words of the ticket, such as where to wait. */
  readonly note?: Name;
  /** Left out on paper that is narrower than it: a logo is never cropped. */
  readonly logo?: Bitmap;
}

/** `logo`: the picture that the site file names, as the dots to print. */
export function siteForPaper(site: Site, logo?: Bitmap): SiteForPaper {
  const { name, languages, timezone, organisations, services } = site;
  const note = site.ticket?.note;
  return { name, languages, timezone, organisations, services, ...(note && { note }), ...(logo && { logo }) };
}
