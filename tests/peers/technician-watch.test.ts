import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { Journal } from '../../firmware/journal/journal';
import { SystemTime } from '../../hal/platform/time';
import { SimulatedPrinter } from '../../simulator/printer';
import { bundleProgram } from '../support/appliance-process';
import { Technician, tooWide } from '../support/technician';

let technician: Technician;
let printer: SimulatedPrinter;

test.before(bundleProgram);
test.before.each(async () => {
  technician = new Technician();
  printer = new SimulatedPrinter({ time: new SystemTime() });
  await printer.start();
  technician.name({
    'lobby-printer': { driver: 'escpos-tcp', host: '127.0.0.1', port: printer.port },
    'lobby-lamp': { driver: 'virtual-lamp' },
  });
});
test.after.each(async () => {
  await technician.leaves();
  await printer.stop();
});

test('what a printer says is shown byte for byte and in words, until Ctrl-C', async () => {
  const session = technician.types('watch', 'lobby-printer');
  await session.shows('status ok');
  printer.openCover();
  await session.shows('printer-cover-open');
  printer.closeCover();
  await session.shows(/cover-open.*status ok/s);
  assert.is(await session.controlC(), 0, session.output);
  assert.match(session.output, /\d\.\d{3} {2}lobby-printer {2}status 1 \(printer\) [0-9a-f]{2}: online/);
  assert.match(session.output, /status 2 \(cause of offline\) [0-9a-f]{2}: cover open/);
  assert.match(session.output, /-> Close the cover/);
  assert.not.match(session.output, /lobby-lamp/);
  assert.equal(tooWide(session.output), []);
});

test('the same answer again is not shown again, unless every byte is asked for', async () => {
  const session = technician.types('watch', '--bytes');
  await session.shows(/(received 1 byte: .*){9}/s);
  await session.controlC();
  assert.match(session.output, /sent 3 bytes: 10 04 01/);
  assert.is(session.output.match(/status 1 \(printer\)/g)?.length, 1, session.output);
});

test('while the appliance runs nothing is opened, and the command that stops it is named', async () => {
  const file = `${technician.state}/journal.db`;
  const open = () =>
    new Journal({ file, makeEpoch: () => 'epoch', isPublished: () => true, onCommit: () => {} });
  const appliance = open();
  const session = technician.types('watch');
  assert.is(await session.ends(), 1, session.output);
  assert.match(session.output, /The appliance is running/);
  assert.match(session.output, new RegExp(`sudo kill ${process.pid}\\b|sudo systemctl stop \\S+`));
  assert.is(printer.counters.connections, 0);
  appliance.close();

  const later = technician.types('watch', 'lobby-lamp');
  await later.shows('status ok');
  assert.throws(open, 'state folder');
  assert.is(await later.controlC(), 0);
  open().close();
});

test.run();
