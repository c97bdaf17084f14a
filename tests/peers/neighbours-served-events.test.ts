import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { day, hour, minute, NeighbourBench } from '../support/neighbour-bench';
import { NeighbourServer } from '../support/neighbour-server';

const test = suite<{ bench: NeighbourBench; peer: NeighbourServer }>('served events');

test.before.each(async context => {
  context.bench = new NeighbourBench();
  context.peer = await new NeighbourServer().start();
});

test.after.each(async ({ bench, peer }) => {
  await bench.end();
  await peer.stop();
});

const settings = ({ url }: NeighbourServer) => `  servedEvents: { url: '${url}', tokenFile: token }`;

const keyOf = ({ received }: NeighbourServer, index: number) => received[index]?.headers['idempotency-key'];

test('the customer-service system gets a record of each ticket that ended, and nobody records it by hand', async ({
  bench,
  peer,
}) => {
  await bench.start(settings(peer));
  await bench.do('take-ticket', { service: 'tax', group: 3 });
  bench.time.advance(4 * minute);
  await bench.do('next', { counter: 'c1' });
  bench.time.advance(minute);
  await bench.do('arrived', { counter: 'c1' });
  bench.time.advance(10 * minute);
  await bench.do('done', { counter: 'c1' });
  await bench.until('the record is there', () => peer.received.length === 1);
  const [record] = peer.bodies;
  assert.match(String(record?.id), /^hub\/[^/]+\/\d+$/);
  assert.equal(
    { ...record, id: 'hub/…' },
    {
      id: 'hub/…',
      site: 'point',
      appliance: 'hub',
      day: '2026-03-02',
      kind: 'served',
      service: 'tax',
      takenFor: 'tax',
      organisation: 'vero',
      counter: 'c1',
      serviceKind: 'manual',
      people: 3,
      booked: false,
      reinstated: 0,
      issuedAt: '2026-03-02T07:00:00.000Z',
      firstCalledAt: '2026-03-02T07:04:00.000Z',
      servingAt: '2026-03-02T07:05:00.000Z',
      endedAt: '2026-03-02T07:15:00.000Z',
      queueingSeconds: 240,
      waitingSeconds: 300,
      serviceSeconds: 600,
    },
  );
  assert.is(keyOf(peer, 0), `"${record?.id}"`);
  assert.is(peer.received[0]?.headers.authorization, 'Bearer a-token-of-the-box-0123456789');
  await bench.until('it is well', () => bench.healthOf('served-events')?.health === 'ok');
});

test('no code of a ticket leaves with a record, and no address stands in the log', async ({
  bench,
  peer,
}) => {
  peer.answer = () => ({ status: 500 });
  await bench.start(settings(peer));
  await bench.serve();
  await bench.until('some attempts', () => peer.received.length > 2);
  const [code] = [...bench.appliance.runtime.state.tickets.keys()];
  assert.not.match(peer.received.map(({ text }) => text).join(), new RegExp(`"${code}"`));
  assert.not.match(bench.log.join(), /token=hidden|a-token-of-the-box/);
  assert.is(bench.healthOf('served-events')?.code, 'neighbour-refused');
});

test('who did not come, who was cancelled and who came back have records of their own; training has none', async ({
  bench,
  peer,
}) => {
  await bench.start(settings(peer));
  await bench.do('take-ticket', { service: 'tax' });
  await bench.do('next', { counter: 'c1' });
  await bench.do('no-show', { counter: 'c1' });
  const [code] = [...bench.appliance.runtime.state.tickets.keys()];
  await bench.do('reinstate', { ticket: code });
  await bench.do('transfer', { ticket: code, service: 'town' });
  await bench.do('cancel', { ticket: code });
  await bench.until('two records', () => peer.received.length === 2);
  await bench.do('mode', { mode: 'training' });
  await bench.serve();
  await bench.do('mode', { mode: 'live' });
  await bench.serve('town');
  await bench.until('three records', () => peer.received.length === 3);
  assert.equal(
    peer.bodies.map(({ kind, service, takenFor, organisation, reinstated }) => ({
      kind,
      service,
      takenFor,
      organisation,
      reinstated,
    })),
    [
      { kind: 'no-show', service: 'tax', takenFor: 'tax', organisation: 'vero', reinstated: 0 },
      { kind: 'cancelled', service: 'town', takenFor: 'tax', organisation: 'kunta', reinstated: 1 },
      { kind: 'served', service: 'town', takenFor: 'town', organisation: 'kunta', reinstated: 0 },
    ],
  );
});

test('a record whose answer was lost comes again with the same key', async ({ bench, peer }) => {
  peer.answer = () => ({ status: peer.received.length === 1 ? 'hang' : 204 });
  await bench.start(settings(peer));
  await bench.serve();
  await bench.until('it came again', () => peer.received.length === 2);
  assert.is(keyOf(peer, 0), keyOf(peer, 1));
  assert.is(peer.received[0]?.text, peer.received[1]?.text);
});

test('a receiver that asks for a pause gets one', async ({ bench, peer }) => {
  peer.answer = () =>
    peer.received.length === 1 ? { status: 429, headers: { 'retry-after': '1800' } } : { status: 204 };
  await bench.start(settings(peer));
  await bench.serve();
  await bench.until('it came', () => peer.received.length === 1);
  const asked = bench.time.now();
  await bench.until('it came again', () => peer.received.length === 2, 10_000);
  assert.ok(bench.time.now() - asked >= 1800_000);
});

test('a record that the receiver calls faulty is set aside after five attempts, and holds nobody up', async ({
  bench,
  peer,
}) => {
  peer.answer = ({ text }) => ({ status: text.includes('"tax"') ? 422 : 200 });
  await bench.start(settings(peer));
  await bench.serve('tax');
  await bench.serve('town');
  await bench.until('the next one is there', () => peer.received.at(-1)?.text.includes('"town"') === true);
  assert.is(peer.received.length, 6);
  await bench.until('it is told', () => bench.healthOf('served-events')?.warnings.length === 1);
  assert.equal(bench.healthOf('served-events')?.warnings, ['neighbour-left-out']);
});

test('what happened before it was turned on is not sent', async ({ bench, peer }) => {
  await bench.start('  register: {}');
  await bench.serve();
  await bench.stop();
  await bench.start(settings(peer));
  await bench.serve('town');
  await bench.until('one record', () => bench.healthOf('served-events')?.health === 'ok');
  await bench.pass(10 * minute);
  assert.equal(
    peer.bodies.map(({ service }) => service),
    ['town'],
  );
});

test('a day can be had as a table, today as far as it goes and while the receiver is away', async ({
  bench,
  peer,
}) => {
  await peer.stop();
  await bench.start(`${settings(peer).slice(0, -2)}, readTokenFile: token }`);
  await bench.serve('tax');
  await bench.pass(day, hour);
  await bench.serve('town');
  await bench.serve('tax');
  const token = 'a-token-of-the-box-0123456789';
  const first = await bench.get('/api/served-events/2026-03-02.csv', token);
  assert.is(first.status, 200);
  assert.match(first.type, /^text\/csv/);
  const rows = first.text.trim().split('\r\n');
  assert.is(rows.length, 2);
  assert.match(rows[0] ?? '', /^id,site,appliance,day,kind,service,/);
  assert.match(
    rows[1] ?? '',
    /^hub\/[^,]+,point,hub,2026-03-02,served,tax,tax,vero,c1,1,false,0,2026-03-02T07:00/,
  );
  const second = await bench.get('/api/served-events/2026-03-03.csv', token);
  assert.is(second.text.trim().split('\r\n').length, 3);
  assert.is((await bench.get('/api/served-events/2026-03-04.csv', token)).status, 404);
  assert.is((await bench.get('/api/served-events/today', token)).status, 404);
  assert.is((await bench.get('/api/served-events/2026-03-02.csv')).status, 401);
  await peer.start();
});

test('a day with much in it can be had whole, also where nobody gets the records one by one', async ({
  bench,
}) => {
  await bench.start('  servedEvents: { readTokenFile: token }');
  await bench.serve();
  const { runtime } = bench.appliance;
  const args = (health: string) => ({ device: 'lamp', health, warnings: [] });
  await Promise.all(
    Array.from({ length: 300 }, (_, count) =>
      runtime.record({ name: 'device-reported', args: args(count % 2 ? 'ok' : 'unknown') }),
    ),
  );
  await bench.serve('town');
  const { text } = await bench.get('/api/served-events/2026-03-02.csv', 'a-token-of-the-box-0123456789');
  assert.is(text.trim().split('\r\n').length, 3);
  assert.equal(bench.healthOf('served-events')?.health, 'ok');
});

test('what has arrived is not sent again after a restart in the middle of the day', async ({
  bench,
  peer,
}) => {
  await bench.start(settings(peer));
  await bench.serve('tax');
  await bench.until('one record', () => bench.healthOf('served-events')?.health === 'ok');
  await bench.do('take-ticket', { service: 'town' });
  await bench.stop();
  await bench.start(settings(peer));
  await bench.do('next', { counter: 'c1' });
  await bench.do('no-show', { counter: 'c1' });
  await bench.until('the next one', () => peer.received.at(-1)?.text.includes('"no-show"') === true);
  assert.equal(
    peer.bodies.map(({ kind }) => kind),
    ['served', 'no-show'],
  );
  assert.is(peer.bodies[1]?.issuedAt !== undefined, true, 'what was before the restart is known');
});

test('a press waits for no receiver, and stopping does not either', async ({ bench, peer }) => {
  peer.answer = () => ({ status: 'hang' });
  await bench.start(settings(peer));
  await bench.serve();
  await bench.until('it hangs', () => peer.received.length === 1);
  assert.is((await bench.do('take-ticket', { service: 'tax' })).refused, undefined);
  await bench.stop();
  assert.equal(bench.time.timers, [], 'no timer is left');
});

test.run();
