import { joined, screenTexts, spokenLanguages } from '../../../texts/screen-texts';
import { shellWording } from '../../../texts/screens/shell-wording';
import { technicianWording } from '../../../texts/screens/technician-wording';
import { usualLanguage } from '../../../texts/usual-language';
import { type Html, html } from '../../html';
import { pageDocument } from '../shell/document';
import { languageChoice } from '../shell/frame';
import { type Look, lookFrom, lookQuery } from '../shell/look';
import { queryHref } from '../shell/query';
import { technicianBody } from './technician-body';
import type { TechnicianFeed } from './technician-feed';
import { technicianState } from './technician-state';

/** The technician's page as the box sends it. */
export function technicianDocument(feed: TechnicianFeed, query: URLSearchParams): Html {
  const usual = usualLanguage(feed);
  const state = technicianState(query, usual);
  return pageDocument({
    name: 'technician',
    look: state.look,
    usual,
    ...technicianBody(feed, state, 'starting'),
  });
}

const answers = ['wrong', 'limited', 'no-answer'] as const;

/** In the place of the page for who has not come in: the code of the slip. */
export function pairDocument(
  place: { readonly languages: readonly string[]; readonly timezone: string },
  query: URLSearchParams,
): Html {
  const [usual = 'en'] = place.languages;
  const look = lookFrom(query, usual);
  const wording = joined(shellWording, technicianWording);
  const words = screenTexts(wording, look.language, place);
  const spoken = spokenLanguages(wording, place);
  const at = (other: Look) => queryHref(lookQuery(other, usual));
  const body = html`<main id="pair">
<h1>${words.format('technician.pair-title')}</h1>
<p class="about">${words.format('technician.pair-help')}</p>
<noscript><p class="trouble">${words.format('technician.pair-script')}</p></noscript>
<form id="pair-form" autocomplete="off"><label for="code">${words.format('technician.pair-code')}</label>
<input id="code" name="code" required maxlength="40" autocapitalize="characters" autocomplete="off" autocorrect="off" spellcheck="false" enterkeyhint="go" autofocus>
<button type="submit" class="primary" id="enter">${words.format('technician.pair-enter')}</button></form>
<div role="alert">${answers.map(
    answer =>
      html`<p class="trouble" data-state="${answer}" hidden>${words.format(`technician.pair-${answer}`)}</p>`,
  )}</div>
<p class="about">${words.format('technician.pair-console')} <code>tiski technician pair</code></p>
${languageChoice({ look, words, spoken, at })}
</main>`;
  const title = words.format('technician.pair-title');
  return pageDocument({ name: 'pair', title, locale: words.locale, look, usual, body });
}
