import { type Html, html } from '../../../html';

/** Where a plot stands in its picture, in units of the picture. */
export const canvas = { width: 720, height: 264, left: 52, right: 14, top: 22, bottom: 42 } as const;

const plotWidth = canvas.width - canvas.left - canvas.right;
const plotHeight = canvas.height - canvas.top - canvas.bottom;

/** A scale from values to places. */
export type Scale = (value: number) => number;

/** To the right, from `low` at the left to `high`. */
export function across(low: number, high: number): Scale {
  return value => places(canvas.left + ((value - low) / (high - low || 1)) * plotWidth);
}

/** Upwards, from 0 at the bottom to `high`. */
export function upwards(high: number): Scale {
  return value => places(canvas.top + plotHeight - (value / (high || 1)) * plotHeight);
}

function places(value: number): number {
  return Math.round(value * 10) / 10;
}

/** Round numbers from 0 to at least the greatest value, four to six of them. */
export function ticksTo(greatest: number): readonly number[] {
  const least = Math.max(greatest, 1) / 5;
  const power = 10 ** Math.floor(Math.log10(least));
  const step = Math.max(1, ([1, 2, 5].find(times => times * power >= least) ?? 10) * power);
  const count = Math.ceil(Math.max(greatest, 1) / step);
  return Array.from({ length: count + 1 }, (_, index) => index * step);
}

export interface Axes {
  readonly up: Scale;
  readonly upTicks: readonly number[];
  /** What is counted upwards; stands above the axis. */
  readonly upName: string;
  readonly marks: readonly { readonly at: number; readonly text: string }[];
  /** What the marks are; stands below them. */
  readonly acrossName: string;
}

/** A picture of a plot: lines across, words of both axes, and what is drawn upon them. Without a word of its own. */
export function plot(axes: Axes, label: string, drawn: readonly Html[]): Html {
  const { up, upTicks, upName, marks, acrossName } = axes;
  const { width, height, left, right, bottom } = canvas;
  return html`<svg class="plot" role="img" aria-label="${label}" viewBox="0 0 ${width} ${height}">
<g class="grid">${upTicks.map(tick => html`<line x1="${left}" x2="${width - right}" y1="${up(tick)}" y2="${up(tick)}"/>`)}</g>
<g class="words"><text x="${left - 44}" y="12">${upName}</text>${upTicks.map(
    tick => html`<text x="${left - 8}" y="${up(tick) + 4.5}" text-anchor="end">${tick}</text>`,
  )}${marks.map(
    ({ at, text }) => html`<text x="${at}" y="${height - bottom + 18}" text-anchor="middle">${text}</text>`,
  )}<text x="${width - right}" y="${height - 4}" text-anchor="end">${acrossName}</text></g>
${drawn}
</svg>`;
}
