import { type Html, html } from '../../../firmware/screens/html';
import { sayIn } from '../words/words';
import type { SetupView } from './setup-view';

export function claimStep({ language, regionUrl, waits, succeeds, box, fingerprint }: SetupView): Html {
  const say = sayIn(language);
  if (succeeds)
    return html`<h1 tabindex="-1" data-start>${say('swap-title', { box })}</h1><div role="status" id="succeeds"><p>${say('swap-comes')}</p><p>${say('working')}</p></div>`;
  if (waits)
    return html`<h1 tabindex="-1" data-start>${say('claim-title')}</h1><div role="status"><p>${say('claim-waits')}</p><p class="spelled">${fingerprint}</p></div>`;
  return html`<h1 tabindex="-1" data-start>${say('claim-title')}</h1><p>${say('claim-why')}</p>
<p><label for="scan">${say('claim-scan')}</label><input type="file" id="scan" accept="image/*" capture="environment" data-scan="claim"></p>
<p role="alert" id="unread" hidden data-keep>${say('claim-unread')}</p>
<form data-act="claim">
<label for="claim">${say('claim-text')}</label>
<input id="claim" name="claim" required autocomplete="off" autocapitalize="characters" spellcheck="false" data-keep>
<label for="url">${say('claim-url')}</label>
<input id="url" name="url" type="url" inputmode="url" autocomplete="off" value="${regionUrl}" data-keep>
<button type="submit" class="primary" id="use-claim">${say('claim-use')}</button>
</form>`;
}
