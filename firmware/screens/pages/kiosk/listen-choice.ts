import { type Html, html, nothing } from '../../html';
import { hrefWith, type KioskView } from './kiosk-view';

/** Spoken guidance by headset, on request (EN 301 549, 5.1.3). Not offered in a language that the box has no voice for. */
export function listenChoice(view: KioskView): Html {
  const { feed, state, words } = view;
  if (!feed.speaks?.includes(state.look.language)) return nothing;
  const listen = (on: boolean, label: string) =>
    html`<a data-go id="listen" href="${hrefWith(view, { listens: !on })}"${on ? html` aria-current="true"` : nothing}>${label}</a>`;
  if (!state.listens)
    return html`<nav id="speech" aria-label="${words.format('kiosk.speech')}">${listen(false, words.format('kiosk.listen'))}</nav>`;
  return html`<nav id="speech" aria-label="${words.format('kiosk.speech')}">${listen(true, words.format('kiosk.listen-stop'))}<button
 type="button" data-act="say-again">${words.format('kiosk.say-again')}</button><button type="button" data-act="volume">${words.format('kiosk.volume')}</button></nav>`;
}
