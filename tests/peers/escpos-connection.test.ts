import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Value } from '@sinclair/typebox/value';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { LampConductor } from '../../hal/lamp-conductor';
import { silent as silentLog } from '../../hal/platform/log';
import { loadDriver } from '../../hal/registry';
import type { PrintOutcome, TicketPrinter } from '../../hal/ticket-printer';
import { lateAnswers, oneConnectionAtATime, SimulatedPrinter, silent } from '../../simulator/printer';
import { copies, driverOn, ticket, time, until, withBench } from '../support/escpos-bench';

const done: PrintOutcome = { outcome: 'done' };

test('a printer that refuses connections is failed, and found again when it is back', () =>
  withBench({}, async ({ paper, printer, print, until }) => {
    await paper.powerOff();
    await paper.refuseConnections();
    await until('printer-unreachable');
    assert.is(printer.status.health, 'failed');
    const refused = await print('K101');
    assert.equal(refused.outcome, { outcome: 'not-done', code: 'printer-unreachable' });
    assert.ok(refused.took < 20);
    await paper.powerOn();
    await until('ok');
    assert.equal((await print('K102')).outcome, done);
    assert.is(copies(paper, 'K101'), 0);
  }));

test('a printer that takes one connection only never sees a second one', () =>
  withBench({}, async ({ paper, print, until }) => {
    paper.behave(oneConnectionAtATime());
    const end = paper.behave(silent());
    await until('printer-silent');
    end();
    await until('ok');
    assert.equal((await print('K101')).outcome, done);
    assert.is(paper.counters.complaints, 0);
  }));

test('the driver that a site file names prints a document', async () => {
  const paper = new SimulatedPrinter({ time, speed: 2_000 });
  await paper.start();
  const driver = loadDriver('escpos-tcp');
  const options = Value.Default(driver.options, { host: '127.0.0.1', port: paper.port });
  assert.ok(Value.Check(driver.options, options));
  assert.not(Value.Check(driver.options, { ...Object(options), speed: 9600 }));
  const stateDir = mkdtempSync(join(tmpdir(), 'tiski-state-'));
  const printer = driver.create('lobby', options as never, {
    time,
    log: silentLog,
    stateDir,
    conductor: new LampConductor(time),
  }) as TicketPrinter;
  await printer.start(AbortSignal.timeout(10_000));
  assert.equal(await printer.print(ticket('K101')), done);
  await printer.stop();
  await paper.stop();
  rmSync(stateDir, { recursive: true });
  assert.is(copies(paper, 'K101'), 1);
  assert.equal(paper.complaints, []);
});

test('a printer that is not there at the start is looked for until it comes', async () => {
  await withBench({}, async ({ paper }) => {
    const { port } = paper;
    await paper.stop();
    const printer = driverOn(port);
    await printer.start(AbortSignal.timeout(10_000));
    const outcome = await printer.print(ticket('K101'));
    assert.equal(outcome, { outcome: 'not-done', code: 'printer-unreachable' });
    await paper.start();
    await until(printer, 'ok');
    assert.equal(await printer.print(ticket('K102')), done);
    await printer.stop();
  });
});

test('a box that was stopped for a moment does not take that for the silence of its printer', () =>
  withBench({}, async ({ paper, printer, print }) => {
    const seen: unknown[] = [];
    printer.events.on('status', ({ code }) => seen.push(code));
    for (const code of ['K101', 'K102', 'K103']) {
      const outcome = print(code, 40);
      // Longer than the printer may be silent, at a different place of the conversation each time.
      await new Promise(resolve => setTimeout(resolve, Number(code.slice(1)) % 7));
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 1_200);
      assert.equal((await outcome).outcome, done);
    }
    assert.equal(seen, []);
    assert.is(printer.counters.reconnects, 0);
    assert.is(paper.tickets.length, 3);
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

test.run();
