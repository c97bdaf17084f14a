import { type Html, html, nothing } from '../../../firmware/screens/html';
import { type Step, steps } from '../course';
import type { Trouble } from '../trouble';
import { problemIn } from '../words/problem-words';
import { ownNames, type Say, type SetupLanguage, sayIn, setupLanguages } from '../words/words';

/** What stands around every step. */
export function frame(language: SetupLanguage, body: Html): Html {
  const say = sayIn(language);
  return html`<header><p class="name">${say('title')}</p>${languageChoice(language, say)}</header>
<p class="banner lost" id="lost" role="status" hidden>${say('lost')}</p>${body}`;
}

function languageChoice(language: SetupLanguage, say: Say): Html {
  const choices = setupLanguages.map(
    each =>
      html`<button type="button" data-act="language" data-value="${each}" lang="${each}" aria-pressed="${String(each === language)}">${ownNames[each]}</button>`,
  );
  return html`<div class="languages" role="group" aria-label="${say('language')}">${choices}</div>`;
}

/** Where one is on the way. */
export function stepList(step: Step, furthest: Step, say: Say): Html {
  const at = steps.indexOf(step);
  const items = steps.map((each, n) => {
    const name = `${n < at ? '✓ ' : ''}${say(`step-${each}`)}`;
    const isOpen = step !== 'done' && n <= steps.indexOf(furthest);
    const label =
      n === at
        ? html`<span aria-current="step">${name}</span>`
        : isOpen
          ? html`<button type="button" data-act="go" data-value="${each}">${name}</button>`
          : html`<span>${name}</span>`;
    return html`<li class="${n === at ? 'now' : 'other'}">${label}</li>`;
  });
  return html`<nav aria-label="${say('steps-title')}"><ol class="steps">${items}</ol></nav>`;
}

/** What keeps one from going on; the place is there before anything is said, so that it is read out. */
export function troubleBox(trouble: Trouble | undefined, language: SetupLanguage): Html {
  const say = sayIn(language);
  if (!trouble) return html`<div id="trouble" role="alert"></div>`;
  const { what, advice } = problemIn(trouble.code, language);
  const list =
    trouble.lines.length === 0
      ? nothing
      : html`<p>${say('site-problems')}</p><pre tabindex="0">${trouble.lines.join('\n')}</pre>`;
  return html`<div id="trouble" role="alert"><section class="trouble" data-code="${trouble.code}"><p class="alarm">${say('trouble')}</p><p><strong>${what}.</strong></p><p>${advice}</p>${list}<p class="code">${say('code', { code: trouble.code })}</p></section></div>`;
}
