import type { LanguageTexts } from '../../../texts/language-texts';
import { nameIn } from '../../../texts/name-in';
import type { counterPlaceholders } from '../../../texts/screens/counter-keys';
import type { shellPlaceholders } from '../../../texts/screens/shell-keys';
import { usualLanguage } from '../../../texts/usual-language';
import { type Html, html, nothing } from '../../html';
import type { Connection } from '../shell/frame';
import type { CounterFeed } from './counter-feed';
import { type CounterState, counterHref } from './counter-state';

/** What every part of the panel is drawn from. */
export interface CounterView {
  readonly feed: CounterFeed;
  readonly state: CounterState;
  readonly words: LanguageTexts<typeof shellPlaceholders & typeof counterPlaceholders>;
  readonly spoken: readonly string[];
  readonly connection: Connection;
  /** The box's clock now, ms since 1970-01-01 UTC. */
  readonly at: number;
}

/** Address of the panel with something changed. */
export function hrefWith({ state, feed }: CounterView, changes: Partial<CounterState>): string {
  return counterHref({ ...state, ...changes }, usualLanguage(feed));
}

/** A name of the site file in the language of the panel. */
export function named({ state, feed }: CounterView, name: Readonly<Record<string, string>>): string {
  return nameIn(name, state.look.language, feed.languages);
}

export function serviceName(view: CounterView, id: string): string {
  const service = view.feed.services.find(other => other.id === id);
  return service ? named(view, service.name) : id;
}

/** How long something has gone on, minutes and seconds; never less than nothing, as two clocks never agree to the millisecond. */
export function clock({ words }: CounterView, ms: number): string {
  const seconds = Math.max(0, Math.floor(ms / 1000));
  return words.format('counter.clock', {
    minutes: Math.floor(seconds / 60),
    seconds: String(seconds % 60).padStart(2, '0'),
  });
}

/** Whole minutes since an instant. */
export function minutesSince({ words, at }: CounterView, since: number): string {
  return words.format('counter.minutes', { minutes: Math.max(0, Math.floor((at - since) / 60_000)) });
}

export interface Act {
  readonly id: string;
  readonly label: string;
  /** Command, and what it is about besides the counter. */
  readonly act: string;
  readonly value?: string;
  readonly possible?: boolean;
  readonly key?: string;
  readonly look?: 'primary' | 'plain';
  /** Where the label is too short to be heard by itself. */
  readonly heard?: string;
}

/** A button that sends a command. It stays where it is when it has no effect now, and keeps the focus. */
export function actButton({ state }: CounterView, { id, label, act, value = '', ...more }: Act): Html {
  const { possible = true, key, look = 'plain', heard } = more;
  const isOff = !possible || state.press !== 'none';
  return html`<button type="button" class="${look}" id="${id}" data-act="${act}" data-value="${value}"${
    isOff ? html` aria-disabled="true"` : nothing
  }${key === undefined ? nothing : html` aria-keyshortcuts="${key}"`}${
    heard === undefined ? nothing : html` aria-label="${heard}"`
  }>${label}${key === undefined ? nothing : html` <kbd aria-hidden="true">${key}</kbd>`}</button>`;
}
