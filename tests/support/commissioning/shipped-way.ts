import type { Browser } from 'playwright-core';
import encodeQR from 'qr';
import sharp from 'sharp';
import * as assert from 'uvu/assert';
import type { SetupLanguage } from '../../../provisioning/commissioning/words/words';
import { ScriptedTechnician } from './scripted-technician';
import { ShippedBox } from './shipped-box';

export interface Took {
  /** Seconds from power-on to the test ticket on paper. */
  readonly testTicket: number;
  /** The same to the acceptance report at the broker. */
  readonly report: number;
  /** The same to the first number that a customer took from the finished box. */
  readonly firstNumber: number;
}

const locales: Readonly<Record<SetupLanguage, string>> = { fi: 'fi-FI', sv: 'sv-FI', en: 'en-GB' };

/** The whole way with the programs as they ship, a printer and a board at their own pace, until a customer has a number from the finished box. */
export async function shippedWay(browser: Browser, language: SetupLanguage): Promise<Took> {
  const box = await new ShippedBox().start();
  const context = await browser.newContext({
    ignoreHTTPSErrors: true,
    locale: locales[language],
    viewport: { width: 360, height: 740 },
  });
  context.setDefaultTimeout(60_000);
  try {
    const since = performance.now();
    const elapsed = () => Math.round((performance.now() - since) / 100) / 10;
    const url = await box.powerOn();
    const slip = await box.paper(/QR https/);
    const code = /setup#([A-Z2-9-]{9})/.exec(slip)?.[1] ?? '';
    const technician = new ScriptedTechnician(await context.newPage(), language);
    await technician.scansSlip(url, code);
    await technician.goesOn('claim');
    await technician.showsClaim(await pictureOf(`${box.regionUrl}#${box.claim}`));
    await technician.at('devices');
    const buttons: Readonly<Record<string, string>> = {
      'counter-0-next': 'button-c',
      'counter-0-recall': 'button-b',
      'kiosk-0-0': 'button-a',
    };
    await technician.learns(task => box.press(buttons[task] ?? ''));
    await technician.triesAll();
    await box.paper(new RegExp(technician.say('test-title')));
    const testTicket = elapsed();
    await technician.goesOn('place');
    await technician.saysWhere('Kirjasto, tiskin 1 takana');
    await technician.accepts();
    await technician.page.waitForSelector('#published[data-published=true]');
    const report = elapsed();
    const told = (await box.retained('acceptance')) as { readonly box: string; readonly place: string };
    assert.is(told.box, 'library.hub');
    await technician.finishes();
    assert.type((await box.ready()).http, 'string', 'the same process is the appliance now');
    await box.retained('status');
    await untilTicket(box);
    return { testTicket, report, firstNumber: elapsed() };
  } finally {
    await context.close();
    await box.stop();
  }
}

/** As `tiski provision claim new` shows it, on a screen that fills a third of the picture. */
export async function pictureOf(text: string): Promise<Buffer> {
  const code = encodeQR(text, 'raw', { border: 4 });
  const size = code.length;
  const dots = Buffer.from(code.flat().map(dark => (dark ? 0 : 255)));
  const drawn = await sharp(dots, { raw: { width: size, height: size, channels: 1 } })
    .resize({ width: 500, kernel: 'nearest' })
    .toColourspace('srgb')
    .png()
    .toBuffer();
  return sharp({ create: { width: 1200, height: 1600, channels: 3, background: '#d0d4d8' } })
    .composite([{ input: drawn, left: 350, top: 500 }])
    .png()
    .toBuffer();
}

/** The board takes a moment to be found again; somebody who gets no number presses again. */
async function untilTicket(box: ShippedBox): Promise<void> {
  for (let n = 0; n < 20; n++) {
    await box.press('button-a');
    const came = await Promise.race([
      box.paper(/A10\d/).then(() => true),
      new Promise<boolean>(resolve => box.time.after(1000, 'customer', () => resolve(false))),
    ]);
    if (came) return;
  }
  throw new Error('no number');
}
