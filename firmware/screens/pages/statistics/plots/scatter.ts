import { type Html, html } from '../../../html';
import { across, plot, ticksTo, upwards } from './canvas';

export interface Scatter {
  readonly label: string;
  readonly upName: string;
  readonly acrossName: string;
  readonly points: readonly { readonly x: number; readonly y: number }[];
}

/** A dot for each point, and the line on which both values are the same. */
export function scatter({ label, upName, acrossName, points }: Scatter): Html {
  const acrossTicks = ticksTo(Math.max(0, ...points.map(({ x }) => x)));
  const upTicks = ticksTo(Math.max(0, ...points.map(({ y }) => y)));
  const [mostAcross, mostUp] = [Math.max(...acrossTicks), Math.max(...upTicks)];
  const x = across(0, mostAcross);
  const up = upwards(mostUp);
  const both = Math.min(mostAcross, mostUp);
  const marks = acrossTicks.map(tick => ({ at: x(tick), text: String(tick) }));
  return plot({ up, upTicks, upName, acrossName, marks }, label, [
    html`<path class="same" d="M${x(0)} ${up(0)}L${x(both)} ${up(both)}"/>`,
    html`<g class="points">${points.map(point => html`<circle cx="${x(point.x)}" cy="${up(point.y)}" r="4"/>`)}</g>`,
  ]);
}
