import { type Html, html } from '../../../firmware/screens/html';
import type { Trouble } from '../trouble';
import { type SetupLanguage, sayIn } from '../words/words';
import { claimStep } from './claim-step';
import { devicesStep } from './devices-step';
import { frame, stepList, troubleBox } from './frame';
import { acceptStep, doneStep, placeStep } from './last-steps';
import { networkStep } from './network-step';
import type { SetupView } from './setup-view';
import { siteStep } from './site-step';

const bodies = {
  network: networkStep,
  claim: claimStep,
  site: siteStep,
  devices: devicesStep,
  place: placeStep,
  accept: acceptStep,
  done: doneStep,
} as const;

/** For the technician who is in. */
export function setupBody(view: SetupView): Html {
  const { language, step, furthest, trouble } = view;
  return frame(
    language,
    html`${stepList(step, furthest, sayIn(language))}<main data-step="${step}">${troubleBox(trouble, language)}${bodies[step](view)}</main>`,
  );
}

/** For everybody else: how to get in. */
export function enterBody(language: SetupLanguage, fingerprint: string, trouble: Trouble | undefined): Html {
  const say = sayIn(language);
  return frame(
    language,
    html`<main data-step="enter">${troubleBox(trouble, language)}<h1 tabindex="-1" data-start>${say('enter-title')}</h1><p>${say('enter-why')}</p>
<form data-act="enter"><label for="code">${say('enter-code')}</label><input id="code" name="code" required autocomplete="off" autocapitalize="characters" spellcheck="false" data-keep><button type="submit" class="primary">${say('enter-go')}</button></form>
<h2>${say('fingerprint')}</h2><p class="spelled">${fingerprint}</p><p>${say('fingerprint-why')}</p></main>`,
  );
}

/** The last words: the box that said them is another now. */
export function endedBody(language: SetupLanguage): Html {
  const say = sayIn(language);
  return frame(
    language,
    html`<main data-step="ended"><h1 tabindex="-1" data-start>${say('ended-title')}</h1><p>${say('ended-why')}</p></main>`,
  );
}

/** The whole page as it is sent. */
export function setupDocument(language: SetupLanguage, body: Html): Html {
  const say = sayIn(language);
  return html`<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${say('title')}</title>
<link rel="icon" href="data:,">
<link rel="stylesheet" href="/assets/setup-page.css">
<script type="module" src="/assets/setup-page.js"></script>
</head>
<body><div id="page">${body}</div><noscript><p>${say('script')}</p></noscript></body>
</html>
`;
}
