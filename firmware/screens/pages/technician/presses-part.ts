import { type Html, html, nothing } from '../../html';
import type { PressSeen } from './technician-feed';
import { kindWords, type TechnicianView } from './technician-view';

const inputs = ['button', 'smiley-unit', 'ring-source'];

/** Lines of the presses that are shown. */
const shown = 8;

/** Press me: every press and ring as it comes, and which devices have not been tried yet. */
export function pressesPart(view: TechnicianView): Html {
  const { feed, state, words } = view;
  const devices = feed.devices.filter(({ kind }) => inputs.includes(kind));
  const seen = new Set(state.presses.map(({ device }) => device));
  const tried = devices.filter(({ name }) => seen.has(name)).length;
  return html`<main id="presses">
<h1 tabindex="-1" data-start>${words.format('technician.nav-presses')}</h1>
${
  devices.length === 0
    ? html`<p>${words.format('technician.no-inputs')}</p>`
    : html`<p class="about">${words.format('technician.presses-help')}</p>
<p class="notice">${words.format('technician.presses-work')} ${words.format('technician.waiting', { count: feed.waiting })}</p>
<section class="panel" aria-labelledby="last"><h2 id="last">${words.format('technician.last-presses')}</h2>${pressLines(view, state.presses)}</section>
<section class="panel"><p class="sum">${words.format('technician.tried', { seen: String(tried), all: String(devices.length) })}</p>
<ul class="inputs">${devices.map(
        ({ name, kind }) =>
          html`<li id="input-${name}" data-seen="${String(seen.has(name))}"><span class="name">${name}</span> <span class="kind">${kindWords(view, kind)}</span>
<span class="seen"><span aria-hidden="true">${seen.has(name) ? '✓' : '○'}</span> ${words.format(seen.has(name) ? 'technician.seen' : 'technician.not-seen')}</span></li>`,
      )}</ul></section>`
}
</main>`;
}

/** Newest first. Read out as they come. */
export function pressLines({ words, feed }: TechnicianView, presses: readonly PressSeen[]): Html {
  return html`<div role="log"><ol class="lines">${presses
    .slice(0, shown)
    .map(
      ({ id, device, what, face, at }) =>
        html`<li id="press-${id}"><time>${secondsOf(at, feed.timezone, words.locale)}</time> <strong>${device}</strong> ${words.format(
          'technician.pressed',
          { what, face: String(face ?? '') },
        )}</li>`,
    )}${presses.length === 0 ? html`<li class="about" id="no-press">–</li>` : nothing}</ol></div>`;
}

function secondsOf(at: number, timeZone: string, locale: string): string {
  return new Intl.DateTimeFormat(locale, { timeStyle: 'medium', timeZone }).format(at);
}
