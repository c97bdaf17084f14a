import { type Html, html } from '../../firmware/screens/extra-routes';
import type { Course } from '../whole-site/troubles';
import { across, drawing, figure, left, right, round, short, text, width } from './plot';
import type { Told } from './queue-course';

const row = 24;
const foot = 34;
const hour = 3_600_000;

export interface Span {
  readonly from: number;
  readonly to: number;
}

/** What was broken when, and when the box said so: bars are what happened, marks what it told. Nothing of a run without troubles. */
export function timeLine(
  courses: readonly Course[],
  told: readonly Told[],
  { from, to }: Span,
  written: (at: number) => string,
): Html {
  const shown = told.filter(
    ({ at, what, of }) =>
      at > from && (what !== 'ok' || courses.some(({ device }) => (device ?? 'box') === of)),
  );
  if (courses.length === 0 && shown.length === 0) return html``;
  const names = [
    ...courses.map(({ what, device }) => (device === undefined ? what : `${device} ${what}`)),
    ...new Set(shown.map(({ of }) => `box tells: ${of}`)),
  ];
  const x = across(from, to);
  const height = names.length * row + foot;
  const step = Math.max(hour, Math.ceil((to - from) / 8 / hour) * hour);
  const first = Math.ceil(from / hour) * hour;
  const marks = Array.from(
    { length: Math.floor((to - first) / step) + 1 },
    (_, index) => first + index * step,
  );
  const axes = marks.map(
    at =>
      html`<line class="grid" x1="${round(x(at))}" x2="${round(x(at))}" y1="0" y2="${height - foot}"/>${text(x(at), height - foot + 18, written(at), 'middle')}`,
  );
  const labels = names.map((name, index) => text(left - 8, index * row + 16, short(name), 'end'));
  const bars = courses.map(({ begins, ends }, index) => {
    const start = x(begins);
    return html`<rect class="trouble" x="${round(start)}" y="${index * row + 5}" width="${round(Math.max(2, x(Math.min(ends, to)) - start))}" height="${row - 10}"/>`;
  });
  const points = shown.map(({ at, of, what, code }) => {
    const y = names.indexOf(`box tells: ${of}`) * row + row / 2;
    return html`<circle class="${what}" cx="${round(x(at))}" cy="${round(y)}" r="5"><title>${written(at)} ${of} ${what} ${code ?? ''}</title></circle>`;
  });
  const base = html`<line class="grid" x1="${left}" x2="${width - right}" y1="${height - foot}" y2="${height - foot}"/>`;
  const words = shown
    .slice(0, 12)
    .map(({ at, of, what, code }) => `${written(at)} ${of}: ${what}${code ? ` (${code})` : ''}`);
  const caption = 'What was broken, and what the box said of it';
  return figure(
    caption,
    drawing(`${caption}. ${words.join('; ')}`, height, [...axes, base, ...labels, ...bars, ...points]),
    `${words.join('. ')}${shown.length > words.length ? ` and ${shown.length - words.length} more` : ''}.`,
  );
}
