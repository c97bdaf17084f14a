import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { defaultLimits } from '../../hal/drivers/escpos/limits';
import type { VirtualButton } from '../../hal/drivers/virtual/button';
import { garbage } from '../../simulator/printer';
import { Point, type PointOptions } from '../support/point';

const test = suite('a printer at fault');

/** How soon a fault is on the page and on MQTT, ms (product.md, "Health"). */
const soon = 2000;

/**
 * How soon a printer is ok after its cable is in again, ms, at the worst: an attempt has just begun that nobody answers; then the longest pause; then the
 * connection is put in order, as tickets were on their way; then a round of questions is answered.
 */
const { neverAnswers, retryLongest, sync, clear, poll } = defaultLimits;
const backAfter = neverAnswers + retryLongest + sync + clear + poll;

async function at(options: PointOptions, visit: (point: Point) => Promise<void>): Promise<void> {
  const point = await new Point(options).start();
  try {
    await visit(point);
  } finally {
    await point.stop();
  }
}

async function shown(point: Point, health: string, code?: string): Promise<void> {
  const is = (state?: { health: string; code?: string }) =>
    state?.health === health && (code === undefined || state.code === code);
  await point.until(
    `${health} ${code ?? ''} on the box, which says ${JSON.stringify(point.printerState)}`,
    () => is(point.printerState),
    soon,
  );
  await point.until(`${health} ${code ?? ''} on MQTT`, () => is(point.printerOnWire), soon);
  const page = (await (await fetch(`${point.http}/api/state`)).json()) as {
    devices: { name: string; health: string }[];
  };
  assert.is(page.devices.find(({ name }) => name === 'printer')?.health, health);
}

/** No number on two papers, and nothing of what was pressed in the fault comes out afterwards. */
async function assertNoGhosts(point: Point, late: readonly string[]): Promise<void> {
  const before = point.printer.tickets.length;
  const next = await point.press({ service: 'town' });
  await point.until('the queue goes on', () => point.papers.includes(next.result?.ticket ?? '-'));
  await new Promise(resolve => setTimeout(resolve, 600));
  assert.is(new Set(point.papers).size, point.papers.length, `twice: ${point.papers}`);
  for (const code of late) assert.not(point.papers.slice(before).includes(code), `${code} came out late`);
}

for (const profile of ['epson', 'generic']) {
  const epson: PointOptions = { driver: { profile } };

  test(`${profile}: paper runs out in mid-ticket`, () =>
    at({ ...epson, printer: { speed: 60 } }, async point => {
      const { result } = await point.press({ service: 'tax' });
      await point.until('the ticket has begun', () => point.printer.paper < 75_000 - 20);
      point.printer.paperOut();
      await shown(point, 'failed', 'printer-paper-out');
      await point.until('the end is told', () => point.printStateOf(result?.ticket ?? '') === 'unconfirmed');
      const during = await point.press({ service: 'tax' });
      assert.ok(during.ok, 'who can read the number elsewhere gets one');
      point.printer.loadPaper();
      await shown(point, 'ok');
      await assertNoGhosts(point, [result?.ticket ?? '', during.result?.ticket ?? '']);
    }));

  test(`${profile}: the cover is opened in mid-ticket`, () =>
    at({ ...epson, printer: { speed: 60 } }, async point => {
      const { result } = await point.press({ service: 'tax' });
      await point.until('the ticket has begun', () => point.printer.paper < 75_000 - 20);
      point.printer.openCover();
      await shown(point, 'failed', 'printer-cover-open');
      await point.until('the end is told', () => point.printStateOf(result?.ticket ?? '') === 'unconfirmed');
      point.printer.closeCover();
      await shown(point, 'ok');
      await assertNoGhosts(point, [result?.ticket ?? '']);
    }));
}

async function cableOut(profile: string): Promise<void> {
  await at({ driver: { profile } }, async point => {
    await point.press({ service: 'tax' });
    await point.until('a first paper', () => point.papers.length === 1);
    await point.printer.unplugCable();
    const away = [(await point.press({ service: 'tax' })).result?.ticket ?? ''];
    await point.until('not shown as ok', () => point.printerState.health !== 'ok', soon + 500);
    for (let n = 0; n < 4; n++) {
      away.push((await point.press({ service: 'tax' })).result?.ticket ?? '');
      await new Promise(resolve => setTimeout(resolve, 1900));
    }
    await point.until(
      'all ends are told',
      () => away.every(code => point.printStateOf(code) === 'unconfirmed'),
      8000,
    );
    await point.printer.plugCable();
    await point.until('ok again', () => point.printerState.health === 'ok', backAfter);
    await assertNoGhosts(point, away);
  });
}

test('the cable is out for 10 s', async () => {
  await Promise.all(['epson', 'generic'].map(cableOut));
});

test('a printer that never answers: tickets come out, their ends are not claimed, the printer is never shown as ok', () =>
  at({ printer: { profile: 'mute' } }, async point => {
    const codes: string[] = [];
    for (let n = 0; n < 3; n++) codes.push((await point.press({ service: 'tax' })).result?.ticket ?? '');
    await point.until('the papers', () => point.papers.length === 3);
    await shown(point, 'unknown', 'printer-silent');
    await point.until('told as unconfirmed', () =>
      codes.every(code => point.printStateOf(code) === 'unconfirmed'),
    );
    assert.equal(point.papers, codes);
  }));

test('garbage instead of status: the printer is unknown, the queue goes on, and it is ok when the garbage ends', () =>
  at({}, async point => {
    const end = point.printer.behave(garbage(5));
    await point.until('not shown as ok', () => point.printerState.health !== 'ok', soon + 500);
    const codes = [
      (await point.press({ service: 'tax' })).result?.ticket,
      (await point.press({ service: 'tax' })).result?.ticket,
    ];
    assert.equal(codes, ['V101', 'V102']);
    end();
    await point.until('ok again', () => point.printerState.health === 'ok', 8000);
    await assertNoGhosts(point, []);
  }));

test('a button gives no number while nothing can show it, and says so with lamp and tone', () =>
  at({}, async point => {
    point.printer.paperOut();
    await shown(point, 'failed', 'printer-paper-out');
    const { hal, runtime } = point.appliance;
    (hal.devices.get('button') as VirtualButton).press();
    await point.until('the lamp says so', () => hal.find('lamp', 'kiosk-lamp')?.sign === 'refused');
    assert.is(hal.devices.get('sounder')?.counters.tones, 1);
    assert.is(runtime.state.tickets.size, 0);
  }));

test.run();
