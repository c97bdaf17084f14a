import type { Page } from 'playwright-core';
import { holdBack } from './hold-back';
import type { KioskBox } from './kiosk-box';
import { letIn } from './let-in';
import { complaintsOf } from './page-checks';

/** Somebody at the panel of a counter. */
export class Officer {
  readonly page: Page;
  readonly box: KioskBox;
  readonly counter: string;
  readonly complaints: readonly string[];

  constructor(page: Page, box: KioskBox, counter: string) {
    this.page = page;
    this.box = box;
    this.counter = counter;
    this.complaints = complaintsOf(page, () => box.url);
  }

  /** Comes in by a link of the counter. @returns id of its token */
  async comeIn(query = ''): Promise<string> {
    const { id } = await letIn(this.page, this.box, `counter/${this.counter}`);
    await this.open(query);
    return id;
  }

  async open(query = ''): Promise<void> {
    await this.page.goto(`${this.box.url}/counter/${this.counter}${query}`);
    await this.page.waitForSelector('html[data-connection=live]');
  }

  async sees(selector: string, text?: string | RegExp): Promise<void> {
    const found = this.page.locator(selector);
    await (text === undefined ? found : found.filter({ hasText: text })).first().waitFor();
  }

  /** Sees nothing new of the box until `release` is called. */
  looksAway(): Promise<() => Promise<void>> {
    return holdBack(this.page, `**/api/counter/${this.counter}`);
  }
}

/** A command as a program on the box gives it. */
export async function command(box: KioskBox, name: string, args: object): Promise<Record<string, unknown>> {
  const response = await fetch(`${box.url}/api/command/${name}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ args }),
  });
  return ((await response.json()) as { result?: Record<string, unknown> }).result ?? {};
}
