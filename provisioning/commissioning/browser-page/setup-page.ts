import { morph } from '../../../firmware/screens/browser-page/morph';
import { codeInPicture } from './claim-picture';

/** What the box answers to everything: the page as it is now. */
interface Page {
  readonly version: number;
  readonly language: string;
  readonly title: string;
  readonly markup: string;
}

/** The box answers a question for news after at most half of it, ms. */
const patience = 30_000;
const pause = 1000;

const root = document.querySelector('#page');
let version = -1;
let shown = '';
let busy = false;

async function ask(path: string, body?: object): Promise<Page | undefined> {
  const abort = new AbortController();
  const timer = setTimeout(() => abort.abort(), patience);
  try {
    const response = await fetch(path, {
      ...(body && {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(body),
      }),
      signal: abort.signal,
    });
    return (await response.json()) as Page;
  } catch {
    return undefined;
  } finally {
    clearTimeout(timer);
  }
}

function show(page: Page): void {
  if (!root || page.version < version) return;
  version = page.version;
  document.documentElement.lang = page.language;
  document.title = page.title;
  morph(root, page.markup);
  const step = root.querySelector<HTMLElement>('main')?.dataset.step ?? '';
  if (step !== shown && shown !== '') root.querySelector<HTMLElement>('[data-start]')?.focus();
  shown = step;
}

function tellLost(isLost: boolean): void {
  const banner = document.querySelector<HTMLElement>('#lost');
  if (banner && shown !== 'ended') banner.hidden = !isLost;
}

/** One press at a time: a second one while the first is under way is the same hand. */
async function act(name: string, body: object): Promise<void> {
  if (busy) return;
  busy = true;
  document.documentElement.dataset.busy = name;
  const page = await ask(`/api/setup/${name}`, body);
  busy = false;
  delete document.documentElement.dataset.busy;
  tellLost(page === undefined);
  if (page) show(page);
}

document.addEventListener('click', event => {
  const button = event.target instanceof Element && event.target.closest<HTMLElement>('button[data-act]');
  if (button) void act(button.dataset.act ?? '', { value: button.dataset.value ?? '' });
});

document.addEventListener('submit', event => {
  event.preventDefault();
  const form = event.target;
  if (!(form instanceof HTMLFormElement)) return;
  const fields = [...new FormData(form)].map(([name, value]) => [name, String(value)]);
  void act(form.dataset.act ?? '', Object.fromEntries(fields));
});

document.addEventListener('change', async ({ target }) => {
  if (!(target instanceof HTMLInputElement)) return;
  const file = target.files?.[0];
  if (!file) return;
  if (target.dataset.file === 'site') return act('site', { text: await file.text() });
  if (target.dataset.scan !== 'claim') return;
  const claim = await codeInPicture(file);
  const unread = document.querySelector<HTMLElement>('#unread');
  if (unread) unread.hidden = claim !== undefined;
  target.value = '';
  if (claim !== undefined) await act('claim', { claim, url: '' });
});

/** Hears of what changes without a press: a learned button, a region that has confirmed. */
async function follow(): Promise<void> {
  for (;;) {
    const page = await ask(`/api/setup/page?seen=${version}`);
    tellLost(page === undefined);
    // A box that began anew counts from nothing again.
    if (page && page.version < version && !busy) version = -1;
    if (page && !busy) show(page);
    if (!page) await new Promise(resolve => setTimeout(resolve, pause));
  }
}

const main = root?.querySelector<HTMLElement>('main');
shown = main?.dataset.step ?? '';
const code = location.hash.slice(1);
history.replaceState(null, '', location.pathname);
void (async () => {
  if (code !== '' && shown === 'enter') await act('enter', { code });
  await follow();
})();
