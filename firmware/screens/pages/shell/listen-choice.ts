import { type Html, html, nothing } from '../../html';
import type { Frame } from './frame';

export interface Listening {
  readonly words: Frame['words'];
  /** Of the page. */
  readonly language: string;
  /** Languages that the box can speak aloud. */
  readonly speaks: readonly string[] | undefined;
  readonly listens: boolean;
  /** Address of this very page, heard or not. */
  readonly at: (listens: boolean) => string;
}

/** Spoken guidance by headset, on request (EN 301 549, 5.1.3). Not offered in a language that the box has no voice for. */
export function listenChoice({ words, language, speaks, listens, at }: Listening): Html {
  if (!speaks?.includes(language)) return nothing;
  const label = words.format(listens ? 'shell.listen-stop' : 'shell.listen');
  return html`<nav id="speech" aria-label="${words.format('shell.speech')}"><a data-go id="listen" href="${at(!listens)}"${
    listens ? html` aria-current="true"` : nothing
  }>${label}</a>${
    listens
      ? html`<button type="button" data-act="say-again">${words.format('shell.say-again')}</button><button
 type="button" data-act="volume">${words.format('shell.volume')}</button>`
      : nothing
  }</nav>`;
}
