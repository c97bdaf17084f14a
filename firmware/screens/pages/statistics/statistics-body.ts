import type { LanguageTexts } from '../../../texts/language-texts';
import { nameIn } from '../../../texts/name-in';
import { joined, screenTexts, spokenLanguages } from '../../../texts/screen-texts';
import type { shellPlaceholders } from '../../../texts/screens/shell-keys';
import { shellWording } from '../../../texts/screens/shell-wording';
import type { statisticsPlaceholders } from '../../../texts/screens/statistics-keys';
import { statisticsWording } from '../../../texts/screens/statistics-wording';
import { usualLanguage } from '../../../texts/usual-language';
import { type Html, html, nothing } from '../../html';
import { banners, languageChoice } from '../shell/frame';
import { countsTable, timesTable } from './figure-tables';
import { answersFigure, arrivalsFigure, outcomesFigure, queueingFigure } from './figures';
import { periodChooser, periodWords } from './period-chooser';
import type { StatisticsFeed } from './statistics-feed';
import { type StatisticsState, statisticsHref } from './statistics-state';

const wording = joined(shellWording, statisticsWording);

/** What every part of the page is drawn from. */
export interface StatisticsView {
  readonly feed: StatisticsFeed;
  readonly state: StatisticsState;
  readonly words: LanguageTexts<typeof shellPlaceholders & typeof statisticsPlaceholders>;
  readonly language: string;
  readonly href: (changes: Partial<StatisticsState>) => string;
}

/** The statistics of a period: plots with their tables, for the screen and for paper. */
export function statisticsBody(
  feed: StatisticsFeed,
  state: StatisticsState,
): { readonly title: string; readonly locale: string; readonly body: Html } {
  const { look } = state;
  const words = screenTexts(wording, look.language, feed);
  const usual = usualLanguage(feed);
  const href = (changes: Partial<StatisticsState>) => statisticsHref({ ...state, ...changes }, usual);
  const view: StatisticsView = { feed, state, words, language: look.language, href };
  const spoken = spokenLanguages(wording, feed);
  const frame = {
    feed,
    look,
    connection: 'live' as const,
    words,
    spoken,
    at: (look: StatisticsState['look']) => href({ look }),
  };
  const title = words.format('statistics.title');
  const body = html`${banners(frame)}
<header><div><h1>${title}</h1><p class="place">${nameIn(feed.name, look.language, feed.languages)}</p></div>${languageChoice(frame)}</header>
${periodChooser(view)}
<main>
<h2 id="period">${periodWords(view, feed.period, feed.day)}${whoseWords(view)}</h2>
${notes(view)}
${feed.figures ? html`${arrivalsFigure(view, feed.figures)}${queueingFigure(view, feed.figures)}` : nothing}
${outcomesFigure(view)}
${answersFigure(view)}
${feed.figures ? html`${countsTable(view, feed.figures)}${timesTable(view, feed.figures)}` : nothing}
</main>
<footer><p>${words.format('statistics.printed', { date: words.date(feed.now), time: words.time(feed.now) })}</p></footer>`;
  return { title, locale: words.locale, body };
}

function whoseWords({ feed, language }: StatisticsView): string {
  const name = feed.choices.find(({ id }) => id === feed.of)?.name;
  return name ? ` – ${nameIn(name, language, feed.languages)}` : '';
}

function notes({ feed, words }: StatisticsView): Html {
  const { figures } = feed;
  const lines = figures
    ? [
        ...(figures.closed ? [] : [words.format('statistics.open')]),
        ...(figures.days === undefined ? [] : [words.format('statistics.days', { count: figures.days })]),
        words.format('statistics.live-only'),
        words.format('statistics.few'),
      ]
    : [words.format('statistics.none')];
  return html`<ul class="notes">${lines.map(line => html`<li>${line}</li>`)}</ul>`;
}
