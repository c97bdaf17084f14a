import { execFileSync } from 'node:child_process';
import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { join } from 'node:path';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import type { ExtraRoutes } from '../../firmware/screens/extra-routes';
import { TiskiError } from '../../hal/platform/error';
import { typescript } from '../running/typescript';
import { startWebBox, type WebBox } from '../support/web-box';

const faulty: ExtraRoutes = {
  links: [],
  add(routes) {
    routes.get('/faulty/at-once', () => {
      throw new Error('secret');
    });
    routes.get('/faulty/later', async () => {
      await Promise.reject(new Error('secret'));
    });
    routes.get('/faulty/coded', () => {
      throw new TiskiError('journal-unwritable');
    });
    routes.get('/faulty/half-way', (_, response) => {
      response.write('half');
      throw new Error('secret');
    });
  },
};

let box: WebBox;

test.before(async () => {
  box = await startWebBox({ extraRoutes: [faulty] });
});

test.after(() => box?.close());

/** What comes back for raw bytes until the other side ends or `enough` says so. */
async function exchange(sent: string, enough: (received: string) => boolean = () => false): Promise<string> {
  const socket = connect(box.port, '127.0.0.1');
  let received = '';
  socket.on('error', () => undefined);
  socket.on('data', data => {
    received += data;
    if (enough(received)) socket.destroy();
  });
  socket.write(sent);
  await once(socket, 'close');
  return received;
}

const head = (line: string, ...more: readonly string[]): string =>
  [`${line} HTTP/1.1`, 'Host: tiski', ...more, '', ''].join('\r\n');
const command = (body: string, ...more: readonly string[]): string =>
  head(
    'POST /api/command/take-ticket',
    'Content-Type: application/json',
    `Content-Length: ${body.length}`,
    ...more,
  ) + body;
const close = 'Connection: close';
const statuses = (received: string): string[] =>
  Array.from(received.matchAll(/HTTP\/1\.1 (\d+)/g), ([, status = '']) => status);

test('commands sent in one go over one connection are answered in their order', async () => {
  const ids = ['a', 'b', 'c'];
  const all = ids.map((id, index) =>
    command(JSON.stringify({ id, args: { service: 'tax' } }), ...(index === 2 ? [close] : [])),
  );
  const received = await exchange(all.join(''));
  assert.equal(
    Array.from(received.matchAll(/"id":"(\w)"/g), ([, id]) => id),
    ids,
  );
});

test('a connection serves on after a body that was too long', async () => {
  const sent = command(' '.repeat(100_000)) + command('{"args":{"service":"tax"}}', close);
  assert.equal(statuses(await exchange(sent)), ['413', '200']);
});

test('a body that never ends is refused, and then its connection ends', async () => {
  const socket: Socket = connect(box.port, '127.0.0.1');
  let received = '';
  socket.on('error', () => undefined);
  socket.on('data', data => {
    received += data;
  });
  const closed = new Promise<boolean>(resolve => socket.once('close', () => resolve(true)));
  socket.write(
    head('POST /api/command/next', 'Content-Type: application/json', 'Transfer-Encoding: chunked'),
  );
  const piece = `10000\r\n${' '.repeat(0x10000)}\r\n`;
  let ended = false;
  for (let sent = 0; !ended && sent < 1e9; sent += piece.length) {
    if (socket.write(piece)) continue;
    ended = await Promise.race([
      new Promise<false>(resolve => socket.once('drain', () => resolve(false))),
      closed,
    ]);
  }
  assert.ok(ended);
  assert.equal(statuses(received), ['413']);
});

test('a host field that is none is refused as the standard says', async () => {
  for (const host of ['user@tiski', 'a/../b', 'a b', '[tiski]', 'tiski:x', '[::1']) {
    const received = await exchange(`GET /api/state HTTP/1.1\r\nHost: ${host}\r\n${close}\r\n\r\n`);
    assert.match(received, /^HTTP\/1\.1 400 /, host);
    assert.not.match(received, 'services', host);
  }
});

test('who asks for the head alone gets the head of the answer', async () => {
  for (const path of ['/', '/api/state', '/api/stream', '/assets/index-page.js', '/nothing']) {
    const [whole = ''] = (
      await exchange(head(`GET ${path}`, close), text => text.includes('\r\n\r\n'))
    ).split('\r\n\r\n');
    const alone = await exchange(head(`HEAD ${path}`, close));
    const fields = (text: string) =>
      text.split('\r\n').filter(line => line && !/^(date|transfer-encoding):/i.test(line));
    assert.equal(fields(alone), fields(whole), path);
    assert.ok(alone.endsWith('\r\n\r\n'), path);
  }
});

test('a route that fails is answered with a code and without its words, and the box serves on', async () => {
  const answer = async (path: string) => {
    const response = await fetch(`${box.url}${path}`);
    return { status: response.status, body: await response.text() };
  };
  for (const path of ['/faulty/at-once', '/faulty/later']) {
    const { status, body } = await answer(path);
    assert.is(status, 500, path);
    assert.is(JSON.parse(body).code, 'internal-error');
    assert.not.match(body, 'secret');
  }
  const coded = await answer('/faulty/coded');
  assert.is(coded.status, 503);
  assert.is(JSON.parse(coded.body).code, 'journal-unwritable');
  const halfWay = await exchange(head('GET /faulty/half-way'));
  assert.not.match(halfWay, '\r\n0\r\n');
  assert.is((await answer('/healthz')).status, 200);
});

test('serving pages and commands loads none of the classes of fetch', () => {
  const program = `
    const { get, request } = require('node:http');
    const { startWebBox } = require('./tests/support/web-box');
    const headers = { 'content-type': 'application/json' };
    startWebBox().then(({ url, close }) =>
      get(url + '/', page => page.resume().on('end', () =>
        request(url + '/api/command/take-ticket', { method: 'POST', headers }, reply => reply.resume().on('end', () => {
          const heavy = process.moduleLoadList.filter(name => /undici|webstreams/.test(name));
          process.stdout.write(JSON.stringify({ status: reply.statusCode, heavy }));
          close().then(() => process.exit());
        })).end('{"args":{"service":"tax"}}'))));`;
  const output = execFileSync(process.execPath, [...typescript, '-e', program], {
    cwd: join(__dirname, '../..'),
    encoding: 'utf8',
  });
  assert.equal(JSON.parse(output), { status: 200, heavy: [] });
});

test.run();
