import { EventEmitter } from 'node:events';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import type { BenchSite, BrokerMessage } from '../../simulator/bench-page/bench-site';
import { type BenchView, printerFaults } from '../../simulator/bench-page/bench-view';
import { type BenchBox, startBenchBox } from '../support/bench-box';
import { EventReader } from '../support/event-reader';

const people: NonNullable<BenchSite['people']> & { areIn: boolean } = {
  areIn: false,
  services: ['tax'],
  watch: () => () => undefined,
  letIn() {
    people.areIn = true;
  },
  async sendAway() {
    people.areIn = false;
  },
};
const pace = { pace: 1, paces: [1, 10] };
const network = {
  isCut: false,
  async cut() {
    network.isCut = true;
  },
  async mend() {
    network.isCut = false;
  },
};
const broker = new EventEmitter<{ message: [BrokerMessage] }>();
let box: BenchBox;

test.before(async () => {
  box = await startBenchBox({ people, broker, pace, network });
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

test('everything that breaks a printer is mended again', async () => {
  const view = async () => (await (await fetch(`${box.url}/simulator/api/state`)).json()) as BenchView;
  for (const { id: fault } of printerFaults) {
    assert.is(await post('printer/lobby-printer', { fault, on: true }), 200);
    assert.equal((await view()).printers[0]?.broken, [fault]);
    assert.is(await post('printer/lobby-printer', { fault, on: false }), 200);
    assert.equal((await view()).printers[0]?.broken, []);
  }
  const { power, paper, cover, error } = box.printer.status;
  assert.equal(
    { power, paper, cover, error },
    { power: true, paper: 'adequate', cover: 'closed', error: 'none' },
  );
});

test('a story is asked of those who come next, and taken back; one of them does not end another', async () => {
  const story = (id: string, on: boolean) => post('story', { id, on });
  assert.is(await story('surge-day', true), 200);
  assert.is(await story('tax-season', true), 200);
  assert.is(await story('no-show', true), 200);
  assert.equal(people.wishes, { crowd: 3, season: { service: 'tax', times: 6 }, missing: 0.5 });
  assert.is(await story('tax-season', false), 200);
  assert.equal(people.wishes, { crowd: 3, missing: 0.5 });
  for (const id of ['surge-day', 'no-show']) assert.is(await story(id, false), 200);
  assert.equal(people.wishes, {});
  assert.is(await story('firewall', true), 200);
  assert.is(network.isCut, true);
  assert.is(await story('firewall', false), 200);
  assert.is(network.isCut, false);
  for (const on of [true, false]) {
    assert.is(await story('wrong-call', on), 200);
    const { stories } = (await (await fetch(`${box.url}/simulator/api/state`)).json()) as BenchView;
    assert.is(stories.find(({ id }) => id === 'wrong-call')?.on, on);
  }
  assert.is(await story('dead-unit', true), 400, 'no unit on a wire here');
});

test('time passes as fast as the bench offers, people leave, and a face is pressed', async () => {
  assert.is(await post('pace', { times: 10 }), 200);
  assert.is(pace.pace, 10);
  assert.is(await post('pace', { times: 7 }), 400);
  assert.is(await post('people', { on: true }), 200);
  assert.is(await post('people', { on: false }), 200);
  assert.is(people.areIn, false);
  assert.is(await post('press', { device: 'exit-smiley 5' }), 200);
  assert.is(await post('press', { device: 'exit-smiley 6' }), 400);
});

test('what cannot be done on the bench is refused', async () => {
  assert.is(await post('printer/lobby-printer', { fault: 'on-fire', on: true }), 400);
  assert.is(await post('printer/other', { fault: 'silent', on: true }), 400);
  assert.is(await post('press', { device: 'lobby-lamp' }), 400);
  assert.is(await post('people', { on: 'yes' }), 400);
  assert.is(await post('board/other', { fault: 'hung', on: true }), 400);
  assert.is(await post('codec/other', { fault: 'silent', on: true }), 400);
  assert.is(await post('ring/other', { act: 'ring' }), 400);
  assert.is(await post('story', { id: 'rain', on: true }), 400);
  assert.is(await post('people', { on: true }, { origin: 'https://example.com' }), 403);
});

test('nothing listens any more once the box has stopped', async () => {
  await box.appliance.stop();
  assert.is(broker.listenerCount('message'), 0);
  assert.is(box.printer.events.listenerCount('ticket'), 0);
  assert.is(box.printer.events.listenerCount('status'), 0);
});

test.run();
