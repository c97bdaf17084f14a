import { nameIn } from '../texts/name-in';
import { usualLanguage } from '../texts/usual-language';
import type { PageLink } from './extra-routes';
import type { Html } from './html';
import { html, nothing } from './html';
import type { DeviceView, StateView, TextView } from './views';

const ownLinks: readonly PageLink[] = [
  { href: '/kiosk', text: 'Kiosk: where customers take numbers' },
  { href: '/display', text: 'Lobby display: the number in turn and the way to it' },
  { href: '/info-tv', text: 'Info-TV: who serves today and when' },
  { href: '/statistics', text: 'Statistics of a day, month or quarter' },
  { href: '/advisor', text: 'Lobby advisor: queues, calls and messages' },
  { href: '/feedback', text: 'Feedback: what customers are asked' },
  { href: '/api/state', text: 'State of the service point (JSON)' },
  { href: '/api/stream', text: 'Facts as they happen (server-sent events)' },
  { href: '/api/openapi.json', text: 'Description of the API (OpenAPI)' },
  { href: '/healthz', text: 'Is the program alive?' },
  { href: '/readyz', text: 'Is it ready to serve?' },
];

/**
 * The first page of the box: what it is and how it does. Whole without a script; the script only fetches it again when something
 * happened.
 * @param isStaff whether whoever asks works here; others see what is public in the room
 */
export function indexPage(state: StateView, links: readonly PageLink[], isStaff: boolean): Html {
  const language = usualLanguage(state);
  const text = (value: TextView): Html => html`<span lang="${language}">${value[language] ?? ''}</span>`;
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${nameIn(state.name, language, state.languages)} – Tiski</title>
<link rel="icon" href="/assets/icon.svg">
<link rel="stylesheet" href="/assets/index-page.css">
<script type="module" src="/assets/index-page.js"></script>
</head>
<body>
<header>
<h1>${text(state.name)}</h1>
<p>Tiski ${state.version}${isStaff ? html`, box <b>${state.appliance}</b> of site <b>${state.site}</b>` : nothing}</p>
<p id="link" role="status"></p>
</header>
<main id="live">
<section>
<h2>Services</h2>
<table>
<thead><tr><th scope="col">Service</th><th scope="col">Waiting</th>${isStaff ? html`<th scope="col">Next</th>` : nothing}</tr></thead>
<tbody>${state.services.map(
    ({ name, letter, queue }) =>
      html`<tr><th scope="row"><b>${letter}</b> ${text(name)}</th><td>${queue.length}</td>${isStaff ? html`<td>${queue[0] ?? '–'}</td>` : nothing}</tr>`,
  )}</tbody>
</table>
</section>
<section>
<h2>Counters</h2>
<table>
<thead><tr><th scope="col">Counter</th><th scope="col">Ticket</th>${isStaff ? html`<th scope="col">State</th>` : nothing}</tr></thead>
<tbody>${state.counters.map(({ name, ticket }) => {
    const current = state.tickets.find(({ code }) => code === ticket);
    return html`<tr><th scope="row">${text(name)}</th><td>${ticket ?? '–'}</td>${isStaff ? html`<td>${current?.state ?? 'free'}</td>` : nothing}</tr>`;
  })}</tbody>
</table>
</section>
${isStaff ? devicesPart(state.devices) : nothing}
</main>
<nav aria-label="Pages of this box">
<h2>Pages and interfaces</h2>
<ul>${[...links, ...panelLinks(state), ...ownLinks].map(({ href, text }) => html`<li><a href="${href}">${text}</a></li>`)}</ul>
</nav>
</body>
</html>
`;
}

function devicesPart(devices: readonly DeviceView[]): Html {
  return html`<section class="wide">
<h2>Devices</h2>
<table>
<thead><tr><th scope="col">Device</th><th scope="col">Health</th><th scope="col">What to do</th></tr></thead>
<tbody>${troubledFirst(devices).map(deviceRow)}</tbody>
</table>
</section>`;
}

/** The panels of the counters; each opens for who came in by its link. */
function panelLinks({ counters, languages }: StateView): PageLink[] {
  return counters.map(({ id, name }) => ({
    href: `/counter/${id}`,
    text: `Counter panel: ${nameIn(name, usualLanguage({ languages }), languages)}`,
  }));
}

/** What needs a person stands on top. */
function troubledFirst(devices: readonly DeviceView[]): DeviceView[] {
  const isFine = ({ health, warnings }: DeviceView) => health === 'ok' && warnings.length === 0;
  return [...devices].sort((a, b) => Number(isFine(a)) - Number(isFine(b)));
}

function deviceRow({ name, driver, health, reason, warnings }: DeviceView): Html {
  const reasons = [...(reason ? [reason] : []), ...warnings];
  return html`<tr><th scope="row">${name} <small>${driver}</small></th><td><span class="health ${health}">${health}</span></td><td>${reasons.map(
    ({ code, what, advice }) => html`<p>${what} <code>${code}</code><br>${advice}</p>`,
  )}</td></tr>`;
}
