import { once } from 'node:events';
import { Agent, type IncomingHttpHeaders, request } from 'node:http';
import { connect } from 'node:net';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { commandSchemas } from '../../firmware/servicepoint/commands';
import { isTiskiError } from '../../hal/platform/error';
import { awake } from '../support/steady-time';
import { smallSite, startWebBox, type WebBox } from '../support/web-box';

let box: WebBox;

test.before(async () => {
  box = await startWebBox();
});

test.after(() => box?.close());

interface Answer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

const post = { method: 'POST', path: '/api/command/take-ticket', body: '{"args":{"service":"tax"}}' };
const jsonType = { 'content-type': 'application/json' };

/** A request with any headers, which `fetch` would not send. */
function ask(options: {
  path: string;
  method?: string;
  headers?: Record<string, string>;
  body?: string;
  /** Sent in pieces, without saying how long it will be. */
  pieces?: readonly string[];
  agent?: Agent;
}): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const { path, method = 'GET', headers = {}, body, pieces = [], agent } = options;
    const to = { port: box.port, host: '127.0.0.1', path, method, headers, ...(agent && { agent }) };
    const outgoing = request(to, async response => {
      let text = '';
      for await (const chunk of response) text += chunk;
      resolve({ status: response.statusCode ?? 0, headers: response.headers, body: text });
    });
    outgoing.on('error', reject);
    if (body !== undefined) outgoing.setHeader('content-length', Buffer.byteLength(body)).write(body);
    for (const piece of pieces) outgoing.write(piece);
    outgoing.end();
  });
}

const codeOf = ({ body }: Answer): unknown => JSON.parse(body).code;
const issued = (): number => box.runtime.state.tickets.size;

test('a ticket taken over HTTP has a number and stands in the state and on the index', async () => {
  const { status, body } = await box.command('take-ticket', { service: 'tax', language: 'sv' }, 'first');
  assert.is(status, 200);
  assert.equal(body, {
    id: 'first',
    ok: true,
    result: { ticket: 'V101', service: 'tax', ahead: 0, language: 'sv' },
  });
  const state = (await (await fetch(`${box.url}/api/state`)).json()) as { services: { queue: string[] }[] };
  assert.equal(state.services[0]?.queue, ['V101']);
  const page = await (await fetch(box.url)).text();
  assert.match(page, 'V101');
  assert.match(page, 'Testin &#60;palvelupiste&#62;');
});

test('a command with an id is carried out once, however often it is sent', async () => {
  const replies = await Promise.all(
    [1, 2, 3].map(() => box.command('take-ticket', { service: 'tax' }, 'thrice')),
  );
  const again = await box.command('take-ticket', { service: 'tax' }, 'thrice');
  for (const { body } of [...replies, again]) assert.equal(body, replies[0]?.body);
  assert.is(issued(), 2);
});

test('what is not JSON is refused with a code and nothing happens', async () => {
  const before = issued();
  for (const body of ['', '{', 'null', '[]', '"x"', '{"args":{"service":"tax"}}}', '{"args":[]}', '\u0000']) {
    const answer = await ask({ ...post, headers: jsonType, body });
    assert.is(answer.status, 400, body);
    assert.is(codeOf(answer), 'command-invalid', body);
  }
  assert.is(issued(), before);
});

test('a body with something unknown in it is refused by the name of the thing', async () => {
  const answer = await ask({ ...post, headers: jsonType, body: '{"args":{"service":"tax"},"name":"Maija"}' });
  assert.is(answer.status, 400);
  assert.match(JSON.parse(answer.body).message, '/name');
  const inside = await box.command('take-ticket', { service: 'tax', name: 'Maija' });
  assert.is(inside.status, 400);
  assert.is(inside.body.code, 'command-invalid');
});

test('only JSON may carry a command, so that a form of another site cannot', async () => {
  for (const type of [
    'text/plain',
    'application/x-www-form-urlencoded',
    'multipart/form-data; boundary=x',
    undefined,
  ]) {
    const answer = await ask({ ...post, headers: type ? { 'content-type': type } : {} });
    assert.is(answer.status, 415, type);
    assert.is(codeOf(answer), 'command-invalid');
  }
  assert.is(
    (await ask({ ...post, headers: { 'content-type': 'Application/JSON; charset=utf-8' } })).status,
    200,
  );
});

test('a body beyond 16 KiB is refused, announced or not, and the box serves on', async () => {
  const long = `{"args":{"service":"${'x'.repeat(17_000)}"}}`;
  assert.is((await ask({ ...post, headers: jsonType, body: long })).status, 413);
  const pieces = Array.from({ length: 20 }, () => ' '.repeat(1000));
  assert.is((await ask({ ...post, headers: jsonType, body: undefined, pieces })).status, 413);
  assert.is((await ask({ ...post, headers: jsonType })).status, 200);
});

test('a body without an end is refused before it ends', async () => {
  const socket = connect(box.port, '127.0.0.1');
  const head = 'POST /api/command/next HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\n';
  socket.write(`${head}Transfer-Encoding: chunked\r\n\r\n4400\r\n${' '.repeat(0x4400)}\r\n`);
  const [answer] = (await once(socket, 'data')) as [Buffer];
  assert.match(answer.toString(), /^HTTP\/1.1 413 /);
  socket.destroy();
});

test('a page of another site cannot send a command', async () => {
  const before = issued();
  const foreign: Record<string, string>[] = [
    { origin: 'https://example.com' },
    { origin: 'null' },
    { origin: `http://127.0.0.1:${box.port + 1}` },
    { 'sec-fetch-site': 'cross-site' },
    { 'sec-fetch-site': 'same-site', origin: `http://127.0.0.1:${box.port}` },
  ];
  for (const headers of foreign) {
    const answer = await ask({ ...post, headers: { ...jsonType, ...headers } });
    assert.is(answer.status, 403, JSON.stringify(headers));
    assert.is(codeOf(answer), 'request-foreign');
  }
  const preflight = await ask({
    path: post.path,
    method: 'OPTIONS',
    headers: { origin: 'https://example.com' },
  });
  assert.not.ok(Object.keys(preflight.headers).some(name => name.startsWith('access-control')));
  assert.is(issued(), before);
});

test('a foreign name that points to this address reads nothing', async () => {
  for (const host of ['evil.example', 'evil.example:80', '127.0.0.1.evil.example']) {
    assert.is((await ask({ path: '/api/state', headers: { host } })).status, 403, host);
  }
  for (const host of [`localhost:${box.port}`, '[::1]:8080', 'tiski-1', 'tiski-1.local']) {
    assert.is((await ask({ path: '/api/state', headers: { host } })).status, 200, host);
  }
});

test('a page of the box and a program are told apart in the facts', async () => {
  const origin = `http://127.0.0.1:${box.port}`;
  const sequence = box.runtime.journal.last;
  await ask({ ...post, headers: { ...jsonType, origin, 'sec-fetch-site': 'same-origin' } });
  await ask({ ...post, headers: jsonType });
  const channels = box.runtime.journal
    .read(sequence, 10)
    .map(({ event }) => 'channel' in event.data && event.data.channel);
  assert.equal(channels, ['page', 'http']);
});

test('a refusal has the code of the catalogue and a fitting status', async () => {
  const refusals: [string, object, number, string][] = [
    ['fly', {}, 404, 'command-unknown'],
    ['__proto__', {}, 404, 'command-unknown'],
    ['started', { version: '9' }, 404, 'command-unknown'],
    ['take-ticket', { service: 'nothing' }, 404, 'service-unknown'],
    ['next', { counter: 'counter-9' }, 404, 'counter-unknown'],
    ['done', { counter: 'counter-1' }, 409, 'counter-idle'],
    ['cancel', { ticket: 'V999' }, 404, 'ticket-unknown'],
  ];
  for (const [name, args, status, code] of refusals) {
    const reply = await box.command(name, args);
    assert.is(reply.status, status, name);
    assert.is(reply.body.code, code);
    assert.is(reply.body.ok, false);
  }
});

test('every answer keeps strangers out of the page', async () => {
  for (const path of ['/', '/api/state', '/healthz', '/nothing', '/assets/index-page.js']) {
    const { headers } = await ask({ path });
    assert.match(`${headers['content-security-policy']}`, "frame-ancestors 'none'");
    assert.not.match(`${headers['content-security-policy']}`, 'unsafe');
    assert.is(headers['x-content-type-options'], 'nosniff');
    assert.match(headers['cache-control'] ?? '', path.startsWith('/assets/') ? 'no-cache' : 'no-store');
  }
});

test('a script is sent once and then only asked for', async () => {
  const first = await ask({ path: '/assets/index-page.js' });
  assert.is(first.status, 200);
  const again = await ask({
    path: '/assets/index-page.js',
    headers: { 'if-none-match': String(first.headers.etag) },
  });
  assert.is(again.status, 304);
  assert.is(again.body, '');
  for (const path of ['/assets/..%2f..%2fpackage.json', '/assets/../package.json', '/assets/nothing.js']) {
    assert.is((await ask({ path })).status, 404, path);
  }
});

test('health and readiness can be asked by a machine', async () => {
  assert.is((await ask({ path: '/healthz' })).status, 200);
  assert.is((await ask({ path: '/readyz' })).status, 200);
  assert.is((await ask({ path: '/nothing' })).status, 404);
});

test('a box that is not ready says so', async () => {
  const early = await startWebBox({ isReady: () => false });
  assert.is((await fetch(`${early.url}/readyz`)).status, 503);
  assert.is((await fetch(`${early.url}/healthz`)).status, 200);
  await early.close();
});

test('the description of the API names every command', async () => {
  const { paths } = JSON.parse((await ask({ path: '/api/openapi.json' })).body);
  for (const name of Object.keys(commandSchemas)) assert.ok(paths[`/api/command/${name}`], name);
});

test('a client that breaks off in the middle of its command leaves nothing behind', async () => {
  const before = issued();
  const socket = connect(box.port, '127.0.0.1');
  socket.write(
    'POST /api/command/take-ticket HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\n',
  );
  socket.write('Content-Length: 26\r\n\r\n{"args":');
  await new Promise(resolve => socket.once('ready', resolve));
  socket.resetAndDestroy();
  assert.is((await ask({ path: '/healthz' })).status, 200);
  assert.is(issued(), before);
});

test('a thousand commands over a hundred connections get a thousand different numbers', async () => {
  const agent = new Agent({ keepAlive: true, maxSockets: 100 });
  const answers = await Promise.all(
    Array.from({ length: 1000 }, (_, index) =>
      ask({
        ...post,
        headers: jsonType,
        body: `{"id":"many-${index}","args":{"service":"benefits"}}`,
        agent,
      }),
    ),
  );
  agent.destroy();
  assert.is(new Set(answers.map(({ body }) => JSON.parse(body).result.ticket)).size, 1000);
});

test('a port that another program has is named in the error', async () => {
  const site = { ...smallSite, http: { host: '127.0.0.1', port: box.port } };
  try {
    await startWebBox({ site });
    assert.unreachable();
  } catch (error) {
    assert.ok(isTiskiError(error, 'port-in-use'));
    assert.match(error.message, String(box.port));
  }
});

test('an address that the box does not have is named in the error', async () => {
  try {
    await startWebBox({ site: { ...smallSite, http: { host: '192.0.2.1', port: 0 } } });
    assert.unreachable();
  } catch (error) {
    assert.ok(isTiskiError(error, 'port-forbidden'));
  }
});

test('stopping waits for nobody who never finishes', async () => {
  const stopping = await startWebBox();
  const socket = connect(stopping.port, '127.0.0.1');
  socket.on('error', () => undefined);
  socket.write(
    'POST /api/command/next HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\nContent-Length: 9\r\n\r\n{',
  );
  await new Promise(resolve => socket.once('ready', resolve));
  const closed = new Promise(resolve => socket.once('close', resolve));
  const start = awake();
  await stopping.close();
  await closed;
  assert.ok(awake() - start < 3000);
});

test.run();
