import { type Html, html, nothing } from '../../html';
import { actButton, conditionLines, restartButton, type TechnicianView, whenIn } from './technician-view';

const modes = ['live', 'training', 'demo'] as const;

/** The box itself: how it is, which version, its mode, a restart and what a helpdesk needs. */
export function boxPart(view: TechnicianView): Html {
  const { feed, words } = view;
  const facts: readonly (readonly [label: string, text: string])[] = [
    [words.format('technician.appliance'), feed.appliance],
    [words.format('technician.version'), feed.version],
    [words.format('technician.node'), feed.node],
    [words.format('technician.started'), whenIn(view, feed.startedAt)],
    [words.format('technician.time'), `${words.date(feed.now)} ${words.time(feed.now)}`],
  ];
  return html`<main id="box">
<h1 tabindex="-1" data-start>${words.format('technician.nav-box')}</h1>
<section class="panel">${conditionLines(view, feed.box)}
<dl>${facts.map(([label, text]) => html`<div><dt>${label}</dt><dd>${text}</dd></div>`)}</dl></section>
${feed.satellites.map(
  satellite =>
    html`<section class="panel" data-satellite="${satellite.name}"><h2>${words.format('technician.satellite', { name: satellite.name })}</h2>${conditionLines(
      view,
      satellite,
    )}${satellite.version === undefined ? nothing : html`<dl><div><dt>${words.format('technician.version')}</dt><dd>${satellite.version}</dd></div></dl>`}</section>`,
)}
<section class="panel" aria-labelledby="mode"><h2 id="mode">${words.format('technician.mode')}</h2>
<p class="about">${words.format('technician.mode-help')}</p>
<div class="choices">${modes.map(
    mode =>
      html`<button type="button" class="act" id="mode-${mode}" data-act="mode" data-value="${mode}" aria-pressed="${String(mode === feed.mode)}">${words.format('technician.mode-of', { mode })}</button>`,
  )}</div></section>
<section class="panel" aria-labelledby="tests"><h2 id="tests">${words.format('technician.tests')}</h2>
<p class="about">${words.format('technician.self-test-help')}</p>
<div class="row">${actButton(view, 'self-test', '', words.format('technician.self-test'), 'self-test')}</div>
${
  feed.restartable
    ? html`<p class="about">${words.format('technician.restart-box-help')}</p><div class="row">${restartButton(view, undefined)}</div>`
    : html`<p class="about">${words.format('technician.restart-impossible')}</p>`
}</section>
<section class="panel"><p class="about">${words.format('technician.bundle-help')}</p>
<div class="row"><a class="act" id="bundle" href="/api/technician/diagnostics" download>${words.format('technician.bundle')}</a></div></section>
<div class="row">${actButton(view, 'leave', '', words.format('technician.leave'), 'leave')}</div>
</main>`;
}
