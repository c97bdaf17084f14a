import { nameIn } from '../../../texts/name-in';
import { screenTexts } from '../../../texts/screen-texts';
import { updateWording } from '../../../texts/screens/update-wording';
import type { TextPlace } from '../../../texts/text-place';
import { type Html, html, nothing } from '../../html';

/** What staff are told of a new release of the box (OTA-05). */
export interface UpdateNotice {
  readonly state: 'waiting' | 'starting' | 'trial' | 'committed' | 'rolled-back';
  readonly release: string;
  /** What is new in it, by language. */
  readonly notes?: Readonly<Record<string, string>>;
}

/** Always there, so that it is read out when it changes; empty if there is nothing to tell. */
export function updatePart(
  { update, ...place }: TextPlace & { readonly update?: UpdateNotice },
  language: string,
): Html {
  if (!update) return html`<div id="update" role="status"></div>`;
  const { state, release, notes } = update;
  const words = screenTexts(updateWording, language, place);
  const isNews = state === 'waiting' || state === 'committed';
  const news = isNews && notes ? nameIn(notes, language, place.languages).trim() : '';
  return html`<div id="update" role="status"><p class="banner update" data-state="${state}">${words.format(`update.${state}`, { release })}${
    news === '' ? nothing : html` <span class="news">${words.format('update.news')} ${news}</span>`
  }</p></div>`;
}
