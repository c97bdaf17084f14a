import { once } from 'node:events';
import { type AddressInfo, createServer, type Socket } from 'node:net';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import type { EscposPrinter } from '../../hal/drivers/escpos/printer';
import type { ProfileName } from '../../hal/drivers/escpos/profiles';
import { driverOn, ticket, time, until } from '../support/escpos-bench';

interface Stranger {
  readonly printer: EscposPrinter;
  readonly sockets: Socket[];
}

/** Runs a driver against whatever `behave` makes of each connection. */
async function withStranger(
  behave: (socket: Socket) => void,
  run: (stranger: Stranger) => Promise<void>,
  profile: ProfileName = 'generic',
): Promise<void> {
  const sockets: Socket[] = [];
  const server = createServer(socket => {
    sockets.push(socket);
    socket.on('error', () => {});
    behave(socket);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const printer = driverOn((server.address() as AddressInfo).port, { profile });
  await printer.start(AbortSignal.timeout(10_000));
  try {
    await run({ printer, sockets });
  } finally {
    await printer.stop();
    for (const socket of sockets) socket.destroy();
    server.close();
  }
}

/** Answers what `answers` has an answer for; `GS r 1` is written `r1`, `DLE EOT n` is written `n`. */
function answering(answers: Readonly<Record<string, number>>): (socket: Socket) => void {
  return socket => {
    socket.on('data', (bytes: Buffer) => {
      for (let at = 0; at < bytes.length - 2; at++) {
        const start = bytes.readUInt16BE(at);
        const key = start === 0x1004 ? String(bytes[at + 2]) : start === 0x1d72 ? `r${bytes[at + 2]}` : '';
        const answer = answers[key];
        if (answer !== undefined) socket.write(Uint8Array.of(answer));
      }
    });
  };
}

const allWell = { 1: 0x12, 2: 0x12, 3: 0x12, 4: 0x12 };

test('an echo server is no printer, and no ticket sent to it is ever called done', () =>
  withStranger(
    socket => socket.pipe(socket),
    async ({ printer }) => {
      for (const code of ['K101', 'K102']) {
        const { outcome } = await printer.print(ticket(code));
        assert.is.not(outcome, 'done');
      }
      assert.equal(printer.status, { health: 'unknown', code: 'printer-garbage' });
    },
  ));

test('a printer that tells its status but never confirms: later tickets do not wait the full time', () =>
  withStranger(answering(allWell), async ({ printer }) => {
    await until(printer, 'ok');
    await printer.print(ticket('K101'));
    const start = time.monotonic();
    assert.equal(await printer.print(ticket('K102')), { outcome: 'unknown', code: 'print-timeout' });
    assert.ok(time.monotonic() - start < 500, `${time.monotonic() - start} ms`);
    assert.is(printer.status.health, 'ok');
  }));

test('a printer that knows only two of the four status queries is found to be ok all the same', () =>
  withStranger(answering({ 1: 0x12, 4: 0x12, r1: 0x00 }), async ({ printer, sockets }) => {
    await until(printer, 'ok');
    assert.equal(await printer.print(ticket('K101')), { outcome: 'done' });
    assert.is(sockets.length, 1);
  }));

test('a printer that only says that it is online is not called ok: its paper is not known', () =>
  withStranger(answering({ 1: 0x12, r1: 0x00 }), async ({ printer }) => {
    await until(printer, 'printer-silent');
    assert.equal(await printer.print(ticket('K101')), { outcome: 'done' });
    assert.is(printer.status.health, 'unknown');
  }));

test('something that takes connections and drops them at once counts as unreachable', () =>
  withStranger(
    socket => socket.end(),
    async ({ printer, sockets }) => {
      await until(printer, 'printer-unreachable');
      assert.is(printer.status.health, 'failed');
      const outcome = await printer.print(ticket('K101'));
      assert.equal(outcome, { outcome: 'not-done', code: 'printer-unreachable' });
      assert.ok(sockets.length < 5);
    },
  ));

test('a printer that fell silent is cut off with a reset, so that nothing waits on its way there', () => {
  let silent = false;
  const answer = (socket: Socket) => {
    const real = answering({ ...allWell, r1: 0 });
    real(Object.assign(socket, { write: silence(socket.write.bind(socket)) }));
  };
  const silence = (write: Socket['write']): Socket['write'] =>
    ((bytes: Uint8Array) => silent || write(bytes)) as Socket['write'];
  return withStranger(answer, async ({ printer, sockets }) => {
    await until(printer, 'ok');
    const [socket] = sockets;
    assert.ok(socket);
    const error = once(socket, 'error');
    silent = true;
    const [{ code }] = (await Promise.race([error, once(socket, 'end').then(() => [{ code: 'FIN' }])])) as [
      { code: string },
    ];
    assert.is(code, 'ECONNRESET');
    assert.is(printer.status.health, 'unknown');
  });
});

test('a printer that hangs, and only its network goes on taking connections, gets no ticket that it could print later', () => {
  let hung = false;
  let bytes = 0;
  const behave = (socket: Socket) => {
    if (!hung) answering({ ...allWell, r1: 0 })(socket);
    else socket.on('data', data => (bytes += data.length));
  };
  return withStranger(behave, async ({ printer, sockets }) => {
    await until(printer, 'ok');
    hung = true;
    sockets[0]?.removeAllListeners('data').resume();
    await until(printer, 'printer-silent');
    const outcomes = await Promise.all(['K101', 'K102'].map(code => printer.print(ticket(code))));
    for (const { outcome } of outcomes) assert.is(outcome, 'not-done');
    assert.is(printer.status.health, 'unknown');
    assert.ok(sockets.length > 1, 'it was tried again');
    assert.ok(bytes < 30, 'queries only');
  });
});

test('a printer that stops reading in mid-ticket: in doubt, and the rest is thrown away', () => {
  let reading = true;
  const behave = (socket: Socket) => {
    answering({ ...allWell, r1: 0 })(socket);
    if (!reading) socket.pause();
  };
  return withStranger(behave, async ({ printer, sockets }) => {
    await until(printer, 'ok');
    reading = false;
    sockets[0]?.pause();
    const start = time.monotonic();
    const outcome = await printer.print(ticket('K101', 200));
    assert.is(outcome.outcome, 'unknown');
    assert.ok(time.monotonic() - start < 2_500, `${time.monotonic() - start} ms`);
    assert.is((await printer.print(ticket('K102'))).outcome, 'not-done');
  });
});

test.run();
