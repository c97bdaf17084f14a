import { launchChromium, wholeChromium } from '../support/chromium';
import { everyPage, startPoint } from '../support/every-page';
import { CountingWire, firstVisit, paintsOf } from '../support/page-visit';
import { type Row, sampled } from './row';

/** How many times slower the processor is for the page: a cheap kiosk or a tablet of some years. */
const slowed = 4;

const visits = 5;

/** What a page with nothing but its first line costs: the browser itself. */
const blank = 'data:text/html,<!doctype html><title>A</title><p>A';

/**
 * Every page as somebody sees it who opens it for the first time in a browser that keeps nothing, beside a page of one letter: until the
 * largest text or picture is there, which is what they came for, and what that costs the wire.
 */
export async function paintRows(): Promise<Row[]> {
  const point = await startPoint(12);
  const wire = new CountingWire(point.url);
  const url = await wire.start();
  const browser = await launchChromium(wholeChromium);
  const rows: Row[] = [];
  try {
    const floor: number[] = [];
    for (let visit = 0; visit < visits; visit++) {
      const { largest } = await firstVisit(browser, { url: blank, ready: 'p', slowed }, paintsOf);
      floor.push(largest);
    }
    for (const [name, { path, ready }] of Object.entries(everyPage)) {
      const paints: number[] = [];
      const bytes: number[] = [];
      for (let visit = 0; visit < visits; visit++) {
        const before = wire.bytes;
        await firstVisit(browser, { url: url + path, ready, slowed }, async page => {
          bytes.push(wire.bytes - before);
          paints.push((await paintsOf(page)).largest);
        });
      }
      rows.push({
        name: `${name}, first visit with the processor ${slowed} times slower, to what one came for`,
        unit: 'ms',
        value: sampled(paints),
        floor: { what: 'a page of one letter', value: sampled(floor) },
        bound: { median: 1000 },
      });
      rows.push({
        name: `${name}, first visit, on the wire`,
        unit: 'bytes',
        value: sampled(bytes),
        bound: { p99: 150_000 },
      });
    }
  } finally {
    await browser.close();
    await wire.stop();
    await point.close();
  }
  return rows;
}
