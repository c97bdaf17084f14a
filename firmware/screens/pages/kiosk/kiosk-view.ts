import type { LanguageTexts } from '../../../texts/language-texts';
import { nameIn } from '../../../texts/name-in';
import type { kioskPlaceholders } from '../../../texts/screens/kiosk-keys';
import type { shellPlaceholders } from '../../../texts/screens/shell-keys';
import { usualLanguage } from '../../../texts/usual-language';
import type { Connection } from '../shell/frame';
import type { KioskFeed, KioskService } from './kiosk-feed';
import { type KioskState, kioskHref } from './kiosk-state';

/** What every step of the page is drawn from. */
export interface KioskView {
  readonly feed: KioskFeed;
  readonly state: KioskState;
  readonly words: LanguageTexts<typeof shellPlaceholders & typeof kioskPlaceholders>;
  readonly spoken: readonly string[];
  readonly connection: Connection;
}

/** Address of the page with something changed. */
export function hrefWith({ state, feed }: KioskView, changes: Partial<KioskState>): string {
  return kioskHref({ ...state, ...changes }, usualLanguage(feed));
}

/** A name of the site file in the language of the page. */
export function named({ state, feed }: KioskView, name: Readonly<Record<string, string>>): string {
  return nameIn(name, state.look.language, feed.languages);
}

export function serviceOf(feed: KioskFeed, id: string | undefined): KioskService | undefined {
  return [...feed.organisations.flatMap(({ services }) => services), ...feed.unsure].find(
    service => service.id === id,
  );
}
