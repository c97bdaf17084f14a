import { once } from 'node:events';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import type { ProfileName } from '../../hal/drivers/escpos/profiles';
import type { PrintOutcome } from '../../hal/ticket-printer';
import {
  lateAnswers,
  type ProfileName as PaperProfile,
  type SimulatedPrinter,
} from '../../simulator/printer';
import {
  assertTruth,
  type Bench,
  type BenchOptions,
  copies,
  idle,
  ticket,
  time,
  withBench,
} from './escpos-bench';
import type { PrinterWire } from './printer-wires';

/** One thing that a printer driver must get right on every wire besides its faults, which are in `conformance/`. */
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

const cases: readonly Case[] = [
  ...pairCases,
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
    title:
      'the roll ends in mid-ticket and a new one is in before the box hears of it: the next ticket is on a piece of its own',
    options: {},
    async run({ paper, print, until }) {
      paper.behave(lateAnswers(300));
      const first = print('K101', 60);
      await inMidTicket(paper);
      setTimeout(() => paper.paperOut(), 100);
      setTimeout(() => paper.loadPaper(), 150);
      const { outcome } = await first;
      await until('ok');
      const second = await print('K102');
      assert.equal(second.outcome, done);
      assert.is(paper.tickets.at(-1)?.text[0], 'begin K102');
      assertTruth(paper, { K101: outcome, K102: second.outcome });
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
