import { type Html, html } from '../../../html';
import { across, plot, ticksTo, upwards } from './canvas';

export interface Bars {
  readonly label: string;
  readonly upName: string;
  readonly acrossName: string;
  readonly bars: readonly { readonly name: string; readonly value: number }[];
}

/** One bar for each name, with its number above it. */
export function bars({ label, upName, acrossName, bars }: Bars): Html {
  const upTicks = ticksTo(Math.max(0, ...bars.map(({ value }) => value)));
  const up = upwards(Math.max(...upTicks));
  const x = across(0, bars.length);
  const width = Math.min(44, (x(1) - x(0)) * 0.7);
  const axes = {
    up,
    upTicks,
    upName,
    acrossName,
    marks: bars.map(({ name }, index) => ({ at: x(index + 0.5), text: name })),
  };
  return plot(axes, label, [
    html`<g class="bars">${bars.map(
      ({ value }, index) =>
        html`<rect x="${(x(index + 0.5) - width / 2).toFixed(1)}" y="${up(value)}" width="${width.toFixed(1)}" height="${(up(0) - up(value)).toFixed(1)}"/>`,
    )}</g>`,
    html`<g class="words">${bars.map(({ value }, index) =>
      value === 0
        ? html``
        : html`<text x="${x(index + 0.5)}" y="${(up(value) - 5).toFixed(1)}" text-anchor="middle">${value}</text>`,
    )}</g>`,
  ]);
}
