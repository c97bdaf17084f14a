import { nameIn } from '../../../texts/name-in';
import { type Html, html, nothing } from '../../html';
import type { StatisticsView } from './statistics-body';
import type { StatisticsPeriod } from './statistics-feed';

const periods: readonly StatisticsPeriod[] = ['day', 'month', 'quarter'];

/** The period in which a day lies, as people call it. @param day YYYY-MM-DD */
export function periodWords({ words }: StatisticsView, period: StatisticsPeriod, day: string): string {
  // Noon in UTC is the same day in Europe.
  const at = Date.parse(`${day}T12:00:00Z`);
  if (period === 'day') return words.date(at);
  if (period === 'month')
    return new Intl.DateTimeFormat(words.locale, { month: 'long', year: 'numeric', timeZone: 'UTC' }).format(
      at,
    );
  const [year = '', month = '1'] = day.split('-');
  return words.format('statistics.quarter-name', { quarter: Math.ceil(Number(month) / 3), year });
}

/** Which period and whose figures. A form of its own, so that it works without a script. */
export function periodChooser(view: StatisticsView): Html {
  const { feed, state, words, language, href } = view;
  const { look } = state;
  const isLast = feed.after > feed.today;
  return html`<nav id="periods" aria-label="${words.format('statistics.period')}">
<p class="kinds">${periods.map(
    period =>
      html`<a class="plain" href="${href({ period })}"${period === feed.period ? html` aria-current="true"` : nothing}>${words.format(`statistics.${period}`)}</a>`,
  )}</p>
<p class="steps"><a class="plain" rel="prev" href="${href({ day: feed.before })}">← ${words.format('statistics.before')}</a>${
    isLast
      ? nothing
      : html`<a class="plain" rel="next" href="${href({ day: feed.after })}">${words.format('statistics.after')} →</a>`
  }</p>
<form method="get" action="/statistics">
<input type="hidden" name="period" value="${feed.period}"><input type="hidden" name="language" value="${look.language}">
<label>${words.format('statistics.choose-day')} <input type="date" name="day" value="${feed.day}" max="${feed.today}"></label>
<label>${words.format('statistics.whose')} <select name="of">${feed.choices.map(
    ({ id, name }) =>
      html`<option value="${id}"${id === feed.of ? html` selected` : nothing}>${name ? nameIn(name, language, feed.languages) : words.format('statistics.all')}</option>`,
  )}</select></label>
<button class="plain" type="submit">${words.format('statistics.show')}</button>
<button class="plain" type="button" id="print" hidden>${words.format('statistics.print')}</button>
</form></nav>`;
}
