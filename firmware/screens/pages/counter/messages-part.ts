import { type Html, html, nothing } from '../../html';
import { actButton, type CounterView, named } from './counter-view';

/** What lobby advisors tell this counter (TKT-11): calm, until the officer says that it is seen (CAL-12). */
export function messagesPart(view: CounterView): Html {
  const { feed, words } = view;
  return html`<div id="messages" role="status">${feed.messages.map(
    ({ message, text, about, sentAt }) =>
      html`<div class="ring" id="message-${message}"><p>${about === undefined ? nothing : html`<b>${about}</b> `}${named(view, text)} <span class="about">${words.time(sentAt)}</span></p>${actButton(
        view,
        {
          id: `seen-${message}`,
          label: words.format('counter.message-seen'),
          act: 'message-seen',
          value: String(message),
        },
      )}</div>`,
  )}</div>`;
}
