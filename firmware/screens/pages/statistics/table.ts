import { type Html, html } from '../../html';

/** A table whose first row and first column are headings; it may be wider than a phone and then scrolls by itself. */
export function table(name: string, heading: readonly string[], rows: readonly (readonly string[])[]): Html {
  return html`<div class="table" role="region" tabindex="0" aria-label="${name}"><table><thead><tr>${heading.map(
    cell => html`<th scope="col">${cell}</th>`,
  )}</tr></thead><tbody>${rows.map(
    ([first = '', ...cells]) =>
      html`<tr><th scope="row">${first}</th>${cells.map(cell => html`<td>${cell}</td>`)}</tr>`,
  )}</tbody></table></div>`;
}

/** With one decimal, as the language writes it. */
export function decimal(value: number, locale: string): string {
  return new Intl.NumberFormat(locale, { maximumFractionDigits: 1 }).format(value);
}

/** A share in per cent. */
export function per(share: number): string {
  return String(Math.round(100 * share));
}

/** An hour of the clock on the wall, from this full hour on. */
export function hourWords(hour: number): string {
  return `${hour}–${hour + 1}`;
}

/** Day and month, short enough for an axis: 2.3. in Finnish, 2 Mar in English. @param day YYYY-MM-DD */
export function dayWords(day: string, locale: string): string {
  const month = locale.startsWith('en') ? 'short' : 'numeric';
  const format = new Intl.DateTimeFormat(locale, { day: 'numeric', month, timeZone: 'UTC' });
  return format.format(Date.parse(`${day}T12:00:00Z`));
}
