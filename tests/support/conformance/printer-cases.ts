import { once } from 'node:events';
import * as assert from 'uvu/assert';
import { defaultLimits } from '../../../hal/drivers/escpos/limits';
import type { PrintOutcome } from '../../../hal/ticket-printer';
import { garbage, lateAnswers, type SimulatedPrinter, silent, slow } from '../../../simulator/printer';
import { assertTruth, type Bench, type BenchOptions, copies, idle, ticket } from '../escpos-bench';
import { awake } from '../steady-time';

/** One fault of a printer on any wire, and what has to become of tickets and status. */
export interface PrinterCase {
  readonly title: string;
  readonly options: Omit<BenchOptions, 'wire'>;
  run(bench: Bench): Promise<void>;
}

/** With the limits of the product a printer that is gone in any way is shown within this time, ms. */
export const noticed = 2000;

/** A few rounds of answers show that they mean nothing, ms. */
export const disbelieved = 5000;

const done: PrintOutcome = { outcome: 'done' };

const inMidTicket = (paper: SimulatedPrinter) => once(paper.events, 'byte');

/** Waits for the status, for no longer than what is stated. */
async function shows({ until }: Bench, code: string, within = noticed): Promise<void> {
  const began = awake();
  await until(code);
  assert.ok(awake() - began < within, `${code} after ${awake() - began} ms`);
}

export const stuck: readonly PrinterCase[] = [
  {
    title: 'a stuck cutter leaves the ticket in doubt, and the printer serves again when the jam is out',
    options: {},
    async run({ paper, print, until }) {
      paper.cutterJam();
      const first = await print('K101');
      assert.equal(first.outcome, { outcome: 'unknown', code: 'printer-cutter-jam' });
      assert.equal((await print('K102')).outcome, { outcome: 'not-done', code: 'printer-cutter-jam' });
      paper.clearCutterJam();
      await until('ok');
      assert.equal((await print('K103')).outcome, done);
      assert.is(copies(paper, 'K102'), 0);
    },
  },
];

export const unhurried: readonly PrinterCase[] = [
  {
    title: 'a printer whose answers come late is still believed, each answer for its own ticket',
    options: { driver: 'generic', speed: 2_000 },
    async run({ paper, printer }) {
      paper.behave(lateAnswers(150));
      const codes = ['K101', 'K102', 'K103'];
      const outcomes = await Promise.all(codes.map(code => printer.print(ticket(code))));
      assert.equal(outcomes, [done, done, done]);
      assertTruth(paper, Object.fromEntries(codes.map((code, at) => [code, outcomes[at] ?? done])));
    },
  },
  {
    title: 'a printer that reads slowly gets the time it needs',
    options: { receiveBuffer: 256, speed: 2_000 },
    async run({ paper, print }) {
      paper.behave(slow(4_000));
      const { outcome, took } = await print('K101', 200);
      assert.equal(outcome, done);
      assert.ok(took > 350, `${took} ms`);
    },
  },
];

export const halfOpen: readonly PrinterCase[] = [
  {
    title: 'a cable without a sign of life is noticed, and no ticket of that time comes out when it is back',
    options: {},
    async run({ paper, printer, print, until }) {
      await paper.unplugCable();
      await until('printer-silent');
      assert.is(printer.status.health, 'unknown');
      const first = await print('K101');
      const second = await print('K102');
      assert.is(first.outcome.outcome, 'not-done');
      assert.is(second.outcome.outcome, 'not-done');
      await paper.plugCable();
      await until('ok');
      const third = await print('K103');
      await idle(paper);
      assert.equal(third.outcome, done);
      assertTruth(paper, { K101: first.outcome, K102: second.outcome, K103: third.outcome });
      assert.is(paper.tickets.length, 1);
    },
  },
  {
    title: 'a cable that falls silent in mid-ticket leaves the ticket in doubt, within seconds',
    options: {},
    async run({ paper, print }) {
      const first = print('K101', 60);
      await inMidTicket(paper);
      await paper.unplugCable();
      const unplugged = awake();
      const { outcome } = await first;
      const took = awake() - unplugged;
      assert.equal(outcome, { outcome: 'unknown', code: 'print-interrupted' });
      assert.ok(took < 1_500, `${took} ms`);
    },
  },
  {
    title: 'a printer that falls silent is not called ok, and found again when it speaks',
    options: { limits: defaultLimits },
    async run(bench) {
      const { paper, printer, print, until } = bench;
      const end = paper.behave(silent());
      await shows(bench, 'printer-silent');
      assert.is(printer.status.health, 'unknown');
      end();
      await until('ok');
      assert.equal((await print('K101')).outcome, done);
    },
  },
];

export const resets: readonly PrinterCase[] = [
  {
    title: 'a printer that loses its power in mid-ticket and comes back prints the next one',
    options: { driver: 'generic' },
    async run({ paper, print, until }) {
      const first = print('K101', 60);
      await inMidTicket(paper);
      await paper.powerOff();
      const { outcome } = await first;
      assert.is(outcome.outcome, 'unknown');
      await paper.powerOn();
      await until('ok');
      const second = await print('K102');
      assert.equal(second.outcome, done);
      assertTruth(paper, { K101: outcome, K102: second.outcome });
    },
  },
];

export const unplugged: readonly PrinterCase[] = [
  {
    title:
      'a printer that is taken away is failed, and found again when it is back, whatever its name is then',
    options: { limits: defaultLimits },
    async run(bench) {
      const { wire, paper, printer, print, until } = bench;
      await wire.unplug();
      await shows(bench, wire.absent);
      assert.is(printer.status.health, 'failed');
      const refused = await print('K101');
      assert.equal(refused.outcome, { outcome: 'not-done', code: wire.absent });
      assert.ok(refused.took < 20);
      await wire.plug();
      await until('ok');
      assert.equal((await print('K102')).outcome, done);
      assert.is(copies(paper, 'K101'), 0);
    },
  },
  {
    title: 'a printer that is taken away in mid-ticket: in doubt, and nothing is sent a second time',
    options: {},
    async run({ wire, paper, printer, print, until }) {
      const first = print('K101', 60);
      await inMidTicket(paper);
      await wire.unplug();
      const { outcome, took } = await first;
      assert.equal(outcome, { outcome: 'unknown', code: 'print-interrupted' });
      assert.ok(took < 1_500, `${took} ms`);
      await wire.plug();
      await until('ok');
      const second = await print('K102');
      await idle(paper);
      assert.equal(second.outcome, done);
      assertTruth(paper, { K101: outcome, K102: second.outcome });
      assert.ok((printer.counters.reconnects ?? 0) > 0);
    },
  },
];

export const garbled: readonly PrinterCase[] = (['epson', 'generic'] as const).map(
  (driver): PrinterCase => ({
    title: `${driver} driver: a printer that answers garbage is not believed in anything`,
    options: { driver, limits: { ...defaultLimits, confirm: 800 } },
    async run(bench) {
      const { paper, printer, print, until } = bench;
      const end = paper.behave(garbage(7));
      await shows(bench, 'printer-garbage', disbelieved);
      assert.is(printer.status.health, 'unknown');
      const { outcome } = await print('K101');
      assert.is.not(outcome.outcome, 'done');
      assert.ok((printer.counters.garbageBytes ?? 0) > 0);
      end();
      await until('ok');
      await idle(paper);
      const second = await print('K102');
      assert.equal(second.outcome, done);
      assertTruth(paper, { K101: outcome, K102: second.outcome });
    },
  }),
);
