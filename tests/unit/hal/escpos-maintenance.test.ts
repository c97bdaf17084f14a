import { test } from 'uvu';
import * as assert from 'uvu/assert';
import type { Life } from '../../../hal/drivers/escpos/life';
import { defaultLimits } from '../../../hal/drivers/escpos/limits';
import { EscposPrinter } from '../../../hal/drivers/escpos/printer';
import { type ProfileName, profiles } from '../../../hal/drivers/escpos/profiles';
import { silent } from '../../../hal/platform/log';
import { paperWidths } from '../../../hal/ticket-printer';
import { type ProfileName as PaperProfile, SimulatedPrinter } from '../../../simulator/printer';
import { VirtualTime } from '../../../simulator/time/virtual-time';
import { plainLines, testRoll, ticket } from '../../support/escpos-bench';
import { MemoryWire } from '../../support/memory-wire';

async function withOffice(
  profile: ProfileName,
  model: PaperProfile,
  run: (office: {
    readonly paper: SimulatedPrinter;
    readonly printer: EscposPrinter;
    readonly time: VirtualTime;
    wait(milliseconds: number): Promise<void>;
  }) => Promise<void>,
  life: Life = {},
): Promise<void> {
  const time = new VirtualTime();
  const paper = new SimulatedPrinter({ time, profile: model });
  const printer = new EscposPrinter('lobby', {
    transport: new MemoryWire(time, paper),
    profile: profiles[profile],
    limits: defaultLimits,
    paper: paperWidths[80],
    time,
    log: silent,
    roll: testRoll,
    life,
    encode: plainLines,
  });
  const wait = (milliseconds: number) => time.runTo(time.now() + milliseconds);
  await printer.start(new AbortController().signal);
  await wait(500);
  await run({ paper, printer, time, wait });
  const stopped = printer.stop();
  await wait(5_000);
  await stopped;
  await paper.stop();
}

test('a Custom printer tells its cuts, its paper and how often it was switched on', () =>
  withOffice('custom', 'custom', async ({ paper, printer, wait }) => {
    for (const code of ['K101', 'K102', 'K103']) void printer.print(ticket(code));
    await wait(20_000);
    const { printerCuts, printerCentimetres, printerPowerUps } = printer.counters;
    assert.is(printerCuts, 3);
    assert.is(printerCentimetres, Math.round(paper.counters.millimetres / 10));
    assert.is(printerPowerUps, 1);
    assert.equal(printer.status, { health: 'ok' });
    assert.is(printer.counters.garbageBytes, 0);
    assert.equal(paper.complaints, []);
  }));

test('a cutter and a head near the end of the life in their data sheet are told before they fail, by the count of the printer', () =>
  withOffice(
    'custom',
    'custom',
    async ({ printer, wait }) => {
      for (const code of ['K101', 'K102']) void printer.print(ticket(code));
      await wait(20_000);
      assert.equal(printer.status, { health: 'ok', warnings: ['printer-cutter-worn', 'printer-head-worn'] });
    },
    { cuts: 2, metres: 0.01 },
  ));

test('one that is far from it, or of which no life is known, is not', () =>
  withOffice(
    'custom',
    'custom',
    async ({ printer, wait }) => {
      void printer.print(ticket('K101'));
      await wait(20_000);
      assert.equal(printer.status, { health: 'ok' });
    },
    { cuts: 1_000_000 },
  ));

test('an Epson printer tells its cuts and its hours, again every hour', () =>
  withOffice('epson', 'epson', async ({ paper, printer, wait }) => {
    await wait(20_000);
    assert.is(printer.counters.printerCuts, 0);
    assert.is(printer.counters.printerHours, 0);
    void printer.print(ticket('K101'));
    await wait(3_700_000);
    assert.is(printer.counters.printerCuts, 1);
    assert.equal(printer.status, { health: 'ok' });
    assert.equal(paper.complaints, []);
  }));

test('a model that does not know the question is asked once, and stays well', () =>
  withOffice('custom', 'star', async ({ paper, printer, wait }) => {
    const bad: unknown[] = [];
    printer.events.on('status', status => bad.push(status));
    await wait(20_000);
    const asked = paper.complaints.length;
    assert.is(asked, 3);
    await wait(7_300_000);
    assert.is(paper.complaints.length, asked);
    assert.equal(bad, []);
    assert.is(printer.counters.printerCuts, undefined);
  }));

test('a ticket that is asked for while the printer owes an answer comes out all the same', () =>
  withOffice('custom', 'star', async ({ printer, time, wait }) => {
    await wait(9_600);
    const outcomes: string[] = [];
    const start = time.monotonic();
    for (let at = 0; at < 40; at++) {
      const code = `K${101 + at}`;
      void printer.print(ticket(code)).then(({ outcome }) => outcomes.push(outcome));
      await wait(100);
    }
    await wait(20_000);
    assert.is(outcomes.length, 40);
    assert.ok(outcomes.every(outcome => outcome === 'done'));
    assert.ok(time.monotonic() > start);
  }));

test.run();
