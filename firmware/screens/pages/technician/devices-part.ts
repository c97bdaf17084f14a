import { type Html, html, nothing } from '../../html';
import type { DeviceOnPage } from './technician-feed';
import { healthChip, hrefWith, kindWords, type TechnicianView, whenIn } from './technician-view';

const order = { failed: 0, unknown: 1, ok: 2 };

/** All devices, those first that need somebody. */
export function devicesPart(view: TechnicianView): Html {
  const { feed, words } = view;
  const devices = [...feed.devices].sort((one, other) => order[one.health] - order[other.health]);
  const count = devices.filter(({ health }) => health !== 'ok').length;
  return html`<main id="devices">
<h1 tabindex="-1" data-start>${words.format('technician.nav-devices')}</h1>
<p class="sum" role="status">${
    count === 0 ? words.format('technician.all-well') : words.format('technician.not-well', { count })
  }</p>
<ul class="cards">${devices.map(device => card(view, device))}</ul>
</main>`;
}

function card(view: TechnicianView, device: DeviceOnPage): Html {
  const { name, kind, health, reason, warnings, since } = device;
  const count = warnings.length;
  return html`<li id="device-${name}"><a class="device" data-go href="${hrefWith(view, { device: name })}" data-health="${health}">
<span class="name">${name}</span><span class="kind">${kindWords(view, kind)}</span>
${healthChip(view, health)}<span class="when">${since === undefined ? nothing : whenIn(view, since)}</span>
${reason ? html`<span class="why">${reason.what}</span>` : nothing}${
  count === 0
    ? nothing
    : html`<span class="why warning">${view.words.format('technician.warnings', { count })}: ${warnings.map(({ what }) => what).join('; ')}</span>`
}</a></li>`;
}
