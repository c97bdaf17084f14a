import { type Html, html, nothing } from '../../html';
import type { KioskService } from './kiosk-feed';
import { hrefWith, type KioskView, named } from './kiosk-view';
import { openingWords, queueWords } from './service-words';

/** What the kiosk offers: services under their organisations, then the ways for those who have booked or do not know. */
export function servicesStep(view: KioskView): Html {
  const { feed, words } = view;
  return html`<main id="services">
<h1>${words.format('kiosk.choose')}</h1>
${feed.printer === 'failed' ? html`<p class="notice" id="printer-out">${words.format('kiosk.printer-out')}</p>` : nothing}
<div class="organisations">${feed.organisations.map(
    ({ id, name, services }) =>
      html`<section id="organisation-${id}" aria-labelledby="name-${id}"><h2 id="name-${id}">${named(view, name)}</h2><ul>${services.map(
        service => serviceCard(view, service),
      )}</ul></section>`,
  )}</div>
<ul class="other-ways">${feed.unsure.map(service => serviceCard(view, service, words.format('kiosk.unsure')))}${
    feed.checksIn ? checkInCard(view) : nothing
  }</ul>
</main>`;
}

function serviceCard(view: KioskView, service: KioskService, about?: string): Html {
  const { id, name, closed } = service;
  const line = service.about ? named(view, service.about) : about;
  const href = hrefWith(view, { step: 'service', service: id });
  return html`<li><a class="card${closed ? ' closed' : ''}" id="service-${id}" data-go href="${href}">
<b>${named(view, name)}</b>${line === undefined ? nothing : html` <span class="about">${line}</span>`}
${
  closed
    ? html`<span class="now"><em>${view.words.format('kiosk.closed')}</em> ${openingWords(view, closed)}</span>`
    : html`<span class="now">${queueWords(view, service).map(words => html`<span>${words}</span> `)}</span>`
}</a></li>`;
}

function checkInCard(view: KioskView): Html {
  const { words } = view;
  return html`<li><a class="card" id="go-check-in" data-go href="${hrefWith(view, { step: 'check-in' })}">
<b>${words.format('kiosk.check-in')}</b> <span class="about">${words.format('kiosk.check-in-help')}</span></a></li>`;
}
