import { type Html, html } from '../../firmware/screens/extra-routes';
import { across, drawing, figure, left, right, round, text, ticks, width } from './plot';
import type { DayInHall } from './queue-course';

const hour = 3_600_000;
const quarter = 900_000;
const height = 230;
const bottom = 40;
const top = 14;

/** How many wait over the day: as it was on one, mean and most of many. @param midnight of a day, wall time ms */
export function queuePlot(days: readonly DayInHall[], midnight: (day: string) => number): Html {
  const lived = days.filter(({ steps }) => steps.length > 0);
  const since = lived.map(({ day, steps }) =>
    steps.map(([at, waiting]) => [at - midnight(day), waiting] as const),
  );
  const instants = since.flat().map(([at]) => at);
  const from = Math.floor(least(instants) / hour) * hour;
  const to = Math.ceil(greatest(instants) / hour) * hour;
  const most = greatest(since.flat().map(([, waiting]) => waiting));
  const x = across(from, to);
  const scale = ticks(Math.max(most, 1), 1);
  const y = (count: number) => height - bottom - (count / (scale.at(-1) ?? 1)) * (height - bottom - top);
  const hours = Array.from({ length: Math.round((to - from) / hour) + 1 }, (_, index) => from + index * hour);
  const axes = [
    ...scale.map(
      count =>
        html`<line class="grid" x1="${left}" x2="${width - right}" y1="${round(y(count))}" y2="${round(y(count))}"/>${text(left - 8, y(count) + 4, String(count), 'end')}`,
    ),
    ...hours.map(at => text(x(at), height - bottom + 18, `${Math.round(at / hour)}:00`, 'middle')),
  ];
  const single = since[0];
  const lines =
    since.length === 1 && single
      ? [
          html`<path class="area" d="${stepPath(single, x, y, true)}"/><path class="curve" d="${stepPath(single, x, y, false)}"/>`,
        ]
      : manyDays(since, { from, to, x, y });
  const caption =
    since.length === 1
      ? 'Waiting over the day'
      : `Waiting over the day, ${since.length} days: mean, and most on any day`;
  return figure(
    caption,
    drawing(`${caption}; at most ${most} at once`, height, [...axes, ...lines]),
    `At most ${most} people waited at once.`,
  );
}

interface Axes {
  readonly from: number;
  readonly to: number;
  readonly x: (at: number) => number;
  readonly y: (count: number) => number;
}

function manyDays(
  days: readonly (readonly (readonly [number, number])[])[],
  { from, to, x, y }: Axes,
): Html[] {
  const slots = Array.from(
    { length: Math.max(1, Math.round((to - from) / quarter)) },
    (_, index) => from + index * quarter,
  );
  const found = slots.map(at =>
    days.map(steps => ({
      middle: steps.findLast(([instant]) => instant <= at + quarter / 2)?.[1] ?? 0,
      most: greatest(
        steps.filter(([instant]) => instant >= at && instant < at + quarter).map(([, waiting]) => waiting),
      ),
    })),
  );
  const points = (of: (each: (typeof found)[number]) => number) =>
    found
      .map((counts, index) => `${round(x((slots[index] ?? 0) + quarter / 2))},${round(y(of(counts)))}`)
      .join(' ');
  return [
    html`<polyline class="most" points="${points(each => greatest(each.map(({ middle, most }) => Math.max(middle, most))))}"/>`,
    html`<polyline class="curve" points="${points(each => each.reduce((sum, { middle }) => sum + middle, 0) / each.length)}"/>`,
  ];
}

function stepPath(
  steps: readonly (readonly [number, number])[],
  x: (at: number) => number,
  y: (count: number) => number,
  closed: boolean,
): string {
  const [[first] = [0]] = steps;
  const parts = steps.map(([at, waiting]) => `H${round(x(at))}V${round(y(waiting))}`);
  return `M${round(x(first))} ${round(y(0))}${parts.join('')}${closed ? `V${round(y(0))}Z` : ''}`;
}

function greatest(values: readonly number[]): number {
  return values.reduce((most, value) => Math.max(most, value), 0);
}

function least(values: readonly number[]): number {
  return values.reduce((least, value) => Math.min(least, value), Number.POSITIVE_INFINITY);
}
