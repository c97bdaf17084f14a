import { once } from 'node:events';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { connect, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { duplexPair } from 'node:stream';
import { type Callback, test } from 'uvu';
import * as assert from 'uvu/assert';
import {
  dropConnectionAfter,
  garbage,
  lateAnswers,
  oneConnectionAtATime,
  SimulatedPrinter,
  type SimulatedPrinterOptions,
  silent,
  slow,
  type Ticket,
} from '../../simulator/printer';
import { SteadyTime } from '../support/steady-time';

const time = new SteadyTime();
const patience = 15_000;

/** The other end of the wire, by hand. */
class Host {
  readonly socket: Socket;
  received = Buffer.alloc(0);

  constructor(socket: Socket) {
    this.socket = socket;
    socket.on('data', chunk => {
      this.received = Buffer.concat([this.received, chunk]);
    });
    socket.on('error', () => {});
  }

  static async connect(port: number): Promise<Host> {
    const socket = connect(port, '127.0.0.1');
    const host = new Host(socket);
    await once(socket, 'connect');
    return host;
  }

  send(hex: string): void {
    this.socket.write(Buffer.from(hex.replaceAll(' ', ''), 'hex'));
  }

  /** The next `length` bytes, in hex. */
  async read(length: number): Promise<string> {
    await until(() => this.received.length >= length, `${length} bytes`);
    const bytes = this.received.subarray(0, length);
    this.received = this.received.subarray(length);
    return bytes.toString('hex');
  }

  /** The answer to a request, in hex; one byte when nothing else is said. */
  async ask(hex: string, length = 1): Promise<string> {
    this.send(hex);
    return this.read(length);
  }
}

async function until(isTrue: () => boolean, what: string): Promise<void> {
  const end = performance.now() + patience;
  while (!isTrue()) {
    if (performance.now() > end) throw new Error(`waited in vain for ${what}`);
    await new Promise(resolve => setTimeout(resolve, 2));
  }
}

/** `once` would reject on the error of a reset connection. */
function closing(socket: Socket): Promise<void> {
  return new Promise(resolve => socket.once('close', () => resolve()));
}

interface Bench {
  readonly printer: SimulatedPrinter;
  readonly host: Host;
}

type Options = Omit<SimulatedPrinterOptions, 'time'>;

/** A test with a printer of its own, which prints at once unless told otherwise, and one connection to it. */
function bench(title: string, options: Options, run: (bench: Bench) => Promise<void>): void {
  const body: Callback = async () => {
    const printer = new SimulatedPrinter({ time, speed: Infinity, ...options });
    await printer.start();
    const host = await Host.connect(printer.port);
    try {
      await run({ printer, host });
    } finally {
      host.socket.destroy();
      await printer.stop();
    }
  };
  test(title, body);
}

const hex = (text: string) => Buffer.from(text, 'latin1').toString('hex');
const line = (text: string) => `${hex(text)}0a`;
const init = '1b40';
const cut = '1d564200';
const processId = (id: string) => `1d2848 0600 3030 ${hex(id)}`;
const done = (id: string) => `3722${hex(id)}00`;
const clear = '1014 08 01031401060208';
const texts = (tickets: readonly Ticket[]) => tickets.map(ticket => ticket.text.join('|'));

/** A DLE EOT question after which everything sent before has arrived. */
const arrived = (host: Host) => host.ask('100401');

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
