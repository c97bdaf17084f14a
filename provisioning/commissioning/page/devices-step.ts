import { type Html, html, nothing } from '../../../firmware/screens/html';
import type { Trial } from '../device-bench';
import { problemIn } from '../words/problem-words';
import { nameIn, type SetupLanguage, sayIn } from '../words/words';
import type { SetupView } from './setup-view';
import { pressKey, taskKey } from './task-words';

export function devicesStep(view: SetupView): Html {
  const { language, box, name, tasks, trials } = view;
  const say = sayIn(language);
  const learn = tasks.length === 0 ? nothing : learnPart(view);
  const tries =
    trials.length === 0
      ? nothing
      : html`<h2>${say('try-title')}</h2><ul class="devices">${trials.map(each => trialItem(each, language))}</ul>`;
  return html`<h1 tabindex="-1" data-start>${say('devices-title')}</h1><p>${say('is-box', { box, name: nameIn(name, language) })}</p>
${learn}${tries}
<p><button type="button" class="primary" id="go-place" data-act="go" data-value="place">${say('go')}</button></p>`;
}

function learnPart({ language, tasks, wanted, deaf }: SetupView): Html {
  const say = sayIn(language);
  const asked = tasks.find(({ id }) => id === wanted);
  const items = tasks.map(task => {
    const place = nameIn(task.place, language);
    const name = say(taskKey(task), { place });
    const state = task.learned ? say('learned', { device: task.device }) : say('not-learned');
    const act =
      task.id === wanted
        ? html`<span class="waits">${say('learn-waits')}</span>`
        : html`<button type="button" data-act="learn" data-value="${task.id}" aria-label="${say(task.learned ? 'learn-again' : 'learn-start')}: ${name}">${say(task.learned ? 'learn-again' : 'learn-start')}</button>`;
    return html`<li id="task-${task.id}" data-learned="${String(task.learned)}"><p><strong>${name}</strong><br>${state}</p>${act}</li>`;
  });
  const wish = asked
    ? html`<p class="wish">${say(pressKey(asked), { place: nameIn(asked.place, language) })}</p><button type="button" data-act="learn-stop">${say('learn-stop')}</button>`
    : nothing;
  return html`<h2>${say('learn-title')}</h2><p>${say('learn-why')}</p>${deafPart(deaf, language)}<div role="status" id="wish">${wish}</div><ul class="devices">${items}</ul>`;
}

/** Once for each reason: buttons of one board fall silent together. */
function deafPart(deaf: SetupView['deaf'], language: SetupLanguage): Html {
  const reasons = Map.groupBy(deaf, ({ code }) => code);
  const items = [...reasons].map(([code, buttons]) => {
    const { what, advice } = problemIn(code, language);
    const names = buttons.map(({ device }) => device).join(', ');
    return html`<li data-code="${code}"><p><strong>${names}: ${what}.</strong> ${advice}</p><p class="code">${sayIn(language)('code', { code })}</p></li>`;
  });
  return items.length === 0 ? nothing : html`<ul class="checks" id="deaf">${items}</ul>`;
}

function trialItem({ device, kind, result, code, asked }: Trial, language: SetupLanguage): Html {
  const say = sayIn(language);
  const tried =
    kind === 'ticket-printer' || kind === 'lamp' || kind === 'sounder' || kind === 'number-display'
      ? kind
      : undefined;
  if (!tried) return nothing;
  const name = `${say(`kind-${kind}`)} ${device}`;
  const question = asked
    ? html`<p id="asked-${device}">${say(`saw-${tried}`)}</p><p class="row" role="group" aria-labelledby="asked-${device}"><button type="button" data-act="good" data-value="${device}">${say('yes')}</button><button type="button" data-act="bad" data-value="${device}">${say('no')}</button></p>`
    : nothing;
  const why = code === undefined ? nothing : html`<br>${problemIn(code, language).what}`;
  return html`<li id="device-${device}" data-result="${result}" data-code="${code ?? ''}"><p><strong>${name}</strong><br>${say(result)}${why}</p><button type="button" data-act="try" data-value="${device}" aria-label="${say(`try-${tried}`)}: ${device}">${say(`try-${tried}`)}</button>${question}</li>`;
}
