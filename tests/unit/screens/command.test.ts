import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { postJson, sendCommand } from '../../../firmware/screens/browser-page/command';

const test = suite('commands of a page');
const { fetch } = globalThis;

/** Bodies that reached the network. */
let sent: string[] = [];

/** The network as it is at each attempt: a reply, or a connection that breaks. */
function network(...attempts: ('broken' | object)[]): void {
  sent = [];
  globalThis.fetch = async (_, options) => {
    sent.push(String(options?.body));
    const attempt = attempts[sent.length - 1] ?? 'broken';
    if (attempt === 'broken') throw new TypeError('fetch failed');
    return Response.json(attempt);
  };
}

test.after(() => {
  globalThis.fetch = fetch;
});

test('A press whose connection breaks is sent once more, as the same press', async () => {
  network('broken', { ok: true, result: { ticket: 'K101' } });
  const reply = await sendCommand('take-ticket', { service: 'tax' });
  assert.equal(reply, { ok: true, result: { ticket: 'K101' } });
  assert.is(sent.length, 2);
  assert.is(sent[0], sent[1]);
  assert.match(JSON.parse(sent[0] ?? '').id, /^[0-9a-f]{24}$/);
});

test('A box that is away is told after the second attempt', async () => {
  network('broken', 'broken', { ok: true, result: {} });
  const reply = await sendCommand('take-ticket', { service: 'tax' });
  assert.is(reply.ok ? 'ok' : reply.code, 'no-answer');
  assert.is(sent.length, 2);
});

test('A refusal is an answer', async () => {
  network({ ok: false, code: 'service-closed', message: 'closed' });
  const reply = await sendCommand('take-ticket', { service: 'tax' });
  assert.is(reply.ok ? 'ok' : reply.code, 'service-closed');
  assert.is(sent.length, 1);
});

test('What the box would take for a second wish is sent once', async () => {
  network('broken', {});
  assert.equal((await postJson('/api/feedback/open-answer', { text: 'a' })) as object, {
    ok: false,
    code: 'no-answer',
    message: 'The box does not answer; look at the queue before you try again',
  });
  assert.is(sent.length, 1);
});

test.run();
