import { usualLanguage } from '../../../texts/usual-language';
import { type Html, html, nothing } from '../../html';
import { ownNames } from '../shell/frame';
import type { CurrentTicket, QueuedTicket } from './counter-feed';
import { type CounterView, clock, named, serviceName } from './counter-view';

/** Who is at the counter, since when, and for how much longer a called customer is waited for (CAL-04). */
export function customerPart(view: CounterView): Html {
  const { feed, words } = view;
  const { current } = feed;
  if (!current)
    return html`<section id="customer" class="free"><div role="status"><p class="doing">${words.format('counter.free')}</p></div></section>`;
  const { code, state, calls, overdue, givenUpAt } = current;
  const called =
    calls > 1 ? words.format('counter.called-times', { count: calls }) : words.format('counter.called');
  return html`<section id="customer" class="${overdue ? 'overdue' : state}">
<div role="status"><p class="number" id="number">${code}</p>
<p class="doing">${state === 'serving' ? words.format('counter.serving') : called}</p></div>
<p class="of">${serviceName(view, current.service)}</p>
${signs(view, current)}
${passing(view, current)}
<div role="alert">${
    overdue
      ? html`<p class="notice" id="overdue">${words.format('counter.overdue')}${
          givenUpAt === undefined
            ? nothing
            : html` ${words.format('counter.given-up', { time: words.time(givenUpAt) })}`
        }</p>`
      : nothing
  }</div>
</section>`;
}

function passing(view: CounterView, { state, calledAt, waitedForUntil, servingAt }: CurrentTicket): Html {
  const { words, at } = view;
  if (state === 'serving')
    return html`<p class="clock" id="clock">${words.format('counter.served-for', { clock: clock(view, at - (servingAt ?? at)) })}</p>`;
  const limit = waitedForUntil - calledAt;
  const waited = words.format('counter.waited-for', {
    clock: clock(view, at - calledAt),
    limit: clock(view, limit),
  });
  const share = Math.min(100, Math.max(0, Math.round(((at - calledAt) / limit) * 100)));
  return html`<p class="clock" id="clock">${waited}</p><progress aria-hidden="true" max="100" value="${share}"></progress>`;
}

/** What the officer should know beforehand: never more than the ticket itself says (PRV-01). */
export function signs(view: CounterView, ticket: QueuedTicket): Html {
  const { words, feed } = view;
  const { needsTime, group, slot, cameBack, language } = ticket;
  const said = [
    ...(slot === undefined ? [] : [words.format('counter.appointment', { time: words.time(slot) })]),
    ...(needsTime ? [words.format('counter.needs-time')] : []),
    ...(group === undefined || group < 2 ? [] : [words.format('counter.group', { count: group })]),
    ...(cameBack ? [words.format('counter.came-back')] : []),
    ...(language === usualLanguage(feed)
      ? []
      : [words.format('counter.language', { language: ownNames[language] ?? language })]),
  ];
  return said.length === 0
    ? nothing
    : html`<ul class="signs">${said.map(sign => html`<li>${sign}</li>`)}</ul>`;
}

/** Where a current customer may go instead: aside for a while, or to another queue. */
export function choicePart(view: CounterView): Html {
  const { state, feed } = view;
  if (state.choice === 'park' && feed.current) return parkChoice(view, feed.current.code);
  if (state.choice === 'transfer' && feed.current) return transferChoice(view, feed.current);
  return nothing;
}

const parkMinutes = [5, 10, 15, 30, 60] as const;

function parkChoice(view: CounterView, ticket: string): Html {
  const { words } = view;
  return html`<section class="choice" id="choice" aria-labelledby="choice-name">
<h2 id="choice-name" tabindex="-1" data-start>${words.format('counter.park-how', { ticket })}</h2>
<div class="acts">${parkMinutes.map(minutes =>
    button(
      view,
      `park-${minutes}`,
      'park',
      String(minutes),
      words.format('counter.park-minutes', { minutes }),
    ),
  )}${button(view, 'park-open', 'park', '', words.format('counter.park-open'))}</div>
${closeChoice(view)}</section>`;
}

function transferChoice(view: CounterView, { code, service: from }: CurrentTicket): Html {
  const { words, feed } = view;
  return html`<section class="choice" id="choice" aria-labelledby="choice-name">
<h2 id="choice-name" tabindex="-1" data-start>${words.format('counter.transfer-where', { ticket: code })}</h2>
<div class="acts wide">${feed.services
    .filter(({ id }) => id !== from)
    .map(
      ({ id, name, organisation, waiting }) =>
        html`<button type="button" class="plain" id="transfer-${id}" data-act="transfer" data-value="${id}"${
          view.state.press === 'none' ? nothing : html` aria-disabled="true"`
        }><span><b>${named(view, name)}</b> <span class="about">${named(view, organisation)} · ${words.format('counter.waiting', { count: waiting })}</span></span></button>`,
    )}</div>
${closeChoice(view)}</section>`;
}

function button({ state }: CounterView, id: string, act: string, value: string, label: string): Html {
  return html`<button type="button" class="plain" id="${id}" data-act="${act}" data-value="${value}"${
    state.press === 'none' ? nothing : html` aria-disabled="true"`
  }>${label}</button>`;
}

function closeChoice({ words }: CounterView): Html {
  return html`<p class="ways"><button type="button" class="plain" id="close" data-act="close"><span aria-hidden="true">←</span> ${words.format('counter.back')}</button></p>`;
}
