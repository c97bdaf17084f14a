import { type Html, html, nothing } from '../../html';
import { ownNames } from '../shell/frame';
import type { AdvisorService, AdvisorTicket } from './advisor-feed';
import { atTab, closed } from './advisor-state';
import {
  type AdvisorView,
  actButton,
  backLink,
  goLink,
  hrefOf,
  minutesSince,
  named,
  signs,
  toggle,
} from './advisor-view';

/** All queues; or one of them with its numbers. */
export function queuesTab(view: AdvisorView): Html {
  const { feed, state } = view;
  const service = feed.services.find(({ id }) => id === state.service);
  return service ? oneQueue(view, service) : allQueues(view);
}

function allQueues(view: AdvisorView): Html {
  const { feed, state, words } = view;
  return html`<h1 tabindex="-1" data-start>${words.format('advisor.queues')}</h1>
${feed.checksIn ? checkIn(view) : nothing}
<ul class="queues">${feed.services.map(
    service =>
      html`<li><a class="queue${service.closed ? ' closed' : ''}" id="service-${service.id}" data-go href="${hrefOf(view, { ...atTab(state, 'queues'), service: service.id })}">
<b><span class="letter">${service.letter}</span> ${named(view, service.name)}</b> <span class="about">${named(view, service.organisation)}</span>
<span class="now">${lines(view, service).map(line => html`<span>${line}</span> `)}</span></a></li>`,
  )}</ul>`;
}

function lines(view: AdvisorView, service: AdvisorService): Html[] {
  const { words } = view;
  const { waiting, people, longest, atWork, closed: shut } = service;
  return [
    ...(shut
      ? [html`<em>${words.format(shut.why === 'queue' ? 'advisor.full' : 'advisor.closed')}</em>`]
      : []),
    html`<strong>${words.format('advisor.waiting', { count: waiting })}</strong>`,
    ...(people === waiting ? [] : [html`${words.format('advisor.people', { count: people })}`]),
    ...(longest === undefined ? [] : [html`${words.format('advisor.longest', { minutes: longest })}`]),
    ...(shut ? [] : [html`${estimate(view, service)}`]),
    html`${words.format('advisor.at-work', { count: atWork })}`,
  ];
}

function estimate({ words }: AdvisorView, { wait }: AdvisorService): string {
  if (!wait) return words.format('advisor.no-estimate');
  return wait.from === 0
    ? words.format('advisor.estimate-under', { minutes: wait.to })
    : words.format('advisor.estimate', wait);
}

const groups = [
  ['waiting', 'advisor.in-queue'],
  ['called', 'advisor.at-counters'],
  ['parked', 'advisor.aside'],
  ['no-show', 'advisor.missed'],
  ['cancelled', 'advisor.cancelled'],
] as const;

function oneQueue(view: AdvisorView, service: AdvisorService): Html {
  const { feed, state, words } = view;
  const own = feed.tickets.filter(ticket => ticket.service === service.id);
  return html`<p>${backLink(view, atTab(state, 'queues'))}</p>
<h1 tabindex="-1" data-start><span class="letter">${service.letter}</span> ${named(view, service.name)}</h1>
<p class="now">${lines(view, service).map(line => html`<span>${line}</span> `)}</p>
${issue(view, service)}
${groups.map(([group, title]) => {
  const tickets = own.filter(ticket => (ticket.state === 'serving' ? 'called' : ticket.state) === group);
  if (tickets.length === 0 && group !== 'waiting') return nothing;
  return html`<section id="${group}" aria-labelledby="${group}-name"><h2 id="${group}-name">${words.format(title)}</h2>${
    tickets.length === 0
      ? html`<p class="about">${words.format('advisor.nobody')}</p>`
      : html`<ul class="tickets">${tickets.map(ticket => ticketRow(view, ticket))}</ul>`
  }</section>`;
})}`;
}

function ticketRow(view: AdvisorView, ticket: AdvisorTicket): Html {
  const { code, issuedAt } = ticket;
  const href = hrefOf(view, { ...closed(view.state), ticket: code });
  return html`<li><a class="ticket" id="ticket-${code}" data-go href="${href}"><b class="code">${code}</b> <span>${minutesSince(view, issuedAt)}</span> ${signs(view, ticket)}</a></li>`;
}

/** A number for a customer who cannot take it (TKT-18). The paper comes out of the kiosk, the number stands here. */
function issue(view: AdvisorView, service: AdvisorService): Html {
  const { feed, state, words } = view;
  const given =
    state.issued === undefined
      ? nothing
      : html`<p class="notice" id="issued" tabindex="-1" role="status"><b>${words.format('advisor.issued', { ticket: state.issued })}</b> ${
          feed.printsOnPaper ? words.format('advisor.issued-paper') : nothing
        }</p>`;
  if (state.choice !== 'issue')
    return html`${given}<p>${goLink(view, 'issue', words.format('advisor.issue'), { ...closed(state), choice: 'issue' })}</p>`;
  const { look, issueIn = look.language, issueTime } = state;
  return html`<section class="choice" id="choice"><h2 tabindex="-1" data-start>${words.format('advisor.issue')}</h2>
<p>${words.format('advisor.issue-language')}</p>
<div class="ways" role="group" aria-label="${words.format('advisor.issue-language')}">${feed.languages.map(
    language =>
      toggle(view, `for-${language}`, ownNames[language] ?? language, issueIn === language, {
        ...state,
        issueIn: language,
      }),
  )}</div>
<div class="ways">${toggle(view, 'more-time', words.format('advisor.issue-time'), issueTime, { ...state, issueTime: !issueTime })}</div>
<div class="ways">${actButton(view, { id: 'issue-now', label: words.format('advisor.issue-now'), act: 'take-ticket', value: service.id, look: 'primary' })}${backLink(view, closed(state))}</div></section>`;
}

function checkIn(view: AdvisorView): Html {
  const { state, words } = view;
  const given =
    state.issued === undefined
      ? nothing
      : html`<p class="notice" id="issued" role="status"><b>${words.format('advisor.issued', { ticket: state.issued })}</b></p>`;
  if (state.choice !== 'check-in')
    return html`${given}<p>${goLink(view, 'check-in', words.format('advisor.check-in'), { ...closed(state), choice: 'check-in' })}</p>`;
  return html`<section class="choice" id="choice"><h2 tabindex="-1">${words.format('advisor.check-in')}</h2>
<label for="code">${words.format('advisor.code')}</label>
<input id="code" data-start data-keep maxlength="12" autocomplete="off" autocapitalize="characters" spellcheck="false">
<div class="ways">${actButton(view, { id: 'check-in-now', label: words.format('advisor.check-in-now'), act: 'check-in', look: 'primary' })}${backLink(view, closed(state))}</div></section>`;
}
