import { type Html, html } from '../../html';
import type { TechnicianView } from './technician-view';

/** Lines that are shown. */
const shown = 120;

/** The last lines of the log, newest first. */
export function logPart({ feed, words }: TechnicianView): Html {
  const lines = (feed.log ?? []).slice(-shown).reverse();
  return html`<main id="log">
<h1 tabindex="-1" data-start>${words.format('technician.nav-log')}</h1>
<p class="about">${words.format('technician.log-help')}</p>
<section class="panel">${
    lines.length === 0
      ? html`<p>${words.format('technician.log-empty')}</p>`
      : html`<ol class="lines log" lang="en">${lines.map(line => html`<li>${readable(line)}</li>`)}</ol>`
  }</section>
</main>`;
}

/** Time, level and message before the rest; a line of another form as it is. */
function readable(line: string): Html {
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch {
    return html`${line}`;
  }
  if (typeof value !== 'object' || value === null) return html`${line}`;
  const { time, level, msg, ...rest } = value as Readonly<Record<string, unknown>>;
  const clock = typeof time === 'string' ? time.slice(11, 19) : '';
  const more = Object.keys(rest).length > 0 ? JSON.stringify(rest) : '';
  return html`<time>${clock}</time> <strong>${levelOf(level)} ${String(msg ?? '')}</strong> <span class="about">${more}</span>`;
}

/** pino, "Levels". */
function levelOf(level: unknown): string {
  if (typeof level !== 'number') return '';
  return level >= 50 ? 'error' : level >= 40 ? 'warn' : level >= 30 ? 'info' : 'debug';
}
