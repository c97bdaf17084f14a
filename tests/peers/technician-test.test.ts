import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { SystemTime } from '../../hal/platform/time';
import { SimulatedPrinter, silent } from '../../simulator/printer';
import { bundleProgram } from '../support/appliance-process';
import { Technician, tooWide } from '../support/technician';

let technician: Technician;
let printer: SimulatedPrinter;

test.before(bundleProgram);
test.before.each(async () => {
  technician = new Technician();
  printer = new SimulatedPrinter({ time: new SystemTime(), speed: Number.POSITIVE_INFINITY, cutTime: 1 });
  await printer.start();
  const { port } = printer;
  technician.name({
    'lobby-printer': { driver: 'escpos-tcp', host: '127.0.0.1', port, profile: 'epson' },
    'lobby-bell': { driver: 'reported-ring' },
    'lobby-press': { driver: 'virtual-button' },
  });
});
test.after.each(async () => {
  await technician.leaves();
  await printer.stop();
});

test('a printer that prints passes, and the ticket is there to be looked at', async () => {
  const session = technician.types('test', 'lobby-printer');
  assert.is(await session.ends(), 0, session.output);
  assert.match(session.output, /PASS lobby-printer: Done: the printer says/);
  assert.is(printer.tickets.length, 1);
  assert.equal(printer.complaints, []);
  assert.equal(tooWide(session.output), []);
});

test('an open cover fails the test, says so, and what to do', async () => {
  printer.openCover();
  const session = technician.types('test', 'lobby-printer');
  assert.is(await session.ends(), 1, session.output);
  assert.match(session.output, /FAIL lobby-printer: .*cover of the printer is open/s);
  assert.match(session.output, /printer-cover-open/);
  assert.match(session.output, /until it clicks/);
  assert.is(printer.tickets.length, 0);
});

test('a printer that never answers is not called well, though the ticket came out', async () => {
  printer.behave(silent());
  const session = technician.types('test', 'lobby-printer');
  assert.is(await session.ends(), 1, session.output);
  assert.match(session.output, /FAIL lobby-printer: Not known/);
  assert.match(session.output, /printer-silent/);
});

test('a printer that is not there is told from a wrong name', async () => {
  await printer.stop();
  const absent = technician.types('test', 'lobby-printer');
  const misspelt = technician.types('test', 'loby-printer');
  assert.is(await absent.ends(), 1, absent.output);
  assert.match(absent.output, /printer-unreachable/);
  assert.is(await misspelt.ends(), 2, misspelt.output);
  assert.match(misspelt.output, /did you mean "lobby-printer"/);
});

test('what has no wire here is said to have none', async () => {
  const bell = technician.types('test', 'lobby-bell');
  const press = technician.types('test', 'lobby-press');
  assert.is(await bell.ends(), 1);
  assert.match(bell.output, /FAIL lobby-bell: It cannot be tested here/);
  assert.is(await press.ends(), 1);
  assert.match(press.output, /FAIL lobby-press: It is virtual/);
});

test.run();
