import { type Html, html } from '../../html';
import type { Look } from './look';

export interface PageDocument {
  /** Of the bundled script and style: `kiosk` for `kiosk-page.js` and `kiosk-page.css`. */
  readonly name: string;
  readonly title: string;
  /** BCP 47 tag of the words that stand in the body. */
  readonly locale: string;
  readonly look: Look;
  /** Language of the site: that of the page where its address names none. */
  readonly usual: string;
  readonly body: Html;
}

/**
 * The whole page as the box sends it: readable before its script runs, and without it. The script draws the same body from the same
 * functions, so nothing moves when it takes over.
 */
export function pageDocument({ name, title, locale, look, usual, body }: PageDocument): Html {
  return html`<!doctype html>
<html lang="${locale}" data-usual="${usual}" data-text="${look.text}" data-contrast="${look.contrast}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title}</title>
<link rel="icon" href="/assets/icon.svg">
<link rel="stylesheet" href="/assets/${name}-page.css">
<script type="module" src="/assets/${name}-page.js"></script>
</head>
<body><div id="page">${body}</div></body>
</html>
`;
}
