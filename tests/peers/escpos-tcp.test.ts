import { once } from 'node:events';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import type { PrintOutcome } from '../../hal/ticket-printer';
import { garbage, lateAnswers, slow } from '../../simulator/printer';
import { assertTruth, brisk, copies, idle, ticket, time, withBench } from '../support/escpos-bench';

const done: PrintOutcome = { outcome: 'done' };

for (const [profile, driver] of [
  ['epson', 'epson'],
  ['epson', 'generic'],
  ['basic', 'generic'],
] as const) {
  const pair = `${driver} driver, ${profile} printer`;

  test(`${pair}: tickets come out once each, in order, and are called done`, () =>
    withBench({ profile, driver, speed: 2_000 }, async ({ paper, printer }) => {
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
      assert.is(printer.counters.prints, 12);
    }));

  test(`${pair}: the roll ends in mid-ticket, everyone is told at once, and no rest comes out later`, () =>
    withBench({ profile, driver }, async ({ paper, print, until }) => {
      const first = print('K101', 60);
      const others = ['K102', 'K103', 'K104', 'K105', 'K106'].map(code => print(code));
      await once(paper.events, 'byte');
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
      assert.equal(ends[5]?.outcome, { outcome: 'not-done', code: 'printer-paper-out' });
      if (profile === 'epson') {
        // The printer empties its buffer when told, so all of this is certain.
        assert.ok(ends.every(({ outcome }) => outcome.outcome === 'not-done'));
        const outcomes = ends.map(({ outcome }, at) => [`K${101 + at}`, outcome] as const);
        assertTruth(paper, { K108: after.outcome, ...Object.fromEntries(outcomes) });
      }
    }));
}

test('the first byte of a ticket leaves without asking the printer anything first', () =>
  withBench({}, async ({ paper, printer }) => {
    const start = time.monotonic();
    const end = printer.print(ticket('K101'));
    const [{ at }] = await once(paper.events, 'byte');
    assert.ok(at - start < 20, `${at - start} ms`);
    assert.equal(await end, done);
  }));

test('200 tickets at once are limited by the printer and not by its answers', () =>
  withBench({ speed: Number.POSITIVE_INFINITY }, async ({ paper, printer }) => {
    paper.behave(lateAnswers(20));
    const codes = Array.from({ length: 200 }, (_, at) => `K${at}.`);
    const start = time.monotonic();
    const outcomes = await Promise.all(codes.map(code => printer.print(ticket(code))));
    assert.ok(time.monotonic() - start < 200 * 10, `${time.monotonic() - start} ms`);
    assert.ok(outcomes.every(({ outcome }) => outcome === 'done'));
    assert.is(paper.tickets.length, 200);
  }));

test('the cover is opened in mid-ticket: not done, and the next ticket is on a piece of its own', () =>
  withBench({}, async ({ paper, print, until }) => {
    const first = print('K101', 60);
    await once(paper.events, 'byte');
    setTimeout(() => paper.openCover(), 100);
    const { outcome } = await first;
    assert.equal(outcome, { outcome: 'not-done', code: 'printer-cover-open' });
    paper.closeCover();
    await until('ok');
    const second = await print('K102');
    assert.equal(second.outcome, done);
    assert.not.match(String(paper.tickets.at(-1)?.text), /K101/);
    assertTruth(paper, { K101: outcome, K102: second.outcome });
  }));

test('a stuck cutter leaves the ticket in doubt, and the printer serves again when the jam is out', () =>
  withBench({}, async ({ paper, print, until }) => {
    paper.cutterJam();
    const first = await print('K101');
    assert.equal(first.outcome, { outcome: 'unknown', code: 'printer-cutter-jam' });
    assert.equal((await print('K102')).outcome, { outcome: 'not-done', code: 'printer-cutter-jam' });
    paper.clearCutterJam();
    await until('ok');
    assert.equal((await print('K103')).outcome, done);
    assert.is(copies(paper, 'K102'), 0);
  }));

test('a roll near its end is a warning, not a fault', () =>
  withBench({ driver: 'generic' }, async ({ paper, printer, print }) => {
    paper.paperNearEnd();
    await once(printer.events, 'status');
    assert.equal(printer.status, { health: 'ok', warnings: ['printer-paper-low'] });
    assert.equal((await print('K101')).outcome, done);
  }));

test('a printer whose answers come late is still believed, each answer for its own ticket', () =>
  withBench({ driver: 'generic', speed: 2_000 }, async ({ paper, printer }) => {
    paper.behave(lateAnswers(150));
    const codes = ['K101', 'K102', 'K103'];
    const outcomes = await Promise.all(codes.map(code => printer.print(ticket(code))));
    assert.equal(outcomes, [done, done, done]);
    assertTruth(paper, Object.fromEntries(codes.map((code, at) => [code, outcomes[at] ?? done])));
  }));

for (const driver of ['epson', 'generic'] as const) {
  test(`${driver} driver: a printer that answers garbage is not believed in anything`, () =>
    withBench({ driver, limits: { ...brisk, confirm: 800 } }, async ({ paper, printer, print, until }) => {
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
    }));
}

test('a printer that reads slowly gets the time it needs', () =>
  withBench({ receiveBuffer: 256, speed: 2_000 }, async ({ paper, print }) => {
    paper.behave(slow(3_000));
    const { outcome, took } = await print('K101', 200);
    assert.equal(outcome, done);
    assert.ok(took > 500, `${took} ms`);
  }));

test('a driver that stops leaves no ticket without an end, and none that comes later', () =>
  withBench({}, async ({ paper, printer }) => {
    const ends = ['K101', 'K102', 'K103', 'K104', 'K105', 'K106'].map(code =>
      printer.print(ticket(code, 60)),
    );
    await once(paper.events, 'byte');
    await printer.stop();
    const outcomes = await Promise.all(ends);
    assert.is.not(outcomes[0]?.outcome, 'not-done');
    assert.equal(outcomes[5], { outcome: 'not-done', code: 'box-stopping' });
    assert.equal(await printer.print(ticket('K107')), { outcome: 'not-done', code: 'device-not-started' });
    assert.is(printer.status.health, 'unknown');
  }));

test.run();
