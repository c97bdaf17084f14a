import { EventEmitter } from 'node:events';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import type { BrokerMessage } from '../../simulator/bench-page/bench-site';
import type { BenchView } from '../../simulator/bench-page/bench-view';
import { type BenchBox, startBenchBox } from '../support/bench-box';
import { EventReader } from '../support/event-reader';

const people = {
  areIn: false,
  letIn() {
    people.areIn = true;
  },
  async sendAway() {
    people.areIn = false;
  },
};
const broker = new EventEmitter<{ message: [BrokerMessage] }>();
let box: BenchBox;

test.before(async () => {
  box = await startBenchBox({ people, broker });
});

test.after(() => box?.close());

async function post(path: string, body: object, headers: Record<string, string> = {}): Promise<number> {
  const response = await fetch(`${box.url}/simulator/api/${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify(body),
  });
  return response.status;
}

test('the bench tells at once what happens on the other side of the wires', async () => {
  const reader = await EventReader.open(`${box.url}/simulator/api/stream`);
  const seen = async (condition: (view: BenchView) => boolean): Promise<void> => {
    for (;;) {
      const { event, data } = await reader.next();
      if (event === 'bench' && condition(data as unknown as BenchView)) return;
    }
  };
  await seen(view => view.displays['counter-1-display'] === '');
  assert.is(await post('press', { device: 'lobby-tax' }), 200);
  await seen(view => view.printers[0]?.pieces[0]?.text.some(line => line.includes('V101')) === true);
  assert.is(await post('press', { device: 'counter-1-next' }), 200);
  await seen(
    view => view.displays['counter-1-display'] === 'V101' && view.lamps['counter-1-lamp']?.sign === 'call',
  );
  broker.emit('message', { topic: 'tiski/1/x', payload: '{}' });
  await seen(view => view.messages?.[0]?.topic === 'tiski/1/x');
  assert.is(await post('people', { on: true }), 200);
  await seen(view => view.people === true);
  assert.is(await post('printer/lobby-printer', { fault: 'cover-open', on: true }), 200);
  await seen(view => view.printers[0]?.broken.includes('cover-open') === true);
  assert.is(box.printer.status.cover, 'open');
  assert.is(await post('printer/lobby-printer', { fault: 'cover-open', on: false }), 200);
  assert.is(box.printer.status.cover, 'closed');
  reader.close();
});

test('a piece of paper is a picture', async () => {
  const response = await fetch(`${box.url}/simulator/api/printer/lobby-printer/paper/1`);
  assert.is(response.headers.get('content-type'), 'image/webp');
  assert.is(Buffer.from(await response.arrayBuffer()).toString('latin1', 8, 12), 'WEBP');
  for (const other of [
    'lobby-printer/paper/0',
    'lobby-printer/paper/99',
    'lobby-printer/paper/x',
    'other/paper/1',
  ]) {
    assert.is((await fetch(`${box.url}/simulator/api/printer/${other}`)).status, 404, other);
  }
});

test('what cannot be done on the bench is refused', async () => {
  assert.is(await post('printer/lobby-printer', { fault: 'on-fire', on: true }), 400);
  assert.is(await post('printer/other', { fault: 'silent', on: true }), 400);
  assert.is(await post('press', { device: 'lobby-lamp' }), 400);
  assert.is(await post('people', { on: 'yes' }), 400);
  assert.is(await post('people', { on: true }, { origin: 'https://example.com' }), 403);
});

test('nothing listens any more once the box has stopped', async () => {
  await box.appliance.stop();
  assert.is(broker.listenerCount('message'), 0);
  assert.is(box.printer.events.listenerCount('ticket'), 0);
  assert.is(box.printer.events.listenerCount('status'), 0);
});

test.run();
