import { once } from 'node:events';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { duplexPair } from 'node:stream';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import {
  dropConnectionAfter,
  garbage,
  lateAnswers,
  oneConnectionAtATime,
  SimulatedPrinter,
  silent,
  slow,
} from '../../simulator/printer';
import {
  arrived,
  bench,
  clear,
  closing,
  cut,
  Host,
  init,
  line,
  processId,
  texts,
  time,
  until,
} from '../support/printer-host';

bench('without cable nothing moves and nobody notices', {}, async ({ printer, host }) => {
  await printer.unplugCable();
  let isClosed = false;
  host.socket.on('close', () => (isClosed = true));
  host.send(`100401${init}${line('K101')}${cut}`);
  const late = connect(printer.port, '127.0.0.1');
  await new Promise(resolve => setTimeout(resolve, 150));
  assert.is(late.connecting, true, 'a new connection is neither accepted nor refused');
  assert.is(host.received.length, 0);
  assert.is(isClosed, false);
  assert.is(printer.tickets.length, 0);
  late.destroy();
  await printer.plugCable();
  assert.is(await host.read(1), '16');
  await until(() => printer.tickets.length === 1, 'what was under way');
});

bench(
  'after a long outage the old connection is reset and a new one works',
  {},
  async ({ printer, host }) => {
    await printer.unplugCable();
    host.send(line('lost') + cut);
    await new Promise(resolve => setTimeout(resolve, 20));
    const closed = closing(host.socket);
    await printer.plugCable({ lost: true });
    await closed;
    const again = await Host.connect(printer.port);
    assert.is(await arrived(again), '16');
    assert.is(printer.tickets.length, 0);
    again.socket.destroy();
  },
);

bench(
  'without power the buffer is lost, and with power back the connection is reset',
  {},
  async ({ printer, host }) => {
    printer.openCover();
    host.send(init + line('K101') + cut);
    await arrived(host);
    await printer.powerOff();
    assert.is(printer.status.online, false);
    const closed = closing(host.socket);
    printer.closeCover();
    await printer.powerOn();
    await closed;
    const again = await Host.connect(printer.port);
    assert.is(await arrived(again), '16');
    assert.is(printer.tickets.length, 0);
    again.socket.destroy();
  },
);

bench('a printer can refuse connections and take them again', {}, async ({ printer, host }) => {
  await printer.refuseConnections();
  const refused = connect(printer.port, '127.0.0.1');
  const [error] = await once(refused, 'error');
  assert.is((error as NodeJS.ErrnoException).code, 'ECONNREFUSED');
  assert.is(await arrived(host), '16', 'the open connection stays');
  await printer.acceptConnections();
  const again = await Host.connect(printer.port);
  again.socket.destroy();
});

bench('it can take one connection at a time', {}, async ({ printer, host }) => {
  printer.behave(oneConnectionAtATime());
  const second = connect(printer.port, '127.0.0.1');
  second.on('error', () => {});
  await closing(second);
  assert.is(await arrived(host), '16');
});

bench('it can drop a connection in the middle of a job', {}, async ({ printer, host }) => {
  printer.behave(dropConnectionAfter(10));
  const closed = closing(host.socket);
  host.send(init + line('K101 and more') + cut);
  await closed;
  assert.is(printer.tickets.length, 0);
});

bench('it can stay silent and print all the same', {}, async ({ printer, host }) => {
  const end = printer.behave(silent());
  host.send(`100401${init}${line('K101')}${cut}${processId('0001')}`);
  await until(() => printer.tickets.length === 1, 'the ticket');
  end();
  assert.is(await arrived(host), '16');
  assert.is(host.received.length, 0);
});

bench('it can answer late', {}, async ({ printer, host }) => {
  printer.behave(lateAnswers(80));
  const start = performance.now();
  await arrived(host);
  assert.ok(performance.now() - start >= 78);
});

test('garbage repeats from its seed', async () => {
  const answers: string[] = [];
  for (let run = 0; run < 2; run++) {
    const printer = new SimulatedPrinter({ time });
    printer.behave(garbage(7));
    const [near, far] = duplexPair();
    const detach = printer.attach(far);
    const chunks: Buffer[] = [];
    near.on('data', chunk => chunks.push(chunk));
    for (let ask = 0; ask < 5; ask++) near.write(Buffer.from('100401', 'hex'));
    await until(() => Buffer.concat(chunks).length >= 5, 'answers');
    await new Promise(resolve => setTimeout(resolve, 5));
    answers.push(Buffer.concat(chunks).toString('hex'));
    detach();
  }
  assert.is(answers[0], answers[1]);
  assert.is.not(answers[0], '1616161616');
});

bench('a slow line takes its time', {}, async ({ printer, host }) => {
  printer.behave(slow(1_000));
  const start = performance.now();
  host.send(init + line('x'.repeat(90)) + cut);
  await until(() => printer.tickets.length === 1, 'the ticket');
  assert.ok(performance.now() - start >= 85, `${performance.now() - start} ms`);
});

bench(
  'a basic printer has no process ids and no automatic status',
  { profile: 'basic' },
  async ({ printer, host }) => {
    host.send(`1d61ff${processId('0001')}${clear}`);
    assert.is(await host.ask('100401'), '16');
    assert.is(host.received.length, 0);
    assert.is(printer.complaints.length, 3);
  },
);

bench('a mute printer prints and never answers', { profile: 'mute' }, async ({ printer, host }) => {
  host.send(`100401 1d61ff ${init}${line('K101')}${cut}${processId('0001')}`);
  await until(() => printer.tickets.length === 1, 'the ticket');
  assert.is(host.received.length, 0);
});

test('a serial line loses what is sent while it is unplugged', async () => {
  const printer = new SimulatedPrinter({ time, speed: Infinity });
  const [near, far] = duplexPair();
  const detach = printer.attach(far);
  near.write(Buffer.from(init + line('first') + cut, 'hex'));
  await until(() => printer.tickets.length === 1, 'the first ticket');
  await printer.plugCable();
  await printer.unplugCable();
  near.write(Buffer.from(line('lost') + cut, 'hex'));
  await new Promise(resolve => setTimeout(resolve, 10));
  await printer.plugCable();
  near.write(Buffer.from(line('second') + cut, 'hex'));
  await until(() => printer.tickets.length === 2, 'the second ticket');
  assert.equal(texts(printer.tickets), ['first', 'second']);
  detach();
});

bench('the first byte of a job is timed, questions are not', {}, async ({ printer, host }) => {
  const counts: number[] = [];
  printer.events.on('byte', ({ count }) => counts.push(count));
  await arrived(host);
  assert.equal(counts, []);
  host.send(init + line('K101'));
  await until(() => counts.length > 0, 'the event');
  assert.equal(counts, [7]);
});

test('each ticket is written to a folder as bytes and as a picture', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'tiski-printer-'));
  const printer = new SimulatedPrinter({ time, speed: Infinity, folder });
  await printer.start();
  const host = await Host.connect(printer.port);
  host.send(init + line('K101') + cut + processId('0001'));
  await host.read(7);
  host.socket.destroy();
  await printer.stop();
  assert.is((await readFile(join(folder, '0001.bin'))).toString('hex'), init + line('K101') + cut);
  assert.is((await readFile(join(folder, '0001.png'))).toString('latin1', 1, 4), 'PNG');
  await rm(folder, { recursive: true });
});

test('a printer without cable can be stopped and started again', async () => {
  const printer = new SimulatedPrinter({ time });
  await printer.start();
  await printer.unplugCable();
  await printer.stop();
  await printer.start();
  const host = await Host.connect(printer.port);
  assert.is(await arrived(host), '16');
  host.socket.destroy();
  await printer.stop();
});

test('the port stays the same after a stop', async () => {
  const printer = new SimulatedPrinter({ time });
  await printer.start();
  const { port } = printer;
  await printer.stop();
  await printer.start();
  assert.is(printer.port, port);
  await printer.stop();
});

test.run();
