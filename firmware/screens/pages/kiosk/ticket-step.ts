import { type Html, html, nothing } from '../../html';
import type { KioskFeed, KioskTicket } from './kiosk-feed';
import { type KioskView, named, serviceOf } from './kiosk-view';
import { waitWords } from './service-words';
import { ticketCode } from './ticket-code';

/** How the paper stands; `kept` when the screen is all that the customer has. */
export function paperOf({ printer }: KioskFeed, ticket: KioskTicket): 'coming' | 'done' | 'kept' {
  if (ticket.print === 'printed') return 'done';
  return ticket.print === 'pending' && printer !== 'failed' ? 'coming' : 'kept';
}

/** The number, as large as it goes, and what is true of the paper. The same whether the customer sees it, or hears it read. */
export function ticketStep(view: KioskView, ticket: KioskTicket): Html {
  const { feed, words } = view;
  const { code, wait, slot, ahead, page } = ticket;
  const service = serviceOf(feed, ticket.service);
  const isKept = paperOf(feed, ticket) === 'kept';
  return html`<main id="ticket" class="${isKept ? 'kept' : ''}">
<div role="status" class="number"><h1 tabindex="-1">${words.format('kiosk.your-number')}</h1>
<p class="big" id="number">${code}</p>${service ? html`<p class="of">${named(view, service.name)}</p>` : nothing}</div>
<p class="paper" id="paper" role="status">${paperWords(view, ticket)}</p>
${isKept || page !== undefined ? html`<div class="keep">${ticketCode(page ?? code, words.format('kiosk.qr', { code }))}<p>${isKept ? words.format('kiosk.keep') : nothing} ${page === undefined ? nothing : words.format('kiosk.follow')}</p></div>` : nothing}
<div class="facts">${
    slot === undefined
      ? html`<p><b>${words.format('kiosk.ahead', { count: ahead })}</b></p>${wait ? html`<p>${waitWords(view, wait)}</p>` : nothing}`
      : html`<p><b>${words.format('kiosk.appointment', { time: words.time(slot) })}</b></p>`
  }</div>
<p class="about">${words.format('kiosk.display')}</p>
<button type="button" class="primary" id="done" data-act="done" data-start>${words.format('kiosk.done')}</button>
</main>`;
}

/** Never more than is known: a ticket counts as printed when the printer has said so. */
function paperWords({ words, feed }: KioskView, ticket: KioskTicket): string {
  if (ticket.print === 'none') return words.format('kiosk.no-paper');
  const paper = paperOf(feed, ticket);
  if (paper === 'done') return words.format('kiosk.take-paper');
  return words.format(paper === 'coming' ? 'kiosk.printing' : 'kiosk.not-printed');
}
