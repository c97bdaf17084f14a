import { type Html, html, nothing } from '../../html';
import type { AdvisorTicket } from './advisor-feed';
import { atTab, closed } from './advisor-state';
import {
  type AdvisorView,
  actButton,
  backLink,
  counterName,
  goLink,
  named,
  serviceName,
  signs,
} from './advisor-view';

/** One number: how it stands, and what an advisor may do with it. Never a call, and never a place before others (TKT-10). */
export function ticketPart(view: AdvisorView, ticket: AdvisorTicket): Html {
  const { state, words } = view;
  const { code, may, service, issuedAt } = ticket;
  const { ticket: _, ...queue } = closed(state);
  return html`<p>${backLink(view, queue)}</p>
<section id="ticket"><h1 class="big" tabindex="-1" data-start>${code}</h1>
<p><b>${stateWords(view, ticket)}</b></p>
<p>${serviceName(view, service)} · ${words.format('advisor.taken-at', { time: words.time(issuedAt) })}</p>
<p>${signs(view, ticket)}</p></section>
${
  state.choice === 'transfer' && may.includes('transfer')
    ? transferChoice(view, ticket)
    : state.choice === 'cancel' && may.includes('cancel')
      ? cancelChoice(view, ticket)
      : acts(view, ticket)
}`;
}

function acts(view: AdvisorView, ticket: AdvisorTicket): Html {
  const { feed, state, words } = view;
  const { code, may, service } = ticket;
  const counters = ticket.counter
    ? [ticket.counter]
    : feed.counters.filter(({ services }) => services.includes(service)).map(({ id }) => id);
  return html`<div class="acts">${
    may.includes('reinstate')
      ? actButton(view, {
          id: 'reinstate',
          label: words.format('advisor.reinstate'),
          act: 'reinstate',
          value: code,
          look: 'primary',
        })
      : nothing
  }${
    may.includes('transfer')
      ? goLink(view, 'transfer', words.format('advisor.transfer'), { ...closed(state), choice: 'transfer' })
      : nothing
  }${
    feed.presets.length > 0
      ? goLink(view, 'tell', words.format('advisor.tell-counter'), {
          ...atTab(state, 'messages'),
          about: code,
          tell: counters,
        })
      : nothing
  }${
    may.includes('cancel')
      ? goLink(view, 'cancel', words.format('advisor.cancel'), { ...closed(state), choice: 'cancel' })
      : nothing
  }</div>`;
}

function transferChoice(view: AdvisorView, { code, service }: AdvisorTicket): Html {
  const { feed, state, words } = view;
  return html`<section class="choice" id="choice" aria-labelledby="choice-name"><h2 id="choice-name" tabindex="-1" data-start>${words.format('advisor.transfer-where', { ticket: code })}</h2>
<div class="acts">${feed.services
    .filter(({ id }) => id !== service)
    .map(({ id, letter, name, waiting }) =>
      actButton(view, {
        id: `to-${id}`,
        label: `${letter} ${named(view, name)} · ${words.format('advisor.waiting', { count: waiting })}`,
        act: 'transfer',
        value: `${code} ${id}`,
      }),
    )}</div><p>${backLink(view, closed(state))}</p></section>`;
}

function cancelChoice(view: AdvisorView, { code }: AdvisorTicket): Html {
  const { state, words } = view;
  return html`<section class="choice" id="choice"><p tabindex="-1" data-start>${words.format('advisor.cancel-sure', { ticket: code })}</p>
<div class="acts">${actButton(view, { id: 'cancel-now', label: words.format('advisor.cancel-now', { ticket: code }), act: 'cancel', value: code, look: 'primary' })}${backLink(view, closed(state))}</div></section>`;
}

function stateWords(view: AdvisorView, { state, counter }: AdvisorTicket): string {
  const { words } = view;
  if (state === 'waiting' || state === 'cancelled') return words.format(`advisor.state-${state}`);
  return words.format(`advisor.state-${state}`, { counter: counterName(view, counter) });
}
