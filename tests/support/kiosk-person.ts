import { readFileSync } from 'node:fs';
import type { Page } from 'playwright-core';
import type { KioskBox } from './kiosk-box';

/** Somebody in front of the kiosk. */
export class KioskPerson {
  readonly page: Page;
  readonly box: KioskBox;
  /** Where the box is, seen from the browser. */
  readonly #url: () => string;
  /** Errors of the page, breaches of its own rules, and requests to anywhere but the box. */
  readonly complaints: string[] = [];

  constructor(page: Page, box: KioskBox, url: () => string = () => box.url) {
    this.page = page;
    this.box = box;
    this.#url = url;
    page.on('pageerror', error => this.complaints.push(error.message));
    page.on('console', message => {
      // A box that is away is no fault of the page.
      const isAway = /ERR_CONNECTION|ERR_FAILED|ERR_INCOMPLETE|ERR_EMPTY|status of 4/.test(message.text());
      if (message.type() === 'error' && !isAway) this.complaints.push(message.text());
    });
    page.on('request', request => {
      if (!request.url().startsWith(url())) this.complaints.push(request.url());
    });
  }

  async arrive(query = ''): Promise<void> {
    await this.page.goto(`${this.#url()}/kiosk/lobby${query}`);
    await this.page.waitForSelector('html[data-connection=live]');
  }

  async sees(selector: string, text?: string | RegExp): Promise<void> {
    const found = this.page.locator(selector);
    await (text === undefined ? found : found.filter({ hasText: text })).first().waitFor();
  }

  async number(): Promise<string> {
    await this.sees('#number');
    return (await this.page.textContent('#number')) ?? '';
  }

  /** What keeps somebody out, as far as axe-core can tell (WCAG 2.2 A and AA). */
  async barriers(): Promise<string[]> {
    if (!(await this.page.evaluate('"axe" in window')))
      await this.page.evaluate(readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8'));
    return (await this.page.evaluate(
      `axe.run({ runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'] })
        .then(found => found.violations.map(each => each.id + ': ' + each.nodes.map(node => node.html + ' ' + node.failureSummary).join(' | ')))`,
    )) as string[];
  }

  /** Targets smaller than 44 pixels, texts that are cut, and a page that scrolls sideways. */
  async misfits(): Promise<string[]> {
    return (await this.page.evaluate(`(() => {
      const found = [];
      for (const target of document.querySelectorAll('a[href], button')) {
        const { width, height } = target.getBoundingClientRect();
        if (width < 44 || height < 44) found.push('small: ' + target.outerHTML.slice(0, 90) + ' ' + width + ' x ' + height);
      }
      for (const element of document.querySelectorAll('#page *')) {
        if (element.closest('svg') || getComputedStyle(element).display === 'inline') continue;
        if (element.scrollWidth > element.clientWidth + 1) found.push('cut: ' + element.outerHTML.slice(0, 120));
      }
      if (document.documentElement.scrollWidth > innerWidth) found.push('scrolls sideways');
      return found;
    })()`)) as string[];
  }

  async tickets(): Promise<readonly Record<string, unknown>[]> {
    const response = await fetch(`${this.box.url}/api/state`);
    return ((await response.json()) as { tickets: Record<string, unknown>[] }).tickets;
  }
}
