import { type Html, html, nothing } from '../../../firmware/screens/html';
import { longestLabel } from '../acceptance';
import { localTime } from '../paper/local-time';
import type { Succeeded } from '../succession';
import { problemIn } from '../words/problem-words';
import { nameIn, sayIn } from '../words/words';
import { networkList } from './network-step';
import type { SetupView } from './setup-view';
import { taskKey } from './task-words';

export function placeStep({ language, labels }: SetupView): Html {
  const say = sayIn(language);
  const field = (name: 'place' | 'contact' | 'photo', required: boolean) =>
    html`<label for="${name}">${say(name)}</label><input id="${name}" name="${name}" maxlength="${longestLabel}" autocomplete="off" value="${labels[name]}"${required ? requiredMark : nothing} data-keep>`;
  return html`<h1 tabindex="-1" data-start>${say('place-title')}</h1><p>${say('place-why')}</p>
<form data-act="place">${field('place', true)}${field('contact', false)}${field('photo', false)}
<button type="submit" class="primary" id="go-accept">${say('go')}</button></form>`;
}

const requiredMark = html` required`;

export function acceptStep({ language, box, network, tasks, trials, labels }: SetupView): Html {
  const say = sayIn(language);
  const open = [
    ...tasks
      .filter(({ learned }) => !learned)
      .map(task => `${say(taskKey(task), { place: nameIn(task.place, language) })}: ${say('not-learned')}`),
    ...trials
      .filter(({ result }) => result !== 'ok')
      .map(({ kind, device, result }) => `${say(`kind-${kind}`)} ${device}: ${say(result)}`),
  ];
  const list =
    open.length === 0
      ? html`<p>${say('accept-none-open')}</p>`
      : html`<p>${say('accept-open')}</p><ul class="open">${open.map(each => html`<li>${each}</li>`)}</ul>`;
  return html`<h1 tabindex="-1" data-start>${say('accept-title')}</h1><p>${say('accept-why', { box })}</p><p class="spelled">${labels.place}</p>
${list}${networkList(
  network.filter(({ result }) => result !== 'ok'),
  language,
)}
<p><button type="button" class="primary" id="accept" data-act="accept">${say('accept')}</button></p>`;
}

export function doneStep(view: SetupView): Html {
  const { language, printed, hasPrinter, published, reports, succeeded } = view;
  const say = sayIn(language);
  if (succeeded) return swappedStep(view, succeeded);
  const paper =
    printed === undefined ? (hasPrinter ? say('working') : say('printed-none')) : say(`printed-${printed}`);
  const unsent = problemIn('setup-report-unsent', language);
  const later = html`${unsent.what}. ${unsent.advice} <span class="code">${say('code', { code: 'setup-report-unsent' })}</span>`;
  const sent = published || !reports ? html`${say(published ? 'published-yes' : 'published-none')}` : later;
  const again = hasPrinter
    ? html`<button type="button" data-act="print-report">${say('print-report')}</button>`
    : nothing;
  return html`<h1 tabindex="-1" data-start>${say('done-title')}</h1>
<h2>${say('done-report')}</h2><div role="status"><p id="printed" data-printed="${printed ?? ''}">${paper}</p><p id="published" data-published="${String(published)}">${sent}</p></div>${again}
<p>${say('done-next')}</p><p><button type="button" class="primary" id="finish" data-act="finish">${say('finish')}</button></p>`;
}

/** The queue of the box whose place this one has taken. */
function swappedStep({ language, box }: SetupView, { asOf, queue }: Succeeded): Html {
  const say = sayIn(language);
  const told = queue
    ? html`<ul id="queue"><li>${say('swap-waiting', { waiting: String(queue.waiting) })}</li><li>${say('swap-next', { next: queue.next.join(', ') })}</li></ul>`
    : nothing;
  return html`<h1 tabindex="-1" data-start>${say('done-title')}</h1><p class="spelled">${say('swap-is', { box })}</p>
<p>${say('swap-as-of', { at: localTime(asOf, language) })}</p>${told}<p>${say('swap-since')}</p>
<p>${say('swap-serve')}</p><p><button type="button" class="primary" id="finish" data-act="finish">${say('finish')}</button></p>`;
}
