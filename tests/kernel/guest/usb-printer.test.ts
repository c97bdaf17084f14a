import { once } from 'node:events';
import { existsSync, readdirSync } from 'node:fs';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { defaultLimits } from '../../../hal/drivers/escpos/limits';
import type { EscposPrinter } from '../../../hal/drivers/escpos/printer';
import { UsbTransport } from '../../../hal/drivers/escpos/usb-transport';
import { listUsbNodes } from '../../../hal/usb-nodes';
import { SimulatedPrinter } from '../../../simulator/printer';
import { UsbGadget } from '../../../simulator/printer/wire/usb-gadget';
import { assertTruth, copies, driverOver, idle, ticket, time, until } from '../../support/escpos-bench';

/** The USB driver on the kernel's own printer device (usblp), with a simulated printer at the other end of the cable. */

const identity = { vendor: '04b8', product: '0e15', serial: 'X3CA001' };
const port = 'usb:04b8:0e15:X3CA001';
const done = { outcome: 'done' } as const;

interface Bench {
  readonly paper: SimulatedPrinter;
  readonly gadget: UsbGadget;
  readonly printer: EscposPrinter;
}

function bench(run: (bench: Bench) => Promise<void>): () => Promise<void> {
  return async () => {
    const paper = new SimulatedPrinter({ time, speed: 1_000, cutTime: 20 });
    const gadget = new UsbGadget({ time, attach: end => paper.attach(end), ...identity });
    gadget.create();
    const printer = driverOver(new UsbTransport({ port, time }), { limits: defaultLimits });
    try {
      await gadget.plug();
      await printer.start(AbortSignal.timeout(60_000));
      await until(printer, 'ok');
      await run({ paper, gadget, printer });
    } finally {
      await printer.stop();
      await paper.stop();
      gadget.remove();
    }
  };
}

test(
  'a printer is found by its USB numbers and prints, each ticket once and confirmed',
  bench(async ({ paper, printer }) => {
    assert.equal(
      listUsbNodes('usbmisc').map(({ path, ...rest }) => rest),
      [identity],
    );
    const codes = ['K101', 'K102', 'K103', 'K104', 'K105', 'K106'];
    const outcomes = await Promise.all(codes.map(code => printer.print(ticket(code, 20))));
    assert.equal(
      outcomes,
      codes.map(() => done),
    );
    assert.equal(
      paper.tickets.map(({ text }) => text.at(-1)),
      codes.map(code => `end ${code}`),
    );
    assert.equal(paper.complaints, []);
  }),
);

test(
  'a printer that is unplugged is known to be gone within 2 s, no file takes its place, and it comes back by itself',
  bench(async ({ paper, gadget, printer }) => {
    const start = time.monotonic();
    gadget.unplug();
    await until(printer, 'printer-unplugged');
    const took = time.monotonic() - start;
    process.stdout.write(`figure: USB printer unplugged, shown after ${took.toFixed(0)} ms\n`);
    assert.ok(took < 2_000, `${took} ms`);
    assert.is(printer.status.health, 'failed');
    assert.equal(await printer.print(ticket('K101')), { outcome: 'not-done', code: 'printer-unplugged' });
    assert.equal(existsSync('/dev/usb') ? readdirSync('/dev/usb') : [], []);
    await gadget.plug();
    await until(printer, 'ok');
    assert.equal(await printer.print(ticket('K102')), done);
    assert.is(copies(paper, 'K101'), 0);
  }),
);

test(
  'a printer that is unplugged in mid-ticket: in doubt, and nothing of it is sent a second time',
  bench(async ({ paper, gadget, printer }) => {
    const first = printer.print(ticket('K101', 200));
    await once(paper.events, 'byte');
    gadget.unplug();
    const outcome = await first;
    assert.equal(outcome, { outcome: 'unknown', code: 'print-interrupted' });
    await gadget.plug();
    await until(printer, 'ok');
    assert.equal(await printer.print(ticket('K102')), done);
    await idle(paper);
    assertTruth(paper, { K101: outcome, K102: done });
  }),
);

test(
  'a printer that stops taking data: the ticket is given up, and what was still on the cable never comes out',
  bench(async ({ paper, gadget, printer }) => {
    gadget.isHeld = true;
    // Longer than what the device accepts without reading it.
    const outcome = await printer.print(ticket('K101', 4_000));
    assert.is(outcome.outcome, 'unknown');
    gadget.isHeld = false;
    await until(printer, 'ok');
    assert.equal(await printer.print(ticket('K102')), done);
    await idle(paper);
    assert.is(copies(paper, 'K101'), 0);
    assertTruth(paper, { K101: outcome, K102: done });
  }),
);

test(
  'the roll ends in mid-ticket: everyone is told, and no rest comes out later',
  bench(async ({ paper, printer }) => {
    const ends = [printer.print(ticket('K101', 200)), printer.print(ticket('K102'))];
    await once(paper.events, 'byte');
    paper.paperOut();
    const outcomes = await Promise.all(ends);
    assert.ok(outcomes.every(({ outcome }) => outcome === 'not-done'));
    paper.loadPaper();
    await until(printer, 'ok');
    assert.equal(await printer.print(ticket('K103')), done);
    assert.is(copies(paper, 'K101') + copies(paper, 'K102'), 0);
  }),
);

test(
  'a printer that another program has open is named as such',
  bench(async ({ printer }) => {
    const second = driverOver(new UsbTransport({ port, time }), { limits: defaultLimits });
    await second.start(AbortSignal.timeout(60_000));
    await until(second, 'printer-port-busy');
    await second.stop();
    assert.is(printer.status.health, 'ok');
  }),
);

test.run();
