import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { day, hour, NeighbourBench, nine } from '../support/neighbour-bench';
import { NeighbourServer } from '../support/neighbour-server';

const test = suite<{ bench: NeighbourBench; peer: NeighbourServer }>('served events in an outage');

test.before.each(async context => {
  context.bench = new NeighbourBench();
  context.peer = await new NeighbourServer().start();
});

test.after.each(async ({ bench, peer }) => {
  await bench.end();
  await peer.stop();
});

const settings = ({ url }: NeighbourServer) => `  servedEvents: { url: '${url}', tokenFile: token }`;

test('after seven days without the receiver, and two restarts, everything arrives once and in order', async ({
  bench,
  peer,
}) => {
  await bench.start(settings(peer));
  await peer.stop();
  for (let count = 0; count < 7; count += 1) {
    for (let customer = 0; customer < 3; customer += 1) await bench.serve();
    if (count === 2 || count === 5) {
      await bench.stop();
      await bench.start(settings(peer));
    }
    await bench.pass(nine + (count + 1) * day - bench.time.now(), hour);
    await bench.do('take-ticket', { service: 'town' });
    await bench.do('next', { counter: 'c1' });
    await bench.do('no-show', { counter: 'c1' });
  }
  assert.is(peer.received.length, 0);
  assert.is(bench.healthOf('served-events')?.code, 'neighbour-unreachable');
  await peer.start();
  await bench.until('all are there', () => peer.received.length >= 28);
  const ids = peer.bodies.map(({ id }) => Number(String(id).split('/')[2]));
  assert.equal(
    ids,
    [...new Set(ids)].sort((one, other) => one - other),
  );
  assert.is(peer.bodies.filter(({ kind }) => kind === 'served').length, 21);
  assert.ok(peer.bodies.every(({ issuedAt }) => issuedAt !== undefined));
  await bench.until('it is well', () => bench.healthOf('served-events')?.health === 'ok');
});

test.run();
