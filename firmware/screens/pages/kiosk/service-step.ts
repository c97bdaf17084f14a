import { type Html, html, nothing } from '../../html';
import type { ClosedService, KioskService } from './kiosk-feed';
import { mostPeople, toServices } from './kiosk-state';
import { hrefWith, type KioskView, named } from './kiosk-view';
import { pressLabel, pressLine } from './press-words';
import { elsewhereWords, openingWords, waitWords } from './service-words';

/** One service before its number is taken: how long it will be, what the customer needs, and one large button. */
export function serviceStep(view: KioskView, service: KioskService): Html {
  const { name, about, closed } = service;
  return html`<main id="service" data-service="${service.id}">
<h1 tabindex="-1"${closed ? html` data-start` : nothing}>${named(view, name)}</h1>
${about ? html`<p class="about">${named(view, about)}</p>` : nothing}
${closed ? whileClosed(view, closed) : whileOpen(view, service)}
<p class="ways"><a class="plain" id="back" data-go href="${hrefWith(view, toServices(view.state))}"><span aria-hidden="true">←</span> ${view.words.format('kiosk.back')}</a></p>
</main>`;
}

function whileOpen(view: KioskView, service: KioskService): Html {
  const { state, feed, words, connection } = view;
  const { wait, waiting } = service;
  const label = pressLabel(view, words.format('kiosk.take'));
  return html`<div class="facts"><p><b>${words.format('kiosk.waiting', { count: waiting })}</b></p><p>${
    wait ? waitWords(view, wait) : words.format('kiosk.wait-unknown')
  }</p></div>
${feed.printer === 'failed' ? html`<p class="notice">${words.format('kiosk.printer-out')}</p>` : nothing}
<a class="choice" id="more-time" role="button" aria-pressed="${String(state.needsTime)}" data-said="${words.format(
    state.needsTime ? 'shell.chosen' : 'shell.not-chosen',
  )}" data-go href="${hrefWith(view, {
    needsTime: !state.needsTime,
  })}"><span class="tick" aria-hidden="true">${state.needsTime ? '✓' : ''}</span><span><b>${words.format(
    'kiosk.more-time',
  )}</b> <span class="about">${words.format('kiosk.more-time-help')}</span></span></a>
${feed.asksGroup ? groupChoice(view) : nothing}
<button type="button" class="primary" id="take" data-act="take" data-start${
    state.press !== 'none' || connection === 'starting' ? html` aria-disabled="true"` : nothing
  }>${label}</button>
${pressLine(view)}`;
}

/** TKT-15. */
function groupChoice(view: KioskView): Html {
  const { words, state } = view;
  const { group } = state;
  const step = (id: string, sign: string, people: number, label: string) =>
    html`<a class="step" id="${id}" role="button" data-go href="${hrefWith(view, { group: Math.min(mostPeople, Math.max(1, people)) })}" aria-label="${label}">${sign}</a>`;
  return html`<div class="group" id="group" role="group" aria-labelledby="group-name"><b id="group-name">${words.format('kiosk.group')}</b>
<span class="stepper">${step('fewer', '−', group - 1, words.format('kiosk.group-fewer'))}<output>${words.format(
    'kiosk.group-count',
    { count: group },
  )}</output>${step('more', '+', group + 1, words.format('kiosk.group-more'))}</span></div>`;
}

/** TKT-13: when it opens and where to turn instead. */
function whileClosed(view: KioskView, closed: ClosedService): Html {
  const elsewhere = elsewhereWords(view, closed);
  return html`<div class="facts"><p><em>${view.words.format('kiosk.closed')}</em></p><p><b>${openingWords(view, closed)}</b></p></div>
${
  elsewhere.length === 0
    ? nothing
    : html`<h2>${view.words.format('kiosk.elsewhere')}</h2><ul class="elsewhere">${elsewhere.map(line => html`<li>${line}</li>`)}</ul>`
}`;
}
