import { createHash, randomUUID } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, BrowserContext, Page } from 'playwright-core';

/** Where `npm run coverage` gathers what was gone through. */
const gathered = process.env.NODE_V8_COVERAGE;

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
    const scripts = await page.coverage.stopJSCoverage();
    const result = scripts.map(({ source, functions }) => ({
      url: pageAddress(source ?? ''),
      functions,
    }));
    if (result.length > 0)
      writeFileSync(join(folder, `page-${randomUUID()}.json`), JSON.stringify({ result }));
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

/** By which a report knows the script of a page again. */
export function pageAddress(script: string): string {
  return `page:${createHash('sha256').update(script).digest('hex')}`;
}
