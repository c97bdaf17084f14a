import { randomUUID } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, BrowserContext, CDPSession, Page } from 'playwright-core';
import { pageScripts } from '../coverage/page-scripts';
import type { KnownMap } from '../coverage/tally';

/** Where `npm run coverage` gathers what was gone through. */
const gathered = process.env.NODE_V8_COVERAGE;

/** Of the pages as they are in this process. */
let known: Map<string, KnownMap> | undefined;

/** Every page of this browser leaves what its scripts went through where programs do, while coverage is measured. */
export function measuredBrowser(browser: Browser): Browser {
  if (!gathered) return browser;
  const newContext = browser.newContext.bind(browser);
  browser.newContext = async options => measuredContext(await newContext(options));
  const newPage = browser.newPage.bind(browser);
  browser.newPage = async options => measuredPage(await newPage(options), gathered);
  return browser;
}

export function measuredContext(context: BrowserContext): BrowserContext {
  if (!gathered) return context;
  const newPage = context.newPage.bind(context);
  context.newPage = async () => measuredPage(await newPage(), gathered);
  const close = context.close.bind(context);
  // A page that is closed with its context is asked before.
  context.close = async options => {
    await Promise.all(context.pages().map(page => page.close()));
    await close(options);
  };
  return context;
}

async function measuredPage(page: Page, folder: string): Promise<Page> {
  const session = await page.context().newCDPSession(page);
  const note = () => noteCounts(session, folder);
  await session.send('Debugger.enable');
  await session.send('Debugger.setSkipAllPauses', { skip: true });
  await session.send('Profiler.enable');
  await session.send('Profiler.startPreciseCoverage', { callCount: true, detailed: true });
  // A script is forgotten with the document that ran it, and once it is about to be left the browser answers nothing more.
  const before =
    <Args extends unknown[], Result>(act: (...args: Args) => Promise<Result>) =>
    async (...args: Args): Promise<Result> => {
      await note();
      return act(...args);
    };
  page.goto = before(page.goto.bind(page));
  page.reload = before(page.reload.bind(page));
  page.goBack = before(page.goBack.bind(page));
  await page.exposeFunction('noteCounts', () => note().catch(() => undefined));
  await page.addInitScript(leaveLater);
  const close = page.close.bind(page);
  page.close = async options => {
    // It may be gone already.
    await note().catch(() => undefined);
    await close(options);
  };
  return page;
}

/** Runs in the page: what leaves it by itself does so once its counts are noted. */
const leaveLater = `navigation.addEventListener('navigate', event => {
  const { navigationType: type, destination, formData, downloadRequest } = event;
  if (destination.sameDocument || formData || downloadRequest !== null || type === 'traverse' || window.isNoted) return;
  event.preventDefault();
  // Who asks twice leaves once: the second, sooner noted, would take along the script whose counts the first still looks up.
  if (window.isLeaving) return;
  window.isLeaving = true;
  window.noteCounts().then(() => {
    window.isNoted = true;
    if (type === 'reload') location.reload();
    else if (type === 'replace') location.replace(destination.url);
    else location.assign(destination.url);
  });
});`;

async function noteCounts(session: CDPSession, folder: string): Promise<void> {
  known ??= pageScripts();
  const { result } = await session.send('Profiler.takePreciseCoverage');
  const maps: Record<string, KnownMap> = {};
  const measured: { readonly url: string; readonly functions: unknown }[] = [];
  for (const { scriptId, url, functions } of result) {
    if (!url.startsWith('http')) continue;
    // What a document that is gone has run is counted already.
    const source = await session.send('Debugger.getScriptSource', { scriptId }).catch(() => undefined);
    const map = source && known.get(source.scriptSource);
    if (!map) continue;
    const name = `page:${scriptId}`;
    maps[name] = map;
    measured.push({ url: name, functions });
  }
  if (measured.length === 0) return;
  const text = JSON.stringify({ result: measured, 'source-map-cache': maps });
  writeFileSync(join(folder, `page-${randomUUID()}.json`), text);
}
