import type { Page } from 'playwright-core';
import type { KioskBox } from './kiosk-box';
import { barriersOn, complaintsOf, misfitsOn } from './page-checks';

/** Somebody in front of the kiosk. */
export class KioskPerson {
  readonly page: Page;
  readonly box: KioskBox;
  /** Where the box is, seen from the browser. */
  readonly #url: () => string;
  /** Errors of the page, breaches of its own rules, and requests to anywhere but the box. */
  readonly complaints: readonly string[];

  constructor(page: Page, box: KioskBox, url: () => string = () => box.url) {
    this.page = page;
    this.box = box;
    this.#url = url;
    this.complaints = complaintsOf(page, url);
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

  /** See `barriersOn`. */
  barriers(): Promise<string[]> {
    return barriersOn(this.page);
  }

  /** See `misfitsOn`. */
  misfits(): Promise<string[]> {
    return misfitsOn(this.page);
  }

  async tickets(): Promise<readonly Record<string, unknown>[]> {
    const response = await fetch(`${this.box.url}/api/state`);
    return ((await response.json()) as { tickets: Record<string, unknown>[] }).tickets;
  }
}
