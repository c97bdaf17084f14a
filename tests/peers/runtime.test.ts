import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { type Reply, type Request, Runtime } from '../../firmware/runtime';
import type { ServiceEvent } from '../../firmware/servicepoint/events';
import { silent } from '../../hal/platform/log';
import { rules } from '../property/servicepoint/office';
import { SteadyTime } from '../support/steady-time';

const test = suite<{ folder: string; runtime: Runtime }>('runtime');

function open(folder: string): Runtime {
  return new Runtime({
    journalFile: join(folder, 'journal.db'),
    rules,
    time: new SteadyTime(),
    log: silent,
    version: '1',
    makeEpoch: () => 'e',
  });
}

const take = (id?: string): Request => ({
  ...(id === undefined ? {} : { id }),
  name: 'take-ticket',
  args: { service: 'kunta' },
  channel: 'http',
});
const ticketOf = (reply: Reply) => (reply.ok ? reply.result.ticket : reply.code);
const stored = (runtime: Runtime): ServiceEvent[] => [...runtime.journal.replay(0)].map(({ event }) => event);

test.before.each(context => {
  context.folder = mkdtempSync(join(tmpdir(), 'tiski-runtime-'));
  context.runtime = open(context.folder);
});

test.after.each(({ folder, runtime }) => {
  runtime.stop();
  rmSync(folder, { recursive: true });
});

test('the reply to a press comes after its facts are on disk', async ({ runtime }) => {
  const reply = await runtime.execute(take());
  assert.is(ticketOf(reply), 'K101');
  assert.ok(stored(runtime).some(event => event.type === 'ticket.issued' && event.data.ticket === 'K101'));
});

test('a command with an id is carried out once: at the same time, later, and after a restart', async context => {
  const [first, second] = await Promise.all([
    context.runtime.execute(take('a')),
    context.runtime.execute(take('a')),
  ]);
  const third = await context.runtime.execute(take('a'));
  context.runtime.stop();
  context.runtime = open(context.folder);
  const fourth = await context.runtime.execute(take('a'));
  assert.equal([first, second, third, fourth].map(ticketOf), ['K101', 'K101', 'K101', 'K101']);
  assert.is(ticketOf(await context.runtime.execute(take('b'))), 'K102');
});

test('a refusal is remembered with its id as well: an officer who was refused is not obeyed later', async ({
  runtime,
}) => {
  const next: Request = { id: 'n', name: 'next', args: { counter: '1' }, channel: 'mqtt' };
  assert.is(ticketOf(await runtime.execute(next)), 'queue-empty');
  await runtime.execute(take());
  assert.is(ticketOf(await runtime.execute(next)), 'queue-empty');
});

test('what is not a command is refused with a code and leaves no fact', async ({ runtime }) => {
  const wrong: [unknown, string, string][] = [
    [{}, 'take-ticket', 'command-invalid'],
    [null, 'take-ticket', 'command-invalid'],
    [{ service: 'kunta', name: 'Matti' }, 'take-ticket', 'command-invalid'],
    [{ service: 7 }, 'take-ticket', 'command-invalid'],
    [{}, 'tick', 'command-unknown'],
    [{}, '__proto__', 'command-unknown'],
    [{ counter: '9' }, 'next', 'counter-unknown'],
  ];
  for (const [args, name, code] of wrong) {
    const reply = await runtime.execute({ name, args, channel: 'http' });
    assert.is(reply.ok ? 'ok' : reply.code, code, `${name} ${JSON.stringify(args)}`);
  }
  assert.equal(
    stored(runtime).filter(({ type }) => type.startsWith('ticket.')),
    [],
  );
});

test('the queue goes on after a restart where it stood', async context => {
  for (let n = 0; n < 3; n++) await context.runtime.execute(take());
  await context.runtime.execute({ name: 'next', args: { counter: '1' }, channel: 'button' });
  context.runtime.stop();
  context.runtime = open(context.folder);
  await context.runtime.start();
  assert.is(context.runtime.state.counters.get('1'), 'K101');
  assert.equal(context.runtime.state.queues.get('kunta'), ['K102', 'K103']);
});

test('after a restart a ticket whose print was under way is unconfirmed, never printed again', async context => {
  await context.runtime.execute(take());
  context.runtime.stop();
  context.runtime = open(context.folder);
  await context.runtime.start();
  assert.is(context.runtime.state.tickets.get('K101')?.print, 'unconfirmed');
  const last = stored(context.runtime).at(-1);
  assert.equal(last?.data, { ticket: 'K101', outcome: 'unknown', code: 'print-restarted' });
});

test('when the disk refuses, nobody is told yes, and the next press finds the state that is on disk', async ({
  runtime,
}) => {
  await runtime.execute(take());
  const { journal } = runtime;
  const append = journal.append;
  journal.append = () => Promise.reject(Object.assign(new Error('disk full'), {}));
  const refusedReply = await runtime.execute(take('lost'));
  journal.append = append;
  assert.is(refusedReply.ok, false);
  assert.is(ticketOf(await runtime.execute(take('lost'))), 'K102');
  assert.is(runtime.state.tickets.size, 2);
});

test('while stopping, a command is refused with a code', async ({ runtime }) => {
  runtime.stop();
  assert.is(ticketOf(await runtime.execute(take())), 'box-stopping');
});

test.run();
