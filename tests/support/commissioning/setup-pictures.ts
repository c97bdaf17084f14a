import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import sharp from 'sharp';
import { renderTicket } from '../../../simulator/printer';
import { launchChromium, wholeChromium } from '../chromium';
import { ScriptedTechnician } from './scripted-technician';
import { SetupBench } from './setup-bench';

const root = join(__dirname, '..', '..', '..');
const folder = join(root, 'provisioning', 'commissioning', 'pictures');
const gap = 24;

/** One beside the other, from the top, on grey. */
async function beside(pictures: readonly Buffer[], name: string, width: number): Promise<void> {
  const sizes = await Promise.all(pictures.map(picture => sharp(picture).metadata()));
  let left = gap;
  const placed = pictures.map((input, n) => {
    const at = { input, left, top: gap };
    left += (sizes[n]?.width ?? 0) + gap;
    return at;
  });
  const height = Math.max(...sizes.map(size => size.height ?? 0)) + 2 * gap;
  const sheet = sharp({ create: { width: left, height, channels: 3, background: '#8a9096' } });
  const whole = await sheet.composite(placed).png().toBuffer();
  writeFileSync(join(folder, name), await sharp(whole).resize({ width }).png({ palette: true }).toBuffer());
}

/** The pictures of `provisioning/commissioning`: papers from the bytes that went to the printer, pages from Chromium. */
export async function setupPictures(): Promise<void> {
  mkdirSync(folder, { recursive: true });
  const bench = await new SetupBench({ assetsDir: join(root, 'dist', 'assets') }).start();
  const browser = await launchChromium(wholeChromium);
  try {
    const context = await browser.newContext({
      ignoreHTTPSErrors: true,
      locale: 'en-GB',
      viewport: { width: 390, height: 780 },
      deviceScaleFactor: 1.5,
    });
    const technician = new ScriptedTechnician(await context.newPage(), 'en');
    const { page } = technician;
    const phone: Buffer[] = [];
    const shot = async () => {
      phone.push(await page.screenshot());
    };
    await bench.paper(/QR https/);
    bench.network.names = false;
    await technician.scansSlip(bench.url, bench.setup.code);
    await technician.isAdvised('setup-no-dns');
    await shot();
    bench.network.names = true;
    await technician.looksAtNetwork();
    await technician.goesOn('claim');
    bench.keepSite();
    await technician.claims(bench.claim());
    await technician.at('devices');
    await page.click('#task-counter-0-next [data-act=learn]');
    await page.waitForSelector('#task-counter-0-next .waits');
    await shot();
    bench.press('button-c');
    await technician.learns(task => bench.press(task === 'kiosk-0-0' ? 'button-a' : 'button-b'));
    await technician.triesAll();
    await technician.goesOn('place');
    await technician.saysWhere('Library, behind counter 1');
    await shot();
    const sheet = await context.newPage();
    await sheet.setViewportSize({ width: 800, height: 400 });
    await sheet.goto(`${bench.url}/sheet`);
    writeFileSync(join(folder, 'network-sheet.png'), await sheet.screenshot({ fullPage: true }));
    await page.click('[data-act=go][data-value=network]');
    await technician.at('network');
    await page.click('[data-act=print-sheet]');
    await technician.idle();
    await bench.paper(new RegExp(technician.say('sheet-to')));
    await page.click('[data-act=go][data-value=accept]');
    await technician.at('accept');
    await technician.accepts();
    await shot();
    await beside(phone, 'phone.png', 1600);
    const papers = bench.printer.tickets.filter(({ complete }) => complete);
    const drawn = (text: RegExp) => papers.filter(each => text.test(each.text.join('\n'))).slice(0, 1);
    const wanted = [/QR https/, /For the IT/, /Acceptance report/].flatMap(drawn);
    await beside(
      await Promise.all(wanted.map(({ bytes }) => renderTicket(bytes, { dots: 576 }))),
      'papers.png',
      1400,
    );
  } finally {
    await browser.close();
    await bench.stop();
  }
}
