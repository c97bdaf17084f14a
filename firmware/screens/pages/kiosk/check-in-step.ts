import { type Html, html, nothing } from '../../html';
import { mostTyped, toServices } from './kiosk-state';
import { hrefWith, type KioskView } from './kiosk-view';
import { pressLabel, pressLine } from './press-words';

/** Digits first: most codes have more of them. I, L and O are read as 1 and 0 and need no key of their own. */
const keys = [...'1234567890', ...'ABCDEFGHJKMNPQRSTUVWXYZ'];

/** Check-in of who has booked, by the code of the booking: with the keys on the screen, a keyboard or a scanner that types. */
export function checkInStep(view: KioskView): Html {
  const { state, words, connection } = view;
  const isReady = state.typed.length >= 4 && state.press === 'none' && connection !== 'starting';
  return html`<main id="check-in">
<h1>${words.format('kiosk.check-in')}</h1>
<p class="about" id="code-help">${words.format('kiosk.code-help')}</p>
<p class="code" id="code" tabindex="-1" data-start role="status" aria-label="${words.format('kiosk.code')}: ${
    state.typed === '' ? words.format('kiosk.code-empty') : [...state.typed].join(' ')
  }">${state.typed === '' ? nothing : state.typed}<i aria-hidden="true"></i></p>
<div class="keys" role="group" aria-label="${words.format('kiosk.code')}">${keys.map(
    key =>
      html`<button type="button" data-act="type" data-value="${key}"${state.typed.length >= mostTyped ? html` disabled` : nothing}>${key}</button>`,
  )}<button type="button" id="erase" data-act="erase" aria-label="${words.format('kiosk.erase')}">⌫</button></div>
<button type="button" class="primary" id="check-in-now" data-act="check-in"${
    isReady ? nothing : html` aria-disabled="true"`
  }>${pressLabel(view, words.format('kiosk.check-in-now'))}</button>
${pressLine(view)}
<p class="ways"><a class="plain" id="back" data-go href="${hrefWith(view, toServices(state))}"><span aria-hidden="true">←</span> ${words.format('kiosk.back')}</a></p>
</main>`;
}
