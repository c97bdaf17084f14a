import { once } from 'node:events';
import { connect } from 'node:net';
import * as assert from 'uvu/assert';
import { defaultLimits } from '../../../hal/drivers/escpos/limits';
import { dropConnectionAfter, oneConnectionAtATime, SimulatedPrinter } from '../../../simulator/printer';
import { assertTruth, driverOver, idle, ticket, time, until, withBench } from '../escpos-bench';
import { type PrinterWire, serialCable, serialWire, tcpWire, usbWire } from '../printer-wires';
import { type KernelTest, never, type Proof, type Row, type Rows } from './cell';
import {
  disbelieved,
  garbled,
  halfOpen,
  noticed,
  type PrinterCase,
  resets,
  stuck,
  unhurried,
  unplugged,
} from './printer-cases';

const done = { outcome: 'done' } as const;

const inKernel = (title: string): KernelTest[] => [{ file: 'tests/kernel/guest/usb-printer.test.ts', title }];

const onWire = (wire: PrinterWire, cases: readonly PrinterCase[]): Proof[] =>
  cases.map(({ title, options, run }) => ({ title, run: () => withBench({ ...options, wire }, run) }));

/** What is the same on every wire. */
function rowOn(wire: PrinterWire, absent: string): Omit<Row, 'rename' | 'two owners'> {
  return {
    bounce: never('its sensors are its own: it tells states, not edges'),
    stuck: {
      states:
        'a stuck cutter: the ticket is `unknown`, the printer failed `printer-cutter-jam`; prints again when it is out',
      proofs: onWire(wire, stuck),
    },
    'lost edge': never('nothing hangs on one report: its status is asked for every 0.8 s'),
    unplug: {
      states: `failed \`${absent}\` in ${noticed / 1000} s; a ticket under way is \`unknown\` in 2 s and never sent twice; well again in 5 s`,
      proofs: onWire(wire, unplugged),
    },
    slow: {
      states: 'late answers are believed each for its own ticket; a slow reader gets its time; never a fault',
      proofs: onWire(wire, unhurried),
    },
    'half-open': {
      states: `unknown \`printer-silent\` in ${noticed / 1000} s; no ticket of that time comes out later; well again in 5 s`,
      proofs: onWire(wire, halfOpen),
    },
    garbage: {
      states: `unknown \`printer-garbage\` in ${disbelieved / 1000} s; no ticket of that time is called done; well again in 5 s`,
      proofs: onWire(wire, garbled),
    },
    'reset in mid-command': {
      states: 'the ticket is `unknown` and never sent twice; the next one comes out',
      proofs: onWire(wire, resets),
    },
  };
}

const dropped: Proof = {
  title: 'a connection that drops in mid-ticket: in doubt, and nothing is sent a second time',
  run: () =>
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
    }),
};

/** As with a cash register that has the printer's only connection. */
const takenConnection: Proof = {
  run: () =>
    withBench({ limits: defaultLimits }, async ({ paper, printer, print, until }) => {
      await printer.stop();
      paper.behave(oneConnectionAtATime());
      const stranger = connect(paper.port, '127.0.0.1');
      await once(stranger, 'connect');
      const began = time.monotonic();
      await printer.start(AbortSignal.timeout(10_000));
      await until('printer-unreachable');
      assert.ok(time.monotonic() - began < noticed);
      assert.is(printer.status.health, 'failed');
      const refused = await print('K101');
      assert.equal(refused.outcome, { outcome: 'not-done', code: 'printer-unreachable' });
      stranger.destroy();
      await until('ok');
      assert.equal((await print('K102')).outcome, done);
      await idle(paper);
      assertTruth(paper, { K101: refused.outcome, K102: done });
    }),
};

const takenLine: Proof = {
  async run() {
    const paper = new SimulatedPrinter({ time, speed: 2_000 });
    const cable = serialCable(paper);
    const first = driverOver(cable.transport);
    const second = driverOver(cable.transport, { limits: defaultLimits });
    await first.start(AbortSignal.timeout(10_000));
    await until(first, 'ok');
    const began = time.monotonic();
    await second.start(AbortSignal.timeout(10_000));
    await until(second, 'printer-port-busy');
    assert.ok(time.monotonic() - began < noticed);
    assert.is(second.status.health, 'failed');
    assert.equal(await second.print(ticket('K101')), { outcome: 'not-done', code: 'printer-port-busy' });
    assert.equal(await first.print(ticket('K102')), done);
    await first.stop();
    await until(second, 'ok');
    assert.equal(await second.print(ticket('K103')), done);
    await second.stop();
    await paper.stop();
    await cable.close();
  },
};

const tcp = rowOn(tcpWire, 'printer-unreachable');
const serial = rowOn(serialWire, 'printer-unplugged');
const usb = rowOn(usbWire, 'printer-unplugged');

const kernelUnplug = inKernel(
  'a printer that is unplugged is known to be gone within 2 s, no file takes its place, and it comes back by itself',
);

/** The kernel's name is another after each plugging in. */
const renamed = {
  states: 'found by its link or USB numbers under the new kernel name in 5 s',
  proofs: [],
  provenBy: 'unplug',
} as const;

/** The ESC/POS drivers in front of the simulated printer, on each wire. */
export const printerRows: Rows = {
  'escpos-tcp': {
    ...tcp,
    rename: never('its address stands in the site file; a host name is looked up at each attempt'),
    'reset in mid-command': {
      states: 'the ticket is `unknown` and never sent twice; the next one comes out',
      proofs: [...onWire(tcpWire, resets), dropped],
    },
    'two owners': {
      states:
        'a taken connection: failed `printer-unreachable` in 2 s, tickets `not-done`; well again in 5 s',
      proofs: [takenConnection],
    },
  },
  'escpos-serial': {
    ...serial,
    rename: renamed,
    'two owners': {
      states:
        'failed `printer-port-busy` in 2 s, tickets `not-done`; well again in 5 s; keeps others out itself',
      proofs: [takenLine],
    },
  },
  'escpos-usb': {
    ...usb,
    unplug: { ...usb.unplug, kernel: kernelUnplug },
    rename: { ...renamed, kernel: kernelUnplug },
    'two owners': {
      states: 'failed `printer-port-busy`: only the kernel keeps others out',
      proofs: [],
      kernel: inKernel('a printer that another program has open is named as such'),
    },
  },
};
