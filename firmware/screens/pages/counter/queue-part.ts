import { type Html, html, nothing } from '../../html';
import type { QueuedTicket } from './counter-feed';
import { actButton, type CounterView, minutesSince, serviceName } from './counter-view';
import { signs } from './customer-part';

/** Numbers that are drawn; who is farther behind is only counted. */
const mostShown = 40;

/** Who waits for this counter, who waits aside, and who missed a turn here. Each can be called, or brought back (TKT-10, TKT-11). */
export function queuePart(view: CounterView): Html {
  const { feed, words } = view;
  const { waiting, parked, missed } = feed;
  return html`<section id="queue" aria-labelledby="queue-name">
<h2 id="queue-name">${words.format('counter.waiting', { count: waiting.length })}</h2>
${list(
  view,
  waiting.slice(0, mostShown),
  (ticket, at) =>
    html`${at === 0 ? html`<em>${words.format('counter.first')}</em> ` : nothing}${minutesSince(view, ticket.issuedAt)}`,
  callButton,
)}${waiting.length > mostShown ? html`<p class="about">+ ${waiting.length - mostShown}</p>` : nothing}
</section>
${group(
  view,
  'parked',
  words.format('counter.parked'),
  parked,
  ({ returnAt }) =>
    returnAt === undefined
      ? nothing
      : html`${words.format('counter.returns', { time: words.time(returnAt) })}`,
  callButton,
)}
${group(
  view,
  'missed',
  words.format('counter.missed'),
  missed,
  ({ endedAt }) =>
    endedAt === undefined
      ? nothing
      : html`${words.format('counter.missed-at', { time: words.time(endedAt) })}`,
  bringBackButton,
)}`;
}

type Line = (ticket: QueuedTicket, at: number) => Html;
type Button = (view: CounterView, ticket: QueuedTicket) => Html;

function group(
  view: CounterView,
  id: string,
  title: string,
  tickets: readonly QueuedTicket[],
  line: Line,
  button: Button,
): Html {
  if (tickets.length === 0) return nothing;
  return html`<section id="${id}" aria-labelledby="${id}-name"><h2 id="${id}-name">${title}</h2>${list(view, tickets, line, button)}</section>`;
}

function list(view: CounterView, tickets: readonly QueuedTicket[], line: Line, button: Button): Html {
  if (tickets.length === 0) return nothing;
  return html`<ul class="tickets">${tickets.map(
    (ticket, at) => html`<li id="ticket-${ticket.code}"><b class="code">${ticket.code}</b>
<span class="what"><span>${serviceName(view, ticket.service)}</span> <span class="about">${line(ticket, at)}</span>${signs(view, ticket)}</span>
${button(view, ticket)}</li>`,
  )}</ul>`;
}

function callButton(view: CounterView, { code }: QueuedTicket): Html {
  const { words } = view;
  const heard = words.format('counter.call-ticket', { ticket: code });
  return actButton(view, {
    id: `call-${code}`,
    label: words.format('counter.call'),
    act: 'call',
    value: code,
    heard,
  });
}

function bringBackButton(view: CounterView, { code }: QueuedTicket): Html {
  const { words } = view;
  const heard = words.format('counter.bring-back-ticket', { ticket: code });
  return actButton(view, {
    id: `reinstate-${code}`,
    label: words.format('counter.bring-back'),
    act: 'reinstate',
    value: code,
    heard,
  });
}
