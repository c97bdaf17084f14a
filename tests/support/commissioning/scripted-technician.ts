import type { Page } from 'playwright-core';
import * as assert from 'uvu/assert';
import type { CatalogueCode } from '../../../hal/platform/catalogue';
import { problemIn } from '../../../provisioning/commissioning/words/problem-words';
import { type SetupLanguage, sayIn } from '../../../provisioning/commissioning/words/words';

/** Presses the button that stands where the page asks for it. */
export type PressAt = (task: string) => Promise<void> | void;

/** Somebody with a phone who has never seen the box: does what the page says, in the words of one language. */
export class ScriptedTechnician {
  readonly page: Page;
  readonly language: SetupLanguage;
  readonly say: ReturnType<typeof sayIn>;

  constructor(page: Page, language: SetupLanguage) {
    this.page = page;
    this.language = language;
    this.say = sayIn(language);
  }

  /** Scans the picture of the slip. */
  async scansSlip(url: string, code: string): Promise<void> {
    await this.page.goto(`${url}#${code}`);
    await this.at('network');
    await this.page.waitForSelector('#check-broker');
  }

  async at(step: string): Promise<void> {
    await this.page.waitForSelector(`main[data-step=${step}]`);
    await this.idle();
    assert.is(await this.page.getAttribute('html', 'lang'), this.language);
  }

  /** The page has had its answer. */
  async idle(): Promise<void> {
    await this.page.waitForSelector('html:not([data-busy])');
  }

  async looksAtNetwork(): Promise<void> {
    await this.page.click('[data-act=network]');
    await this.idle();
  }

  async goesOn(to: string): Promise<void> {
    await this.page.click(`#go-${to}`);
    await this.at(to);
  }

  /** Types a claim. Where it leads to, the caller awaits. */
  async claims(text: string): Promise<void> {
    await this.page.fill('#claim', text);
    await this.page.click('#use-claim');
    await this.idle();
  }

  /** Takes a picture of a claim. */
  async showsClaim(picture: Buffer): Promise<void> {
    await this.page.setInputFiles('#scan', { name: 'claim.png', mimeType: 'image/png', buffer: picture });
  }

  /** Lets the box learn all buttons, one after the other. */
  async learns(press: PressAt): Promise<void> {
    const tasks = await this.page.$$eval('[id^=task-]', items =>
      items.map(({ id }) => id.slice('task-'.length)),
    );
    for (const [n, task] of tasks.entries()) {
      if ((await this.page.getAttribute(`#task-${task}`, 'data-learned')) === 'true') continue;
      if (n === 0 || (await this.page.$(`#task-${task} .waits`)) === null)
        await this.page.click(`#task-${task} [data-act=learn]`);
      await this.page.waitForSelector(`#task-${task} .waits`);
      await this.page.waitForSelector('#deaf', { state: 'detached' });
      await press(task);
      await this.page.waitForSelector(`#task-${task}[data-learned=true]`);
    }
  }

  async tries(device: string): Promise<void> {
    await this.page.click(`#device-${device} [data-act=try]`);
    await this.idle();
  }

  /** Lamps that light, sounders that sound, printers that print. */
  async triesAll(): Promise<void> {
    const devices = await this.page.$$eval('[id^=device-]', items =>
      items.map(({ id }) => id.slice('device-'.length)),
    );
    for (const device of devices) {
      if ((await this.page.getAttribute(`#device-${device}`, 'data-result')) === 'ok') continue;
      await this.tries(device);
      const asked = await this.page.$(`#device-${device} [data-act=good]`);
      await asked?.click();
      await this.page.waitForSelector(`#device-${device}[data-result=ok]`);
    }
  }

  async saysWhere(place: string): Promise<void> {
    await this.page.fill('#place', place);
    await this.page.fill('#contact', 'IT 015 123 45');
    await this.page.click('#go-accept');
    await this.at('accept');
  }

  async accepts(): Promise<void> {
    await this.page.click('#accept');
    await this.at('done');
    await this.page.waitForSelector('#printed[data-printed=done]');
    assert.match((await this.page.textContent('h1')) ?? '', this.say('done-title'));
  }

  async finishes(): Promise<void> {
    await this.page.click('#finish');
    await this.at('ended');
  }

  /** The page says what is wrong and what to do, in the language, with the code that support asks for. */
  async isAdvised(code: CatalogueCode): Promise<void> {
    const told = await this.page.waitForSelector(`main [data-code=${code}]`);
    const text = (await told.textContent()) ?? '';
    const { what, advice } = problemIn(code, this.language);
    assert.match(text, what);
    assert.match(text, advice);
    assert.match(text, this.say('code', { code }));
  }
}
