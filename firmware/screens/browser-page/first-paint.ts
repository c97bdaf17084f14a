import { usualLanguage } from '../../texts/usual-language';

/** What the box wrote into a page with its first paint (`../pages/shell/document.ts`). */
export interface FirstPaint {
  /** The element that it drew into. */
  readonly root: HTMLElement;
  /** Language of the site. */
  readonly usual: string;
}

/** @throws Error on a document that the box has not drawn */
export function firstPaint(): FirstPaint {
  const root = document.querySelector<HTMLElement>('#page');
  const { usual } = document.documentElement.dataset;
  if (!root || usual === undefined) throw new Error('not a page of the box');
  return { root, usual };
}

/** Whose page it is, by its address: `counter-1` of `/counter/counter-1`. Undefined for a page that is nobody's own. */
export function ownerOfPage(): string | undefined {
  return location.pathname.split('/')[2];
}

/** Language of the site as the box says it now, or as it was when the page was drawn. */
export function usualIn(feed: { readonly languages: readonly string[] } | undefined, drawn: string): string {
  return feed ? usualLanguage(feed) : drawn;
}
