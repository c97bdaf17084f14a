import { locales, type SpokenLanguage } from '../../../texts/locales';
import { nameIn } from '../../../texts/name-in';
import { joined, screenTexts, spokenLanguages } from '../../../texts/screen-texts';
import { feedbackWording } from '../../../texts/screens/feedback-wording';
import { shellWording } from '../../../texts/screens/shell-wording';
import { type Html, html } from '../../html';
import { questionText } from '../feedback/feedback-view';
import { banners, type Connection } from '../shell/frame';
import type { SmileyFeed } from './smiley-feed';

const wording = joined(shellWording, feedbackWording);

/** The sign beside a smiley unit, drawn alike by the box and by its script. */
export function smileyBody(
  feed: SmileyFeed,
  connection: Connection,
): { readonly title: string; readonly locale: string; readonly body: Html } {
  const spoken = spokenLanguages(wording, feed);
  const [first = 'en'] = spoken;
  const words = screenTexts(wording, first, feed);
  const body = html`${banners({ feed, connection, words })}
<main id="smiley">${spoken.map(language => inLanguage(feed, language))}</main>`;
  return { title: words.format('feedback.title'), locale: words.locale, body };
}

function inLanguage(feed: SmileyFeed, language: SpokenLanguage): Html {
  const words = screenTexts(wording, language, feed);
  const { asked } = feed;
  const lang = locales[language].locale;
  if (!asked)
    return html`<section lang="${lang}"><h1>${words.format('feedback.off')}</h1><p>${words.format('feedback.off-help')}</p></section>`;
  const say = (name: Readonly<Record<string, string>>) => nameIn(name, language, feed.languages);
  return html`<section lang="${lang}"><h1>${questionText(say(asked.text))}</h1>
<p>${words.format('feedback.press-a-face')}</p>
<p class="ends"><span>${say(asked.unhappy)}</span> <span aria-hidden="true">→</span> <span>${say(asked.happy)}</span></p></section>`;
}
