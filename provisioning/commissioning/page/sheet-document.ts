import { type Html, html } from '../../../firmware/screens/html';
import type { CheckResult, HostPort } from '../network/check-network';
import type { NetworkWants } from '../network/network-wants';
import { type SetupLanguage, sayIn } from '../words/words';
import { networkList } from './network-step';

/** The sheet for the IT of the town, to be printed or sent on from the phone. */
export function sheetDocument(
  wants: NetworkWants,
  found: readonly CheckResult[],
  language: SetupLanguage,
): Html {
  const say = sayIn(language);
  const at = (place: HostPort | undefined) =>
    place ? html`<b>${place.host}</b>, TCP <b>${place.port}</b>` : html`${say('sheet-unknown')}`;
  const names = wants.names.length > 0 ? wants.names.join(', ') : say('sheet-unknown');
  return html`<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${say('sheet-title')}</title>
<link rel="icon" href="data:,">
<link rel="stylesheet" href="/assets/setup-page.css">
</head>
<body><div id="page" class="sheet"><main>
<p class="quiet">${say('sheet-to')}</p><h1>${say('sheet-title')}</h1>
<p>${say('sheet-box')}: <b>${wants.box}</b></p>
<ol>
<li><h2>${say('sheet-socket')}</h2><p>${say('sheet-socket-want')} <b>${wants.mac}</b></p></li>
<li><h2>${say('sheet-names')}</h2><p>${say('sheet-names-want')} <b>${names}</b></p></li>
<li><h2>${say('sheet-out')}</h2><p>${say('sheet-out-want')}</p>
<table><tbody><tr><td>${at(wants.region)}</td><td>${say('sheet-region')}</td></tr><tr><td>${at(wants.broker)}</td><td>${say('sheet-broker')}</td></tr></tbody></table><p>${say('sheet-untouched')}</p></li>
<li><h2>${say('sheet-time')}</h2><p>${say('sheet-time-want')}</p></li>
<li><h2>${say('sheet-inside')}</h2><p>${say('sheet-inside-want', { ports: wants.ports.join(', ') })}</p></li>
</ol>
<h2>${say('sheet-found')}</h2>${networkList(found, language)}
</main></div></body>
</html>
`;
}
