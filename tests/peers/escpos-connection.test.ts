import { once } from 'node:events';
import { tmpdir } from 'node:os';
import { Value } from '@sinclair/typebox/value';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { LampConductor } from '../../hal/lamp-conductor';
import { silent as silentLog } from '../../hal/platform/log';
import { loadDriver } from '../../hal/registry';
import type { PrintOutcome, TicketPrinter } from '../../hal/ticket-printer';
import { dropConnectionAfter, oneConnectionAtATime, SimulatedPrinter, silent } from '../../simulator/printer';
import { assertTruth, copies, driverOn, idle, ticket, time, until, withBench } from '../support/escpos-bench';

const done: PrintOutcome = { outcome: 'done' };

test('a cable that is pulled is noticed, and no ticket of that time comes out when it is back', () =>
  withBench({}, async ({ paper, printer, print, until }) => {
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
  }));

test('a cable that is pulled in mid-ticket leaves the ticket in doubt, within seconds', () =>
  withBench({}, async ({ paper, print }) => {
    const first = print('K101', 60);
    await once(paper.events, 'byte');
    await paper.unplugCable();
    const { outcome, took } = await first;
    assert.equal(outcome, { outcome: 'unknown', code: 'print-interrupted' });
    assert.ok(took < 1_500, `${took} ms`);
  }));

test('a printer that loses its power in mid-ticket and comes back prints the next one', () =>
  withBench({ driver: 'generic' }, async ({ paper, print, until }) => {
    const first = print('K101', 60);
    await once(paper.events, 'byte');
    await paper.powerOff();
    const { outcome } = await first;
    assert.is(outcome.outcome, 'unknown');
    await paper.powerOn();
    await until('ok');
    const second = await print('K102');
    assert.equal(second.outcome, done);
    assertTruth(paper, { K101: outcome, K102: second.outcome });
  }));

test('a printer that never answers prints all the same, and no ticket is called done', () =>
  withBench({ profile: 'mute', driver: 'generic', speed: 2_000 }, async ({ paper, printer, print }) => {
    const first = await print('K101');
    const second = await print('K102');
    assert.equal(first.outcome, { outcome: 'unknown', code: 'printer-silent' });
    assert.equal(second.outcome, { outcome: 'unknown', code: 'printer-silent' });
    assert.ok(second.took < 400, `${second.took} ms`);
    assert.equal(printer.status, { health: 'unknown', code: 'printer-silent' });
    await idle(paper);
    assert.is(copies(paper, 'K101'), 1);
    assert.is(copies(paper, 'K102'), 1);
  }));

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

test('a connection that drops in mid-ticket: in doubt, and nothing is sent a second time', () =>
  withBench({}, async ({ paper, printer, print, until }) => {
    const end = paper.behave(dropConnectionAfter(400));
    const first = await print('K101', 60);
    assert.equal(first.outcome, { outcome: 'unknown', code: 'print-interrupted' });
    end();
    await until('ok');
    const second = await print('K102');
    await idle(paper);
    assertTruth(paper, { K101: first.outcome, K102: second.outcome });
    assert.ok((printer.counters.reconnects ?? 0) > 0);
    assert.equal(second.outcome, done);
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
  const stateDir = tmpdir();
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

test.run();
