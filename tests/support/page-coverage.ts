import { randomUUID } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { pageScripts } from '../coverage/page-scripts';
import type { KnownMap } from '../coverage/tally';

/** Where `npm run coverage` gathers what was gone through. */
const gathered = process.env.NODE_V8_COVERAGE;

/** Of the pages as they are in this process. */
let known: Map<string, KnownMap> | undefined;

/** Every page of this browser leaves what its scripts went through where programs do, while coverage is measured. */
export function measuredBrowser(browser: Browser): Browser {
  if (gathered === undefined) return browser;
  const newContext = browser.newContext.bind(browser);
  browser.newContext = async options => measuredContext(await newContext(options));
  const newPage = browser.newPage.bind(browser);
  browser.newPage = async options => measuredPage(await newPage(options), gathered);
  return browser;
}

export function measuredContext(context: BrowserContext): BrowserContext {
  if (gathered === undefined) return context;
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
  await page.coverage.startJSCoverage({ resetOnNavigation: false });
  const note = async () => {
    known ??= pageScripts();
    const scripts = await page.coverage.stopJSCoverage();
    const measured = scripts.flatMap(({ source = '', functions }, index) => {
      const map = known?.get(source);
      return map ? { url: `page:${index}`, functions, map } : [];
    });
    if (measured.length === 0) return;
    const result = measured.map(({ url, functions }) => ({ url, functions }));
    const maps = Object.fromEntries(measured.map(({ url, map }) => [url, map]));
    const text = JSON.stringify({ result, 'source-map-cache': maps });
    writeFileSync(join(folder, `page-${randomUUID()}.json`), text);
  };
  // A script is forgotten with the document that ran it.
  const before =
    <Args extends unknown[], Result>(act: (...args: Args) => Promise<Result>) =>
    async (...args: Args): Promise<Result> => {
      await note();
      await page.coverage.startJSCoverage({ resetOnNavigation: false });
      return act(...args);
    };
  page.goto = before(page.goto.bind(page));
  page.reload = before(page.reload.bind(page));
  const close = page.close.bind(page);
  page.close = async options => {
    // It may be gone already.
    await note().catch(() => undefined);
    await close(options);
  };
  return page;
}
