import type { LanguageTexts } from '../../../texts/language-texts';
import { nameIn } from '../../../texts/name-in';
import type { advisorPlaceholders } from '../../../texts/screens/advisor-keys';
import type { shellPlaceholders } from '../../../texts/screens/shell-keys';
import { usualLanguage } from '../../../texts/usual-language';
import { type Html, html, nothing } from '../../html';
import type { Connection } from '../shell/frame';
import type { AdvisorFeed, AdvisorTicket, Name } from './advisor-feed';
import { type AdvisorState, advisorHref } from './advisor-state';

/** What every part of the tablet is drawn from. */
export interface AdvisorView {
  readonly feed: AdvisorFeed;
  readonly state: AdvisorState;
  readonly words: LanguageTexts<typeof shellPlaceholders & typeof advisorPlaceholders>;
  readonly spoken: readonly string[];
  readonly connection: Connection;
  /** The box's clock now, ms since 1970-01-01 UTC. */
  readonly at: number;
}

/** Address of another state of the tablet. */
export function hrefOf({ feed }: AdvisorView, state: AdvisorState): string {
  return advisorHref(state, usualLanguage(feed));
}

export function named({ state, feed }: AdvisorView, name: Name): string {
  return nameIn(name, state.look.language, feed.languages);
}

export function serviceName(view: AdvisorView, id: string): string {
  const service = view.feed.services.find(other => other.id === id);
  return service ? named(view, service.name) : id;
}

export function counterName(view: AdvisorView, id: string | undefined): string {
  const counter = view.feed.counters.find(other => other.id === id);
  return counter ? named(view, counter.name) : (id ?? '');
}

export function placeName(view: AdvisorView, id: string): string {
  const place = view.feed.places.find(other => other.id === id);
  return place ? named(view, place.name) : id;
}

/** Where this advisor stands: as the link says, else as chosen. */
export function ownPlace({ own, places }: AdvisorFeed, { place }: AdvisorState): string | undefined {
  return own ?? places.find(({ id }) => id === place)?.id;
}

/** Whole minutes since an instant. */
export function minutesSince({ words, at }: AdvisorView, since: number): string {
  return words.format('advisor.minutes', { minutes: Math.max(0, Math.floor((at - since) / 60_000)) });
}

/** What else is known of a ticket. */
export function signs({ words }: AdvisorView, { needsTime, group, slot, cameBack }: AdvisorTicket): Html {
  const all = [
    ...(slot === undefined ? [] : [words.format('advisor.appointment', { time: words.time(slot) })]),
    ...(needsTime ? [words.format('advisor.needs-time')] : []),
    ...(group === undefined ? [] : [words.format('advisor.people', { count: group })]),
    ...(cameBack ? [words.format('advisor.came-back')] : []),
  ];
  return html`${all.map(sign => html`<span class="sign">${sign}</span> `)}`;
}

export interface Act {
  readonly id: string;
  readonly label: string;
  readonly act: string;
  readonly value?: string;
  readonly look?: 'primary' | 'plain';
}

/** A button that sends a command. While one is under way it stays where it is, and keeps the focus. */
export function actButton({ state }: AdvisorView, { id, label, act, value = '', look = 'plain' }: Act): Html {
  const isOff = state.press === 'sent' || state.press === 'trying';
  return html`<button type="button" class="${look}" id="${id}" data-act="${act}" data-value="${value}"${
    isOff ? html` aria-disabled="true"` : nothing
  }>${label}</button>`;
}

/** A link to another state of the tablet. */
export function goLink(view: AdvisorView, id: string, label: Html | string, to: AdvisorState): Html {
  return html`<a class="plain" id="${id}" data-go href="${hrefOf(view, to)}">${label}</a>`;
}

export function backLink(view: AdvisorView, to: AdvisorState): Html {
  return goLink(
    view,
    'back',
    html`<span aria-hidden="true">←</span> ${view.words.format('advisor.back')}`,
    to,
  );
}

/** A link that is on or off. */
export function toggle(view: AdvisorView, id: string, label: string, isOn: boolean, to: AdvisorState): Html {
  return html`<a class="plain" id="${id}" role="button" aria-pressed="${String(isOn)}" data-go href="${hrefOf(view, to)}">${label}</a>`;
}
