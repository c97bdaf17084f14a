import { readFileSync } from 'node:fs';
import type { Page } from 'playwright-core';

const axe = readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');

/** WCAG 2.2 A and AA. What is in order is not told, and no rule of these reads style sheets by itself: both would take long. */
const asked = {
  runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'],
  resultTypes: ['violations'],
  preload: { assets: ['media'] },
};

/** What keeps somebody out of a page, as far as axe-core can tell. */
export async function barriersOn(page: Page): Promise<string[]> {
  if (!(await page.evaluate('"axe" in window'))) await page.evaluate(axe);
  return (await page.evaluate(
    `axe.run(${JSON.stringify(asked)})
      .then(found => found.violations.map(each => each.id + ': ' + each.nodes.map(node => node.html + ' ' + node.failureSummary).join(' | ')))`,
  )) as string[];
}

/** Targets smaller than 44 pixels, texts that are cut, and a page that scrolls sideways. */
const misfits = `(() => {
    const found = [];
    for (const target of document.querySelectorAll('a[href], button, select, summary')) {
      if (!target.checkVisibility()) continue;
      const { width, height } = target.getBoundingClientRect();
      if (width < 44 || height < 44) found.push('small: ' + target.outerHTML.slice(0, 90) + ' ' + width + ' x ' + height);
    }
    for (const element of document.querySelectorAll('#page *')) {
      if (element.closest('svg') || getComputedStyle(element).display === 'inline') continue;
      if (element.scrollWidth > element.clientWidth + 1) found.push('cut: ' + element.outerHTML.slice(0, 120));
    }
    if (document.documentElement.scrollWidth > innerWidth) found.push('scrolls sideways');
    return found;
  })()`;

/** See `misfits`. */
export async function misfitsOn(page: Page): Promise<string[]> {
  return (await page.evaluate(misfits)) as string[];
}

/** The same in each language, as it is chosen on the page; the last one stays. */
export async function misfitsIn(page: Page, languages: readonly string[]): Promise<string[]> {
  return (await page.evaluate(`(async () => {
    const found = [];
    for (const language of ${JSON.stringify(languages)}) {
      const choice = '#languages a[lang=' + language + ']';
      document.querySelector(choice).click();
      while (!document.querySelector(choice + '[aria-current]')) await new Promise(requestAnimationFrame);
      found.push(...${misfits}.map(misfit => language + ' ' + misfit));
    }
    return found;
  })()`)) as string[];
}

/** What Tab does not reach from the beginning of the page, in as many steps as there are things to be used. */
export async function beyondTab(page: Page): Promise<string[]> {
  const usable = `[...document.querySelectorAll('a[href], button, input, select, summary, textarea, [tabindex="0"]')]
    .filter(each => each.checkVisibility() && !each.disabled && each.tabIndex >= 0)`;
  // Chromium goes through day, month, year and calendar of a date.
  const steps = Number(
    await page.evaluate(`(() => {
      window.reached = new Set();
      addEventListener('focusin', ({ target }) => reached.add(target));
      document.activeElement?.blur();
      return ${usable}.length + 3 * document.querySelectorAll('input[type=date]').length;
    })()`),
  );
  await Promise.all(Array.from({ length: steps }, () => page.keyboard.press('Tab')));
  return (await page.evaluate(`${usable}
    .filter(each => !reached.has(each) && !(each.type === 'radio' && !each.checked))
    .map(each => each.outerHTML.slice(0, 120))`)) as string[];
}

/** What is wider than the window; tables and logs that scroll by themselves may be (WCAG 2.2, 1.4.10). */
export async function sidewaysOn(page: Page): Promise<string[]> {
  return (await page.evaluate(`(() => {
    if (document.documentElement.scrollWidth <= innerWidth) return [];
    return [...document.body.querySelectorAll('*')]
      .filter(each => each.getBoundingClientRect().right > innerWidth + 1)
      .map(each => each.outerHTML.slice(0, 120)).slice(0, 5).concat('scrolls sideways');
  })()`)) as string[];
}

/** Spaces text as somebody who reads with difficulty may want it (WCAG 2.2, 1.4.12). */
export async function spaceText(page: Page): Promise<void> {
  await page.evaluate(`(() => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync('* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important } p { margin-bottom: 2em !important }');
    document.adoptedStyleSheets = [sheet];
  })()`);
}

/** Collects errors of a page, breaches of its own rules, and requests to anywhere but the box. @param url where the box is now, seen from the browser */
export function complaintsOf(page: Page, url: () => string): readonly string[] {
  const complaints: string[] = [];
  page.on('pageerror', error => complaints.push(error.message));
  page.on('console', message => {
    // A box that is away is no fault of the page.
    const isAway = /ERR_(CONNECTION|SOCKET_NOT_CONNECTED|FAILED|INCOMPLETE|EMPTY)|status of 4/.test(
      message.text(),
    );
    if (message.type() === 'error' && !isAway) complaints.push(message.text());
  });
  page.on('request', request => {
    if (!request.url().startsWith(url())) complaints.push(request.url());
  });
  return complaints;
}
