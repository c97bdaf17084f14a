import { morph } from '../../../firmware/screens/browser-page/morph';
import { codeInPicture } from './claim-picture';

/** What the box answers to everything: the page as it is now. */
interface Page {
  readonly version: number;
  readonly language: string;
  readonly title: string;
  readonly markup: string;
}

/** A question for news is answered after at most a quarter of a minute; a claim or a report on paper takes its time, ms. */
const patience = { news: 30_000, act: 90_000 } as const;
const pause = 1000;

const root = document.querySelector('#page');
let version = -1;
let shown = '';
let busy = false;
/** Until the last press has its answer. */
let idle: Promise<unknown> = Promise.resolve();
/** The question for news that is under way, and those whose answer nobody wants any more. */
let question = new AbortController();
const givenUp = new WeakSet<AbortController>();

async function ask(path: string, body?: object, abort = new AbortController()): Promise<Page | undefined> {
  const timer = setTimeout(() => abort.abort(), body ? patience.act : patience.news);
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
  // Its answer would be for who this was before, and in the language before.
  givenUp.add(question);
  question.abort();
  const answer = ask(`/api/setup/${name}`, body);
  idle = answer;
  const page = await answer;
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
    await idle;
    question = new AbortController();
    const asked = question;
    const page = await ask(`/api/setup/page?seen=${version}`, undefined, asked);
    if (givenUp.has(asked)) continue;
    tellLost(page === undefined);
    // A box that began anew counts from nothing again.
    if (page && page.version < version) version = -1;
    // What was said to this phone alone stays until its next press.
    if (page && !(shown === 'enter' && page.markup.includes('data-step="enter"'))) show(page);
    if (page) version = page.version;
    else await new Promise(resolve => setTimeout(resolve, pause));
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
