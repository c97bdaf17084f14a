import { type Html, html } from '../../../firmware/screens/html';
import { sayIn } from '../words/words';
import type { SetupView } from './setup-view';

export function siteStep({ language, box }: SetupView): Html {
  const say = sayIn(language);
  return html`<h1 tabindex="-1" data-start>${say('site-title')}</h1><p class="spelled">${box}</p><p>${say('site-why')}</p>
<p><button type="button" class="primary" id="fetch" data-act="fetch">${say('site-fetch')}</button></p>
<p><label for="file">${say('site-choose')}</label><input type="file" id="file" accept=".yaml,.yml,application/yaml" data-file="site"></p>`;
}
