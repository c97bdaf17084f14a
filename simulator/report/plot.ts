import { type Html, html } from '../../firmware/screens/extra-routes';

/** Units of the drawing; the page scales it. */
export const width = 760;
export const left = 170;
export const right = 20;

/** From a value to its place across the drawing. */
export function across(from: number, to: number): (value: number) => number {
  const span = Math.max(to - from, 1e-9);
  return value => left + ((Math.min(Math.max(value, from), to) - from) / span) * (width - left - right);
}

/** Round steps, at most seven of them, from 0 to at least `most`. @param least the smallest step: 1 where only whole numbers occur */
export function ticks(most: number, least = 0.1): number[] {
  const rough = Math.max(most, 1e-9) / 6;
  const power = 10 ** Math.floor(Math.log10(rough));
  const [round = power] = [1, 2, 5, 10].map(times => times * power).filter(size => size >= rough);
  const step = Math.max(round, least);
  return Array.from({ length: Math.ceil(most / step) + 1 }, (_, index) => Number((index * step).toFixed(6)));
}

export function text(
  x: number,
  y: number,
  words: string,
  anchor: 'start' | 'middle' | 'end' = 'start',
): Html {
  return html`<text x="${round(x)}" y="${round(y)}" text-anchor="${anchor}">${words}</text>`;
}

/** A name that fits beside the drawing. */
export function short(name: string, most = 22): string {
  return name.length > most ? `${name.slice(0, most - 1)}…` : name;
}

export function round(value: number): string {
  return value.toFixed(1);
}

/** @param said what is to be seen, for whoever does not see it */
export function drawing(said: string, height: number, parts: readonly Html[]): Html {
  return html`<svg class="plot" viewBox="0 0 ${width} ${height}" role="img" aria-label="${said}">${parts}</svg>`;
}

export function figure(caption: string, plot: Html, note?: string): Html {
  const below = note === undefined ? html`` : html`<p class="note">${note}</p>`;
  return html`<figure class="run"><figcaption>${caption}</figcaption>${plot}${below}</figure>`;
}
