import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { type AddressInfo, createServer, type Socket } from 'node:net';
import { createServer as createTlsServer, type TLSSocket } from 'node:tls';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { WebSocketServer } from 'ws';
import { openWire } from '../../firmware/link/wire';
import { SteadyTime } from '../support/steady-time';
import { Mosquitto } from './mosquitto';
import { TestAuthority } from './test-authority';
import { failureWith } from './tls-office';

const authority = new TestAuthority();
const ca = authority.certificate;

const test = suite('what answers is not what was meant');
test.after(() => authority.remove());

/** Runs with a server that treats each connection like this. */
async function withServer(treat: (socket: Socket) => void, run: (port: number) => Promise<void>) {
  const server = createServer(socket => {
    socket.on('error', () => undefined);
    treat(socket);
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (!address || typeof address === 'string') throw new Error('no port');
  try {
    await run(address.port);
  } finally {
    server.close();
  }
}

async function withTls(run: (url: string) => Promise<void>): Promise<void> {
  const broker = new Mosquitto({ persistent: false, tls: { ca, ...authority.issue() } });
  try {
    await run((await broker.start()).url);
  } finally {
    await broker.remove();
  }
}

const hangUp = (socket: Socket) => socket.once('data', () => socket.destroy());
const web = (socket: Socket) =>
  socket.once('data', () => socket.end('HTTP/1.1 400 Bad Request\r\nContent-Type: text/html\r\n\r\n<h1>'));

for (const scheme of ['mqtts', 'wss'])
  test(`${scheme} to a port without TLS`, async () => {
    const broker = await new Mosquitto({ persistent: false }).start();
    const url = broker.url.replace('mqtt', scheme);
    assert.is((await failureWith({ url, ca })).code, 'link-not-tls');
    await broker.remove();
    await withServer(web, async port =>
      assert.is((await failureWith({ url: `${scheme}://127.0.0.1:${port}`, ca })).code, 'link-not-tls'),
    );
  });

for (const scheme of ['mqtt', 'ws'])
  test(`${scheme} to a port with TLS, that resets`, () =>
    withTls(async url =>
      assert.is((await failureWith({ url: url.replace('mqtts', scheme) })).code, 'link-tls-expected'),
    ));

for (const scheme of ['mqtt', 'ws'])
  test(`${scheme} to a port with TLS, that answers an alert`, () =>
    withServer(
      socket => socket.once('data', () => socket.end(Buffer.from([0x15, 3, 1, 0, 2, 2, 70]))),
      async port =>
        assert.is((await failureWith({ url: `${scheme}://127.0.0.1:${port}` })).code, 'link-tls-expected'),
    ));

test('a server that hangs up on everybody is not said to want TLS', () =>
  withServer(hangUp, async port =>
    assert.is((await failureWith({ url: `mqtt://127.0.0.1:${port}` })).code, 'link-unreachable'),
  ));

test('a web server does not speak MQTT', () =>
  withServer(web, async port => {
    const { code, detail } = await failureWith({ url: `mqtt://127.0.0.1:${port}` });
    assert.is(code, 'link-not-mqtt');
    assert.match(detail ?? '', /HTTP\/1\.1 400/);
  }));

const upgrades: Readonly<Record<string, readonly [string, string]>> = {
  'with a page': ['200 OK\r\nContent-Type: text/html; charset=utf-8', 'link-portal'],
  'with the way to a page': ['302 Found\r\nLocation: http://login.wifi/', 'link-portal'],
  'that someone must sign in': ['511 Network Authentication Required', 'link-portal'],
  'that there is nothing here': ['404 Not Found\r\nContent-Type: text/html', 'link-websocket-refused'],
  'that it is forbidden': ['403 Forbidden', 'link-websocket-refused'],
};

for (const [how, [head, expected]] of Object.entries(upgrades))
  test(`a WebSocket is answered ${how}`, () =>
    withServer(
      socket => socket.once('data', () => socket.end(`HTTP/1.1 ${head}\r\nContent-Length: 6\r\n\r\n<html>`)),
      async port => {
        const { code, detail } = await failureWith({ url: `ws://127.0.0.1:${port}/mqtt` });
        assert.is(code, expected, detail);
      },
    ));

test('a port without WebSocket', async () => {
  const broker = await new Mosquitto({ persistent: false }).start();
  const { code } = await failureWith({ url: broker.url.replace('mqtt', 'ws') });
  assert.is(code, 'link-websocket-refused');
  await broker.remove();
});

test('a broker that knows TLS 1.2 and nothing newer is spoken to in that', async () => {
  const { certificate, key } = authority.issue();
  const own = { cert: readFileSync(certificate), key: readFileSync(key), maxVersion: 'TLSv1.2' } as const;
  const server = createTlsServer(own, socket => socket.on('error', () => undefined));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const credentials = { tls: { ca: readFileSync(ca) } };
  const options = { url: `mqtts://127.0.0.1:${port}`, credentials, time: new SteadyTime() };
  const wire = (await openWire(options, new AbortController().signal)) as TLSSocket;
  assert.is(wire.getProtocol(), 'TLSv1.2');
  wire.destroy();
  server.close();
});

test('a broker behind WebSocket is spoken to over WebSocket', async () => {
  const server = new WebSocketServer({ host: '127.0.0.1', port: 0 });
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const came = once(server, 'connection');
  const options = { url: `ws://127.0.0.1:${port}/mqtt`, credentials: {}, time: new SteadyTime() };
  const wire = await openWire(options, new AbortController().signal);
  const [socket] = await came;
  assert.is(socket.protocol, 'mqtt');
  const heard = once(socket, 'message');
  wire.write('hello');
  assert.is(String((await heard)[0]), 'hello');
  wire.destroy();
  server.close();
});

test.run();
