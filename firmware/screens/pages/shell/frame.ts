import type { LanguageTexts } from '../../../texts/language-texts';
import type { shellPlaceholders } from '../../../texts/screens/shell-keys';
import { type Html, html, nothing } from '../../html';
import { type Look, nextText } from './look';

/** What every feed of a page says besides its own. */
export interface ShellFeed {
  /** Anything but `live` is to be seen on every screen. */
  readonly mode: 'live' | 'demo' | 'training';
  readonly name: Readonly<Record<string, string>>;
  /** Of the site; the first is the default. */
  readonly languages: readonly string[];
  /** IANA name. */
  readonly timezone: string;
  /** When the box made it, ms since 1970-01-01 UTC: pages have no clock that they could trust. */
  readonly now: number;
}

/** `starting`: the first paint, before the page has heard from the box. */
export type Connection = 'starting' | 'live' | 'lost';

export interface Frame {
  readonly feed: ShellFeed;
  readonly look: Look;
  readonly connection: Connection;
  readonly words: Pick<LanguageTexts<typeof shellPlaceholders>, 'format'>;
  /** Languages that the page can be shown in. */
  readonly spoken: readonly string[];
  /** Address of this very page in another look. */
  readonly at: (look: Look) => string;
}

/** How each language calls itself, so that it is found by who reads no other. */
export const ownNames: Readonly<Record<string, string>> = {
  fi: 'Suomi',
  sv: 'Svenska',
  en: 'English',
  se: 'Davvisámegiella',
};

/** The mode and the connection: what must be seen whatever else stands on the page. */
export function banners({ feed, connection, words }: Pick<Frame, 'feed' | 'connection' | 'words'>): Html {
  return html`<div id="banners" role="status">${
    feed.mode === 'live'
      ? nothing
      : html`<p class="banner mode">${words.format(feed.mode === 'demo' ? 'shell.demo' : 'shell.training')}</p>`
  }${connection === 'lost' ? html`<p class="banner lost">${words.format('shell.lost')}</p>` : nothing}</div>`;
}

/** The languages of the page, each in its own. */
export function languageChoice({
  look,
  words,
  spoken,
  at,
}: Pick<Frame, 'look' | 'words' | 'spoken' | 'at'>): Html {
  if (spoken.length < 2) return nothing;
  return html`<nav id="languages" aria-label="${words.format('shell.language')}">${spoken.map(
    language =>
      html`<a data-go href="${at({ ...look, language })}" lang="${language}"${
        language === look.language ? html` aria-current="true"` : nothing
      }>${ownNames[language] ?? language}</a>`,
  )}</nav>`;
}

/** Size of texts and contrast. */
export function lookChoice({ look, words, at }: Frame): Html {
  const other: Look = { ...look, contrast: look.contrast === 'high' ? 'normal' : 'high' };
  return html`<nav id="looks" aria-label="${words.format('shell.looks')}"><a data-go href="${at(
    nextText(look),
  )}"><span aria-hidden="true">${look.text === 3 ? 'A' : 'A+'}</span> ${words.format(
    look.text === 3 ? 'shell.normal-text' : 'shell.larger-text',
  )}</a><a data-go href="${at(other)}"${
    look.contrast === 'high' ? html` aria-current="true"` : nothing
  }><span aria-hidden="true">◐</span> ${words.format('shell.contrast')}</a></nav>`;
}
