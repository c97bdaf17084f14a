import { type Html, html } from '../../../html';
import { across, plot, ticksTo, upwards } from './canvas';

export interface Range {
  readonly name: string;
  /** Where the dot stands; without it nothing is drawn. */
  readonly dot?: number;
  readonly low?: number;
  readonly high?: number;
}

export interface Ranges {
  readonly label: string;
  readonly upName: string;
  readonly acrossName: string;
  readonly ranges: readonly Range[];
  /** Greatest value of the axis, if it is not as the values are. */
  readonly most?: number;
}

/** A dot for each name, on a line from its low to its high end. */
export function ranges({ label, upName, acrossName, ranges, most }: Ranges): Html {
  const upTicks = ticksTo(most ?? Math.max(0, ...ranges.map(({ dot = 0, high = 0 }) => Math.max(dot, high))));
  const up = upwards(Math.max(...upTicks));
  const x = across(0, ranges.length);
  // Many weeks: only as many names as there is room for.
  const every = Math.ceil(ranges.length / 10);
  const marks = ranges.flatMap(({ name }, index) =>
    index % every === 0 ? [{ at: x(index + 0.5), text: name }] : [],
  );
  return plot({ up, upTicks, upName, acrossName, marks }, label, [
    html`<g class="ranges">${ranges.map((range, index) => drawnRange(range, x(index + 0.5), up))}</g>`,
  ]);
}

function drawnRange({ dot, low = dot, high = dot }: Range, x: number, up: (value: number) => number): Html {
  if (dot === undefined || low === undefined || high === undefined) return html``;
  const foot = low === dot ? '' : `M${x - 9} ${up(low)}h18`;
  return html`<path d="M${x} ${up(low)}V${up(high)}M${x - 9} ${up(high)}h18${foot}"/><circle cx="${x}" cy="${up(dot)}" r="6"/>`;
}
