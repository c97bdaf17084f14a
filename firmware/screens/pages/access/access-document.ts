import { locales } from '../../../texts/locales';
import { screenTexts, spokenLanguages } from '../../../texts/screen-texts';
import type { accessPlaceholders } from '../../../texts/screens/access-keys';
import { accessWording } from '../../../texts/screens/access-wording';
import { type Html, html, nothing } from '../../html';

type Key = keyof typeof accessPlaceholders;

/** Where the page is drawn: as much of the site as it needs. */
export interface AccessPlace {
  /** The first is the default. */
  readonly languages: readonly string[];
  readonly timezone: string;
}

/** States of `/enter`; the script shows one at a time. */
const states = ['entering', 'empty', 'wrong', 'limited', 'no-answer'] as const;

/** `/enter`: brings the token of the link, which stands behind the `#` and so in no log, to the box. */
export function enterDocument(place: AccessPlace): Html {
  const body = html`<main>
<h1>${inAll(place, 'access.title', 'span')}</h1>
<noscript>${inAll(place, 'access.script')}</noscript>
<div role="status">${states.map(
    state => html`<div data-state="${state}" hidden>${inAll(place, `access.${state}`)}</div>`,
  )}</div>
<button type="button" class="primary" id="again" hidden>${inAll(place, 'access.again', 'span')}</button>
</main>`;
  return accessDocument(place, body, html`<script type="module" src="/assets/enter-page.js"></script>`);
}

/** In the place of a page that this browser may not open: how to get in. @param role as `tiski tokens add` takes it, such as `counter/1` */
export function noEntryDocument(place: AccessPlace, role: string): Html {
  const body = html`<main>
<h1>${inAll(place, 'access.staff', 'span')}</h1>
${inAll(place, 'access.how')}
<div class="about">${inAll(place, 'access.make')}<p><code>tiski tokens add ${role}</code></p></div>
</main>`;
  return accessDocument(place, body, nothing);
}

/** In all languages of the site: nobody has chosen one yet. */
function inAll(place: AccessPlace, key: Key, element: 'p' | 'span' = 'p'): readonly Html[] {
  return spokenLanguages(accessWording, place).map(language => {
    const text = screenTexts(accessWording, language, place).format(key);
    return element === 'p'
      ? html`<p lang="${locales[language].locale}">${text}</p>`
      : html`<span lang="${locales[language].locale}">${text}</span> `;
  });
}

function accessDocument(place: AccessPlace, body: Html, script: Html): Html {
  const [language = 'en'] = spokenLanguages(accessWording, place);
  const title = screenTexts(accessWording, language, place).format('access.title');
  return html`<!doctype html>
<html lang="${locales[language].locale}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title}</title>
<link rel="icon" href="/assets/icon.svg">
<link rel="stylesheet" href="/assets/enter-page.css">
${script}
</head>
<body><div id="page">${body}</div></body>
</html>
`;
}
