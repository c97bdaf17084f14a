import { type Html, html, nothing } from '../../../firmware/screens/html';
import type { CheckResult } from '../network/check-network';
import { problemIn } from '../words/problem-words';
import { type SetupLanguage, sayIn } from '../words/words';
import type { SetupView } from './setup-view';

const marks = { ok: '✓', failed: '✕', unknown: '?' } as const;

/** The checks from the cable to the services, each with what to ask for where it failed. */
export function networkList(network: readonly CheckResult[], language: SetupLanguage): Html {
  const say = sayIn(language);
  const items = network.map(({ check, result, code, detail }) => {
    const problem = code && problemIn(code, language);
    const why = problem
      ? html`<p><strong>${problem.what}.</strong> ${problem.advice}</p><p class="code">${say('code', { code })}</p>`
      : nothing;
    const about = detail === undefined ? nothing : html` <span class="quiet">${detail}</span>`;
    return html`<li class="check ${result}" id="check-${check}" data-result="${result}" data-code="${code ?? ''}"><p><span class="mark" aria-hidden="true">${marks[result]}</span> ${say(`check-${check}`)}: <em>${say(result)}</em>${about}</p>${why}</li>`;
  });
  return html`<ul class="checks">${items}</ul>`;
}

export function networkStep({ network, language, furthest }: SetupView): Html {
  const say = sayIn(language);
  const next = furthest === 'claim' || furthest === 'site' ? furthest : 'devices';
  const blocked = network.some(
    ({ result, check }) => result === 'failed' && check !== 'time' && check !== 'broker',
  );
  return html`<h1 tabindex="-1" data-start>${say('network-title')}</h1><p>${say('network-why')}</p>
<div role="status">${network.length === 0 ? html`<p>${say('working')}</p>` : networkList(network, language)}</div>
<p class="row"><button type="button" data-act="network">${say('check-again')}</button>
<a class="button" href="/setup/sheet" target="_blank">${say('sheet-open')}</a>
<button type="button" data-act="print-sheet">${say('sheet-print')}</button></p>
<p><button type="button" class="primary" id="go-${next}" data-act="go" data-value="${next}">${say(blocked ? 'go-anyway' : 'go')}</button></p>`;
}
