import { type Html, html } from '../../firmware/screens/extra-routes';
import { across, drawing, figure, left, right, round, text, ticks, width } from './plot';
import type { DayInHall } from './queue-course';

const height = 200;
const bottom = 34;
const top = 10;

/** Most bars that can be told apart; more days are put together. */
const mostBars = 70;

/** How the numbers of each day ended. */
export function endsPlot(days: readonly DayInHall[]): Html {
  const each = Math.ceil(days.length / mostBars);
  const bars = Array.from({ length: Math.ceil(days.length / each) }, (_, index) => {
    const its = days.slice(index * each, (index + 1) * each);
    const sum = (of: (day: DayInHall) => number) =>
      its.reduce((total, day) => total + of(day), 0) / its.length;
    return {
      day: its[0]?.day ?? '',
      parts: [
        ['served', sum(({ served }) => served)],
        ['no-shows', sum(({ noShows }) => noShows)],
        ['others', sum(({ others }) => others)],
      ] as const,
    };
  });
  const most = bars.reduce(
    (most, { parts }) =>
      Math.max(
        most,
        parts.reduce((sum, [, count]) => sum + count, 0),
      ),
    1,
  );
  const scale = ticks(most);
  const y = (count: number) => height - bottom - (count / (scale.at(-1) ?? 1)) * (height - bottom - top);
  const x = across(0, bars.length);
  const thick = Math.min(60, (x(1) - x(0)) * 0.8);
  const axes = scale.map(
    count =>
      html`<line class="grid" x1="${left}" x2="${width - right}" y1="${round(y(count))}" y2="${round(y(count))}"/>${text(left - 8, y(count) + 4, String(count), 'end')}`,
  );
  const every = Math.ceil(bars.length / 8);
  const drawn = bars.map(({ day, parts }, index) => {
    let below = 0;
    const middle = x(index + 0.5);
    const rects = parts.map(([name, count]) => {
      const from = below;
      below += count;
      return html`<rect class="${name}" x="${round(middle - thick / 2)}" width="${round(thick)}" y="${round(y(below))}" height="${round(y(from) - y(below))}"/>`;
    });
    const label = index % every === 0 ? text(middle, height - bottom + 18, day, 'middle') : html``;
    return html`${rects}${label}`;
  });
  const total = (of: (day: DayInHall) => number) => days.reduce((sum, day) => sum + of(day), 0);
  const note = `Served ${total(({ served }) => served)}; did not come when called ${total(({ noShows }) => noShows)}; cancelled or left ${total(({ others }) => others)}.`;
  const caption = each === 1 ? 'How numbers ended, by day' : `How numbers ended, mean of each ${each} days`;
  const key = html`<p class="key"><span class="served"></span>served <span class="no-shows"></span>no-show <span class="others"></span>cancelled or left</p>`;
  return html`${figure(caption, drawing(`${caption}. ${note}`, height, [...axes, ...drawn]), note)}${key}`;
}
