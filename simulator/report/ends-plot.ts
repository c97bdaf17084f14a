import { type Html, html } from '../../firmware/screens/extra-routes';
import type { Figures } from '../figures';
import { across, drawing, figure, left, right, round, short, text, ticks, width } from './plot';
import type { DayInHall } from './queue-course';

const height = 200;
const bottom = 34;
const top = 10;

/** Most bars that can be told apart; more days are put together. */
const mostBars = 70;

interface Bar {
  readonly name: string;
  readonly served: number;
  readonly noShows: number;
  readonly others: number;
}

/** How the numbers ended: by day, or by service of a single day. */
export function endsPlot(
  days: readonly DayInHall[],
  figures: Figures,
  nameOf: (service: string) => string,
): Html {
  const lived = days.filter(({ steps }) => steps.length > 0);
  const each = Math.ceil(lived.length / mostBars);
  const bars = lived.length === 1 ? byService(figures, nameOf) : byDay(lived, each);
  const caption =
    lived.length === 1
      ? 'How numbers ended, by service'
      : each === 1
        ? 'How numbers ended, by day'
        : `How numbers ended, mean of each ${each} days`;
  const { served, noShows, cancelled, leftOver } = figures.total;
  const note = `Served ${served}; did not come when called ${noShows}; cancelled or left ${cancelled + leftOver}.`;
  const key = html`<p class="key"><span class="served"></span>served <span class="no-shows"></span>no-show <span class="others"></span>cancelled or left</p>`;
  return html`${figure(caption, drawing(`${caption}. ${note}`, height, drawn(bars)), note)}${key}`;
}

function byDay(days: readonly DayInHall[], each: number): Bar[] {
  return Array.from({ length: Math.ceil(days.length / each) }, (_, index) => {
    const its = days.slice(index * each, (index + 1) * each);
    const mean = (of: (day: DayInHall) => number) =>
      its.reduce((total, day) => total + of(day), 0) / its.length;
    const { day: name = '' } = { ...its[0] };
    return {
      name,
      served: mean(({ served }) => served),
      noShows: mean(({ noShows }) => noShows),
      others: mean(({ others }) => others),
    };
  });
}

function byService({ services }: Figures, nameOf: (service: string) => string): Bar[] {
  return [...services]
    .map(([service, { served, noShows, cancelled, leftOver }]) => ({
      name: nameOf(service),
      served,
      noShows,
      others: cancelled + leftOver,
    }))
    .sort((one, other) => other.served - one.served)
    .slice(0, 8);
}

function drawn(bars: readonly Bar[]): Html[] {
  const most = bars.reduce(
    (most, { served, noShows, others }) => Math.max(most, served + noShows + others),
    1,
  );
  const scale = ticks(most, 1);
  const y = (count: number) => height - bottom - (count / (scale.at(-1) ?? 1)) * (height - bottom - top);
  const x = across(0, bars.length);
  const thick = Math.min(60, (x(1) - x(0)) * 0.8);
  const axes = scale.map(
    count =>
      html`<line class="grid" x1="${left}" x2="${width - right}" y1="${round(y(count))}" y2="${round(y(count))}"/>${text(left - 8, y(count) + 4, String(count), 'end')}`,
  );
  const every = Math.ceil(bars.length / 6);
  const columns = bars.map(({ name, served, noShows, others }, index) => {
    const middle = x(index + 0.5);
    const rect = (kind: string, from: number, to: number) =>
      html`<rect class="${kind}" x="${round(middle - thick / 2)}" width="${round(thick)}" y="${round(y(to))}" height="${round(y(from) - y(to))}"/>`;
    const label =
      index % every === 0
        ? text(middle, height - bottom + 18, short(name, every === 1 && bars.length > 4 ? 14 : 22), 'middle')
        : html``;
    return html`${rect('served', 0, served)}${rect('no-shows', served, served + noShows)}${rect('others', served + noShows, served + noShows + others)}${label}`;
  });
  return [...axes, ...columns];
}
