import { type Html, html } from '../../html';
import type { Frame } from './frame';

/** WCAG 2.2, 2.2.1: nobody is thrown out without being asked, and one touch is enough to stay. */
export function stillThere(words: Frame['words'], seconds: number): Html {
  return html`<div id="leaving" role="alertdialog" aria-modal="true" aria-labelledby="leaving-name"><div>
<h2 id="leaving-name">${words.format('shell.still-there')}</h2>
<p>${words.format('shell.still-there-help', { seconds })}</p>
<button type="button" class="primary" id="go-on" data-act="go-on" data-start>${words.format('shell.go-on')}</button>
</div></div>`;
}
