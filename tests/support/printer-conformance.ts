import { once } from 'node:events';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import type { ProfileName } from '../../hal/drivers/escpos/profiles';
import type { PrintOutcome } from '../../hal/ticket-printer';
import {
  garbage,
  lateAnswers,
  type ProfileName as PaperProfile,
  type SimulatedPrinter,
  silent,
  slow,
} from '../../simulator/printer';
import {
  assertTruth,
  type Bench,
  type BenchOptions,
  brisk,
  copies,
  idle,
  ticket,
  time,
  withBench,
} from './escpos-bench';
import type { PrinterWire } from './printer-wires';

/** One thing that a printer driver must get right on every wire. */
interface Case {
  readonly title: string;
  readonly options: Omit<BenchOptions, 'wire'>;
  run(bench: Bench): Promise<void>;
}

const done: PrintOutcome = { outcome: 'done' };

/** Driver and printer: makes that fit, and the driver for any printer on a good and on a poor one. */
const pairs: readonly (readonly [ProfileName, PaperProfile])[] = [
  ['epson', 'epson'],
  ['generic', 'epson'],
  ['generic', 'basic'],
  ['custom', 'custom'],
  ['star', 'star'],
];

const inMidTicket = (paper: SimulatedPrinter) => once(paper.events, 'byte');

const pairCases = pairs.flatMap(([driver, profile]): Case[] => [
  {
    title: `${driver} driver, ${profile} printer: tickets come out once each, in order, and are called done`,
    options: { profile, driver, speed: 2_000 },
    async run({ paper, printer }) {
      const before = printer.counters.prints ?? 0;
      const codes = Array.from({ length: 12 }, (_, at) => `K${101 + at}`);
      const outcomes = await Promise.all(codes.map(code => printer.print(ticket(code))));
      assert.equal(
        outcomes,
        codes.map(() => done),
      );
      assert.equal(
        paper.tickets.map(({ text }) => text.at(-1)),
        codes.map(code => `end ${code}`),
      );
      assert.ok(paper.tickets.every(({ complete }) => complete));
      assert.equal(paper.complaints, []);
      assert.is((printer.counters.prints ?? 0) - before, 12);
      assert.is(printer.counters.cuts, 12);
    },
  },
  {
    title: `${driver} driver, ${profile} printer: the roll ends in mid-ticket, everyone is told at once, and no rest comes out later`,
    options: { profile, driver },
    async run({ paper, print, until }) {
      const first = print('K101', 60);
      const others = ['K102', 'K103', 'K104', 'K105', 'K106'].map(code => print(code));
      await inMidTicket(paper);
      setTimeout(() => paper.paperOut(), 100);
      const ends = await Promise.all([first, ...others]);
      assert.ok(ends.every(({ outcome }) => outcome.outcome !== 'done'));
      assert.ok(ends.every(({ took }) => took < 1_000));
      const refused = await print('K107');
      assert.equal(refused.outcome, { outcome: 'not-done', code: 'printer-paper-out' });
      assert.ok(refused.took < 20);
      paper.loadPaper();
      await until('ok');
      const after = await print('K108');
      await idle(paper);
      assert.equal(after.outcome, done);
      assert.is(ends[5]?.outcome.outcome, 'not-done');
      if (profile === 'epson') {
        // The printer empties its buffer when told, so all of this is certain.
        assert.ok(ends.every(({ outcome }) => outcome.outcome === 'not-done'));
        const outcomes = ends.map(({ outcome }, at) => [`K${101 + at}`, outcome] as const);
        assertTruth(paper, { K108: after.outcome, ...Object.fromEntries(outcomes) });
      }
    },
  },
]);

const garbageCases = (['epson', 'generic'] as const).map(
  (driver): Case => ({
    title: `${driver} driver: a printer that answers garbage is not believed in anything`,
    options: { driver, limits: { ...brisk, confirm: 800 } },
    async run({ paper, printer, print, until }) {
      const end = paper.behave(garbage(7));
      await until('printer-garbage');
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

const cases: readonly Case[] = [
  ...pairCases,
  ...garbageCases,
  {
    title: 'the first byte of a ticket leaves without asking the printer anything first',
    options: {},
    async run({ paper, printer }) {
      const start = time.monotonic();
      const end = printer.print(ticket('K101'));
      const [{ at }] = await once(paper.events, 'byte');
      assert.ok(at - start < 20, `${at - start} ms`);
      assert.equal(await end, done);
    },
  },
  {
    title: 'the cover is opened in mid-ticket: not done, and the next ticket is on a piece of its own',
    options: {},
    async run({ paper, print, until }) {
      const first = print('K101', 60);
      await inMidTicket(paper);
      setTimeout(() => paper.openCover(), 100);
      const { outcome } = await first;
      assert.equal(outcome, { outcome: 'not-done', code: 'printer-cover-open' });
      paper.closeCover();
      await until('ok');
      const second = await print('K102');
      assert.equal(second.outcome, done);
      assert.not.match(String(paper.tickets.at(-1)?.text), /K101/);
      assertTruth(paper, { K101: outcome, K102: second.outcome });
    },
  },
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
  {
    title: 'a roll near its end is a warning, not a fault',
    options: { driver: 'generic' },
    async run({ paper, printer, print }) {
      paper.paperNearEnd();
      await once(printer.events, 'status');
      assert.equal(printer.status, { health: 'ok', warnings: ['printer-paper-low'] });
      assert.equal((await print('K101')).outcome, done);
    },
  },
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
  {
    title: 'a driver that stops leaves no ticket without an end, and none that comes later',
    options: {},
    async run({ paper, printer }) {
      const ends = ['K101', 'K102', 'K103', 'K104', 'K105', 'K106'].map(code =>
        printer.print(ticket(code, 60)),
      );
      await inMidTicket(paper);
      await printer.stop();
      const outcomes = await Promise.all(ends);
      assert.is.not(outcomes[0]?.outcome, 'not-done');
      assert.equal(outcomes[5], { outcome: 'not-done', code: 'box-stopping' });
      assert.equal(await printer.print(ticket('K107')), { outcome: 'not-done', code: 'device-not-started' });
      assert.is(printer.status.health, 'unknown');
    },
  },
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
      const { outcome, took } = await first;
      assert.equal(outcome, { outcome: 'unknown', code: 'print-interrupted' });
      assert.ok(took < 1_500, `${took} ms`);
    },
  },
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
  {
    title: 'a printer that falls silent is not called ok, and found again when it speaks',
    options: {},
    async run({ paper, printer, print, until }) {
      const end = paper.behave(silent());
      await until('printer-silent');
      assert.is(printer.status.health, 'unknown');
      end();
      await until('ok');
      assert.equal((await print('K101')).outcome, done);
    },
  },
  {
    title: 'a printer that never answers prints all the same, and no ticket is called done',
    options: { profile: 'mute', driver: 'generic', speed: 2_000 },
    async run({ paper, printer, print }) {
      const first = await print('K101');
      const second = await print('K102');
      assert.equal(first.outcome, { outcome: 'unknown', code: 'printer-silent' });
      assert.equal(second.outcome, { outcome: 'unknown', code: 'printer-silent' });
      assert.ok(second.took < 800, `${second.took} ms`);
      assert.equal(printer.status, { health: 'unknown', code: 'printer-silent' });
      await idle(paper);
      assert.is(copies(paper, 'K101'), 1);
      assert.is(copies(paper, 'K102'), 1);
    },
  },
  {
    title:
      'a printer that is taken away is failed, and found again when it is back, whatever its name is then',
    options: {},
    async run({ wire, paper, printer, print, until }) {
      await wire.unplug();
      await until(wire.absent);
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

/** Cases at once: each mostly waits, and none shares anything with another. */
const lanes = 4;

/** Makes one test of each case on this wire. Call `test.run()` afterwards. */
export function conformance(wire: PrinterWire): void {
  const ends = new Map<Case, PromiseWithResolvers<void>>();
  for (const each of cases) {
    const end = Promise.withResolvers<void>();
    // Until its test comes to it, a failure waits.
    end.promise.catch(() => {});
    ends.set(each, end);
    test(`${wire.name}: ${each.title}`, () => end.promise);
  }
  const waiting = [...ends];
  const work = async () => {
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
      const [{ options, run }, end] = next;
      await withBench({ ...options, wire }, run).then(end.resolve, end.reject);
    }
  };
  for (let lane = 0; lane < lanes; lane++) void work();
}
