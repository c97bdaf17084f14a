import { test } from 'uvu';
import * as assert from 'uvu/assert';
import type { SimulatedPrinter } from '../../simulator/printer';
import {
  arrived,
  bench,
  clear,
  cut,
  done,
  Host,
  hex,
  init,
  line,
  processId,
  texts,
  until,
} from '../support/printer-host';

bench('a ticket comes off with its text, whole', {}, async ({ printer, host }) => {
  host.send(init + line('K101') + cut + processId('0001'));
  assert.is(await host.read(7), done('0001'));
  const [ticket] = printer.tickets;
  assert.equal(ticket?.text, ['K101']);
  assert.is(ticket?.complete, true);
  assert.is(Buffer.from(ticket?.bytes ?? []).toString('hex'), init + line('K101') + cut);
  assert.equal(printer.complaints, []);
});

const faults: [string, (printer: SimulatedPrinter) => void, string, string][] = [
  ['ready', () => {}, '16121212', '1400000f'],
  ['near the end of the roll', printer => printer.paperNearEnd(), '1612121e', '1400030f'],
  ['out of paper', printer => printer.paperOut(), '1e32127e', '1c000f0f'],
  ['open', printer => printer.openCover(), '1e161212', '3c00000f'],
];

for (const [state, make, realTime, automatic] of faults) {
  bench(`a printer that is ${state} says so`, {}, async ({ printer, host }) => {
    assert.is(await host.ask('1d61ff', 4), '1400000f');
    make(printer);
    if (state !== 'ready') assert.is(await host.read(4), automatic);
    assert.is(await host.ask('100401 100402 100403 100404', 4), realTime);
  });
}

bench(
  'a stuck blade is an error until it is free and the host asks to go on',
  {},
  async ({ printer, host }) => {
    await host.ask('1d61ff', 4);
    printer.cutterJam();
    host.send(init + line('K101') + cut + processId('0001'));
    assert.is(await host.read(4), '1c08000f');
    assert.is(await host.ask('100401 100402 100403 100404', 4), '1e521a12');
    host.send('100501');
    assert.is(await host.ask('100403'), '1a', 'the blade is still stuck');
    printer.clearCutterJam();
    // There is no recovery 7, and a pulse for the drawer is none.
    host.send('100507 1014010001');
    assert.is(await host.ask('100403'), '1a');
    assert.not.ok(printer.complaints.some(({ reason }) => reason.includes('DLE DC4')));
    host.send('100501');
    assert.is(await host.read(11), `1400000f${done('0001')}`);
    assert.equal(texts(printer.tickets), ['K101']);
  },
);

bench('DLE ENQ 2 goes on without the rest of the job', {}, async ({ printer, host }) => {
  printer.cutterJam();
  host.send(init + line('K101') + cut + processId('0001') + line('K102') + cut);
  await until(() => printer.status.error === 'cutter', 'the cutter error');
  printer.clearCutterJam();
  host.send('100502');
  host.send(cut + processId('0002'));
  assert.is(await host.read(7), done('0002'), 'the id of the lost job is never sent');
  assert.equal(texts(printer.tickets), ['K101']);
  assert.equal(printer.tickets[0]?.interruptions, ['cleared']);
  assert.is(printer.tickets[0]?.complete, false);
});

bench(
  'after the end of the paper the rest is printed on the next roll: a ghost',
  {},
  async ({ printer, host }) => {
    host.send(init + line('K101'));
    await arrived(host);
    printer.paperOut();
    host.send(line('rest') + cut + processId('0001'));
    assert.is(await arrived(host), '1e');
    assert.equal(texts(printer.tickets), ['K101']);
    assert.is(printer.tickets[0]?.complete, false);
    printer.loadPaper();
    assert.is(await host.read(7), done('0001'));
    assert.equal(texts(printer.tickets), ['K101', 'rest']);
  },
);

bench(
  'what was cut off in the middle is marked as the rest of another ticket',
  { speed: 150 },
  async ({ printer, host }) => {
    host.send(init + line('one') + line('two') + line('three') + cut);
    await until(() => printer.counters.millimetres >= 4, 'the first line');
    printer.paperOut();
    printer.loadPaper();
    await until(() => printer.tickets.length === 2, 'two pieces');
    const [first, second] = printer.tickets;
    assert.equal(first?.interruptions, ['paper-end']);
    assert.is(second?.continuation, true);
    assert.is(second?.complete, false);
    assert.equal([...(first?.text ?? []), ...(second?.text ?? [])], ['one', 'two', 'three']);
  },
);

bench('DLE DC4 8 prevents the ghost', {}, async ({ printer, host }) => {
  printer.paperOut();
  host.send(init + line('K101') + cut + processId('0001'));
  assert.is(await host.ask(clear, 3), '372500');
  printer.loadPaper();
  host.send(init + line('K102') + cut + processId('0002'));
  assert.is(await host.read(7), done('0002'));
  assert.equal(texts(printer.tickets), ['K102']);
  assert.is(printer.tickets[0]?.complete, true);
});

bench('paper alone does not bring an open printer back', {}, async ({ printer, host }) => {
  printer.openCover();
  printer.paperOut();
  host.send(init + line('K101') + cut);
  printer.loadPaper();
  assert.is(await host.ask('100402'), '16');
  assert.is(printer.tickets.length, 0);
  printer.closeCover();
  await until(() => printer.tickets.length === 1, 'the ticket');
});

bench(
  'an opened cover stops a line, which is printed again on the same paper',
  { speed: 150 },
  async ({ printer, host }) => {
    host.send(init + line('one') + line('two') + cut);
    await until(() => printer.counters.bytes > 0, 'the bytes');
    printer.openCover();
    printer.closeCover();
    await until(() => printer.tickets.length === 1, 'the ticket');
    assert.equal(texts(printer.tickets), ['one|two']);
    assert.is(printer.tickets[0]?.complete, true);
  },
);

bench(
  'real-time questions are answered while the receive buffer is full',
  { receiveBuffer: 64 },
  async ({ printer, host }) => {
    printer.openCover();
    host.send(line('x'.repeat(80)));
    assert.is(await host.ask('100402'), '16');
    assert.ok(printer.buffered >= 64);
  },
);

bench('a full buffer holds the sender back and loses nothing', {}, async ({ printer, host }) => {
  printer.openCover();
  const job = Buffer.from((line('0123456789').repeat(400_000) + cut).replaceAll(' ', ''), 'hex');
  host.socket.write(job);
  await until(() => printer.buffered >= 4096, 'a full buffer');
  await new Promise(resolve => setTimeout(resolve, 50));
  assert.ok(printer.buffered <= 4096 + 1024, `${printer.buffered} bytes were taken`);
  assert.ok(host.socket.writableLength > 0, 'the sender is held back');
});

bench('a job larger than the buffer is printed whole', {}, async ({ printer, host }) => {
  host.send(init + line('0123456789').repeat(5_000) + cut + processId('0001'));
  assert.is(await host.read(7), done('0001'));
  assert.is(printer.tickets[0]?.text.length, 5_000);
});

bench(
  'real-time bytes inside another command are its data, and are answered besides',
  {},
  async ({ printer, host }) => {
    host.send(`${init}1d763000 0300 0100 100401`);
    assert.is(await host.read(1), '16');
    host.send(cut);
    await until(() => printer.tickets.length === 1, 'the ticket');
    const raster = printer.tickets[0]?.items.find(item => item.item === 'raster');
    assert.equal(raster?.item === 'raster' && [...raster.image.data], [0x10, 0x04, 0x01]);
  },
);

bench('a basic printer takes them for data only', { profile: 'basic' }, async ({ printer, host }) => {
  host.send(`${init}1d763000 0300 0100 100401${cut}`);
  await until(() => printer.tickets.length === 1, 'the ticket');
  assert.is(host.received.length, 0);
});

bench(
  'ESC 3 swallows the first byte of a real-time command',
  { profile: 'basic' },
  async ({ printer, host }) => {
    host.send(`${init}1b33 100401`);
    host.send(line('a') + cut);
    await until(() => printer.tickets.length === 1, 'the ticket');
    assert.is(host.received.length, 0);
    assert.equal(
      printer.complaints.map(complaint => complaint.offset),
      [5, 6],
    );
  },
);

bench('GS a reports the change it was asked for and no other', {}, async ({ printer, host }) => {
  assert.is(await host.ask('1d6108', 4), '1400000f');
  printer.openCover();
  printer.closeCover();
  printer.paperNearEnd();
  assert.is(await host.read(4), '1400030f');
  assert.is(host.received.length, 0);
});

bench('GS r waits in its turn and not at all while the printer is offline', {}, async ({ printer, host }) => {
  printer.paperOut();
  host.send('1d7201');
  assert.is(await arrived(host), '1e');
  assert.is(host.received.length, 0);
  printer.loadPaper();
  assert.is(await host.read(1), '00');
  printer.paperNearEnd();
  assert.is(await host.ask('1d7201'), '03');
});

bench(
  'a process id is answered when the paper has moved, not before',
  { speed: 300, cutTime: 40 },
  async ({ printer, host }) => {
    const start = performance.now();
    host.send(init + line('a').repeat(8) + cut + processId('0001'));
    assert.is(await host.read(7), done('0001'));
    // 8 lines of 3.75 mm and 12 mm to the blade at 300 mm/s, and the cut.
    assert.ok(performance.now() - start >= 175, `${performance.now() - start} ms`);
    assert.is(printer.counters.millimetres, 42);
  },
);

bench('the id of a line that waits for its line feed waits with it', {}, async ({ host }) => {
  host.send(init + hex('K101') + processId('0001'));
  await arrived(host);
  assert.is(host.received.length, 0);
  host.send('0a');
  assert.is(await host.read(7), done('0001'));
});

bench(
  'a cut in the middle of a line is refused, with a complaint that says where',
  {},
  async ({ printer, host }) => {
    host.send(init + hex('K101') + cut + processId('0001'));
    await arrived(host);
    assert.is(printer.tickets.length, 0);
    assert.equal(printer.complaints, [
      { offset: 6, reason: 'GS V with text still in the line buffer: ignored' },
    ]);
  },
);

bench(
  'the roll gets shorter with each ticket until the sensors say so',
  { paper: 40, nearEnd: 20 },
  async ({ printer, host }) => {
    const seen: string[] = [];
    printer.events.on('status', status => seen.push(status.paper));
    for (let ticket = 0; ticket < 3; ticket++) host.send(init + line('a') + cut);
    await until(() => printer.status.paper === 'end', 'the end of the roll');
    assert.equal(seen, ['near-end', 'end']);
    assert.equal([printer.tickets.length, printer.counters.cuts, printer.paper], [3, 2, 0]);
  },
);

bench(
  'what is out of range or makes no sense is answered by nothing but a complaint',
  {},
  async ({ printer, host }) => {
    const complained = async (command: string, reason: RegExp) => {
      const before = printer.complaints.length;
      host.send(command);
      await until(() => printer.complaints.length > before, command);
      assert.match(printer.complaints.at(-1)?.reason ?? '', reason);
    };
    await complained('100409', /DLE EOT 9 is out of range/);
    await complained('1d7209', /GS r 9 is out of range/);
    await complained('1d4963', /GS I 99 is out of range/);
    await complained('1d673200 6300', /GS g 2 is out of range/);
    await complained('1d2848 0600 3030 01020304', /GS \( H: only function 48/);
    await complained('1014 08 01031401060209', /DLE DC4 8 with the wrong parameters/);
    // A question amid the dots of a picture, after a byte that only looks like the beginning of one.
    assert.is(await host.ask('1d763000 0100 0400 10100401'), '16');
    // A wish to go on where nothing is wrong; to be told of nothing any more.
    host.send('100501 100502 1d6100');
    printer.openCover();
    printer.openCover();
    printer.closeCover();
    assert.is(await host.ask('1d4942', 7), hex('_Tiski\0'));
    assert.is(await host.ask('1d7201 1d7232', 2), '0001');
    printer.paperNearEnd();
    assert.is(await host.ask('1d7231'), '03');
  },
);

bench(
  'a printer without power takes nothing, and its switch is turned once each way',
  { profile: 'custom' },
  async ({ printer, host }) => {
    assert.is(await host.ask('1de5', 3), hex('1on'));
    await printer.powerOff();
    await printer.powerOff();
    assert.is(printer.status.power, false);
    await printer.powerOn();
    await printer.powerOn();
    assert.is(printer.status.power, true);
    const back = await Host.connect(printer.port);
    assert.is(await back.ask('1de5', 3), hex('2on'));
    back.socket.destroy();
    assert.equal(printer.complaints, []);
  },
);

test.run();
