import { type Html, html, nothing } from '../../html';
import type { Refusal } from './kiosk-state';
import type { KioskView } from './kiosk-view';

/** What has become of the last press: under way, not answered yet, refused. Always there, so that it is read out when it changes. */
export function pressLine(view: KioskView): Html {
  const { state, words } = view;
  if (state.press === 'trying')
    return html`<p id="press" role="alert" class="trouble">${words.format('kiosk.trying')}</p>`;
  if (state.refusal)
    return html`<p id="press" role="alert" class="trouble" data-code="${state.refusal.code}">${refusalWords(view, state.refusal)}</p>`;
  return html`<p id="press" role="alert">${nothing}</p>`;
}

/** The label of the button that was pressed: it says that it heard. */
export function pressLabel({ state, words }: KioskView, label: string): string {
  return state.press === 'none' ? label : words.format('kiosk.moment');
}

function refusalWords({ words }: KioskView, { code, slot = 0, ticket = '' }: Refusal): string {
  switch (code) {
    case 'no-answer':
      return words.format('kiosk.no-answer');
    case 'numbers-exhausted':
      return words.format('kiosk.exhausted');
    case 'queue-past-closing':
      return words.format('kiosk.full');
    case 'booking-unknown':
    case 'command-invalid':
      return words.format('kiosk.booking-unknown');
    case 'booking-cancelled':
      return words.format('kiosk.booking-cancelled');
    case 'booking-arrived':
      return words.format('kiosk.booking-arrived', { ticket });
    case 'booking-other-day':
      return words.format('kiosk.booking-other-day', { date: words.date(slot) });
    case 'booking-late':
      return words.format('kiosk.booking-late', { time: words.time(slot) });
    default:
      return words.format('kiosk.refused');
  }
}
