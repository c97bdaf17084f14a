import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import sharp from 'sharp';
import { silent } from '../hal/platform/log';
import { SystemTime } from '../hal/platform/time';
import { renderTicket } from '../simulator/printer';
import { runSimulate } from '../simulator/simulate-command';
import { SimulatedSite } from '../simulator/simulated-site';
import { siteSettings } from '../simulator/site-settings';
import { bundleProgram } from './support/appliance-process';
import { openChromium, wholeChromium } from './support/chromium';
import { setupPictures } from './support/commissioning/setup-pictures';
import { Point } from './support/point';

/** `npm run pictures`: the pictures of the READMEs, from the running product. Tickets are drawn from the bytes that went to the printer. */

const folder = join(__dirname, '..', 'simulator', 'pictures');
const gap = 24;

async function tickets(): Promise<void> {
  const pictures: Buffer[] = [];
  for (const [paper, dots, languages] of [
    [80, 576, ['fi', 'sv']],
    [58, 384, ['en', 'se']],
  ] as const) {
    const point = await new Point({ driver: { profile: 'epson', paper }, printer: { dots } }).start();
    for (const language of languages) {
      await point.press({ service: 'tax', language });
      await point.until('the paper', () => point.papers.length === languages.indexOf(language as never) + 1);
    }
    for (const { bytes } of point.printer.tickets) pictures.push(await renderTicket(bytes, { dots }));
    await point.stop();
  }
  const sizes = await Promise.all(pictures.map(picture => sharp(picture).metadata()));
  const height = Math.max(...sizes.map(size => size.height ?? 0));
  let left = gap;
  const placed = pictures.map((input, n) => {
    const at = { input, left, top: gap };
    left += (sizes[n]?.width ?? 0) + gap;
    return at;
  });
  const sheet = sharp({
    create: { width: left, height: height + 2 * gap, channels: 3, background: '#8a9096' },
  });
  const whole = await sheet.composite(placed).png().toBuffer();
  writeFileSync(
    join(folder, 'tickets.png'),
    await sharp(whole).resize({ width: 1200 }).png({ palette: true }).toBuffer(),
  );
}

async function sideBySide(pictures: readonly Buffer[], name: string): Promise<void> {
  const { width = 0, height = 0 } = await sharp(pictures[0]).metadata();
  const sheet = sharp({
    create: {
      width: pictures.length * (width + gap) + gap,
      height: height + 2 * gap,
      channels: 3,
      background: '#8a9096',
    },
  });
  const placed = pictures.map((input, n) => ({ input, left: gap + n * (width + gap), top: gap }));
  const whole = await sheet.composite(placed).png().toBuffer();
  writeFileSync(
    join(folder, name),
    await sharp(whole).resize({ width: 1600 }).png({ palette: true }).toBuffer(),
  );
}

/** The room while customers wait, and the kiosk. */
async function screens(): Promise<void> {
  bundleProgram();
  const state = mkdtempSync(join(tmpdir(), 'tiski-pictures-'));
  const environment = { TISKI_STATE_DIR: state, TISKI_HTTP_PORT: '0', TISKI_MQTT_PORT: '0' };
  const site = new SimulatedSite({
    settings: siteSettings('mikkeli', '4', environment),
    virtual: false,
    time: new SystemTime(),
    log: silent,
    version: 'picture',
    random: Math.random,
  });
  const { http } = await site.start();
  const browser = await openChromium({ width: 1280, height: 900 }, wholeChromium);
  try {
    const page = await browser.context.newPage();
    await page.goto(`${http}/simulator`);
    await page.waitForSelector('#link.live');
    // Until somebody is served and others wait.
    for (const service of ['tax', 'register', 'police', 'tax', 'register', 'benefits'])
      await take(http, service);
    await wait(25_000);
    await page.screenshot({ path: join(folder, 'room.png') });
    await page.setViewportSize({ width: 1280, height: 800 });
    await page.goto(`${http}/kiosk?language=en`);
    await page.waitForSelector('html[data-connection=live]');
    const services = await page.screenshot();
    await page.click('#service-tax');
    await page.click('#take');
    await page.waitForSelector('#number');
    await sideBySide([services, await page.screenshot()], 'kiosk.png');
  } finally {
    await browser.close();
    await site.stop();
    rmSync(state, { recursive: true });
  }
}

/** The report of a month in a city. */
async function report(): Promise<void> {
  bundleProgram();
  const out = mkdtempSync(join(tmpdir(), 'tiski-pictures-'));
  const file = join(out, 'report.html');
  await runSimulate(['city', '--report', file], { write: () => undefined });
  const browser = await openChromium({ width: 1000, height: 1240 }, wholeChromium);
  try {
    const page = await browser.context.newPage();
    await page.goto(`file://${file}`);
    await page.screenshot({ path: join(folder, 'report.png') });
  } finally {
    await browser.close();
    rmSync(out, { recursive: true });
  }
}

async function take(http: string, service: string): Promise<void> {
  await fetch(`${http}/api/command/take-ticket`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ args: { service } }),
  });
}

async function main(): Promise<void> {
  mkdirSync(folder, { recursive: true });
  await tickets();
  await screens();
  await report();
  await setupPictures();
}

main();
