import { once } from 'node:events';
import { existsSync, mkdtempSync, rmSync, symlinkSync, unlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { limitsForLine } from '../../hal/drivers/escpos/line-limits';
import { SerialTransport } from '../../hal/drivers/escpos/serial-transport';
import type { PrintOutcome } from '../../hal/ticket-printer';
import { SimulatedPrinter } from '../../simulator/printer';
import { assertTruth, brisk, copies, driverOver, idle, ticket, time, until } from '../support/escpos-bench';
import { type CableOptions, type OpenCable, serialCable } from '../support/printer-wires';

const done: PrintOutcome = { outcome: 'done' };

/** Runs with a driver on a cable to a simulated printer that it has found ready. */
async function withCable(
  options: CableOptions,
  limits: typeof brisk,
  run: (on: {
    readonly cable: OpenCable;
    readonly paper: SimulatedPrinter;
    readonly printer: ReturnType<typeof driverOver>;
  }) => Promise<void>,
): Promise<void> {
  const paper = new SimulatedPrinter({ time, speed: 2_000, cutTime: 20 });
  const cable = serialCable(paper, options);
  const printer = driverOver(cable.transport, { limits });
  await printer.start(AbortSignal.timeout(30_000));
  try {
    await until(printer, 'ok');
    await run({ cable, paper, printer });
  } finally {
    await printer.stop();
    await paper.stop();
    await cable.close();
  }
}

test('at 9600 baud long tickets take their time, and none of it is taken for silence', () =>
  withCable({ baud: 9600 }, limitsForLine(9600), async ({ paper, printer }) => {
    const bad: unknown[] = [];
    printer.events.on('status', status => bad.push(status));
    const start = time.monotonic();
    const outcomes = await Promise.all(['K101', 'K102'].map(code => printer.print(ticket(code, 230))));
    // 2 tickets of 2 kilobytes at 960 bytes per second.
    assert.ok(time.monotonic() - start > 3_500, `${time.monotonic() - start} ms`);
    assert.equal(outcomes, [done, done]);
    assert.equal(bad, [], 'its status never wavered');
    assert.equal(paper.complaints, []);
  }));

test('at 9600 baud the end of the roll in mid-ticket is told within 2 s and nothing comes out later', () =>
  withCable({ baud: 9600 }, limitsForLine(9600), async ({ paper, printer }) => {
    const end = printer.print(ticket('K101', 100));
    const other = printer.print(ticket('K102'));
    await once(paper.events, 'byte');
    const start = time.monotonic();
    paper.paperOut();
    const outcomes = await Promise.all([end, other]);
    assert.ok(time.monotonic() - start < 2_000, `${time.monotonic() - start} ms`);
    assert.equal(outcomes[0], { outcome: 'not-done', code: 'printer-paper-out' });
    assert.equal(outcomes[1], { outcome: 'not-done', code: 'printer-paper-out' });
    paper.loadPaper();
    await until(printer, 'ok');
    assert.equal(await printer.print(ticket('K103')), done);
    assertTruth(paper, { K101: outcomes[0] ?? done, K102: outcomes[1] ?? done, K103: done });
  }));

test('while the printer says XOFF not one byte leaves; after XON the ticket comes out', () =>
  withCable({ xonXoff: true }, brisk, async ({ cable, paper, printer }) => {
    cable.line.holdBack(true);
    // The kernel has to see the byte before it can obey it.
    await pause(30);
    const before = cable.line.overrun;
    const end = printer.print(ticket('K101', 40));
    const first = await Promise.race([end, pause(400, 'waits')]);
    assert.is(first, 'waits');
    assert.is(cable.line.overrun, before, 'bytes in spite of XOFF');
    cable.line.holdBack(false);
    assert.equal(await end, done);
    assert.is(copies(paper, 'K101'), 1);
  }));

test('a ticket that XOFF holds back for too long is given up, and does not come out when the printer says XON', () =>
  withCable(
    { xonXoff: true },
    { ...brisk, confirm: 600, silenceBusy: 5_000 },
    async ({ cable, paper, printer }) => {
      cable.line.holdBack(true);
      await pause(30);
      const outcome = await printer.print(ticket('K101', 40));
      assert.is(outcome.outcome, 'unknown');
      // Only then is `ok` the printer's new word, not its old one.
      await until(printer, 'printer-silent');
      cable.line.holdBack(false);
      await until(printer, 'ok');
      assert.equal(await printer.print(ticket('K102')), done);
      await idle(paper);
      assert.is(copies(paper, 'K101'), 0);
    },
  ));

/** What a driver shows for a port of that name. */
async function codeFor(port: string): Promise<string | undefined> {
  const transport = new SerialTransport({ port, baud: 9600, flow: 'none', time });
  const printer = driverOver(transport);
  await printer.start(AbortSignal.timeout(10_000));
  await once(printer.events, 'status');
  const { code } = printer.status;
  assert.is((await printer.print(ticket('K101'))).outcome, 'not-done');
  await printer.stop();
  return code;
}

test('names that change when things are plugged in are refused, with what to write instead', async () => {
  for (const name of ['/dev/ttyUSB0', '/dev/ttyACM3', '/dev/pts/4', '/dev/char/188:0', '/dev/usb/lp0']) {
    assert.is(await codeFor(name), 'printer-port-unstable', name);
  }
});

test('a path that is a file of its own, or leads to one, or to nothing, is not opened as a printer', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'tiski-port-'));
  const file = join(folder, 'file');
  const link = join(folder, 'link');
  assert.is(await codeFor(link), 'printer-unplugged');
  assert.not(existsSync(link));
  symlinkSync(file, link);
  assert.is(await codeFor(link), 'printer-unplugged');
  assert.not(existsSync(file), 'no file was made');
  writeFileSync(file, '');
  assert.is(await codeFor(file), 'printer-port-unstable');
  assert.is(await codeFor(link), 'printer-port-wrong');
  unlinkSync(link);
  rmSync(folder, { recursive: true });
});

test.run();
