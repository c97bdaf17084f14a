import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { isGenuine } from '../../firmware/neighbours/signature';
import { hour, minute, NeighbourBench, nine } from '../support/neighbour-bench';
import { NeighbourServer } from '../support/neighbour-server';

const test = suite<{ bench: NeighbourBench; peer: NeighbourServer }>('helpdesk');

test.before.each(async context => {
  context.bench = new NeighbourBench();
  context.peer = await new NeighbourServer().start();
});

test.after.each(async ({ bench, peer }) => {
  await bench.end();
  await peer.stop();
});

const settings = ({ url }: NeighbourServer, more = '') => `  helpdesk:
    url: '${url}'
    keyFile: key
    afterMinutes: 5
${more}    place: { address: { fi: Torikatu 1 }, contact: { fi: Aulapalvelu 029 123 } }`;

const key = 'a key that signs and is long enough';

/** The helpdesk has had so many calls, and the box knows it. */
async function told(
  bench: NeighbourBench,
  peer: NeighbourServer,
  calls: number,
  step = slowly,
): Promise<void> {
  const kept = join(bench.folder, 'state', 'neighbours', 'helpdesk.json');
  await bench.until(
    `${calls} calls`,
    () => peer.received.length === calls && !readFileSync(kept, 'utf8').includes('"told":false'),
    step,
  );
}

/** Nothing can be due so soon after a device has changed. */
function quiet(bench: NeighbourBench): Promise<void> {
  return bench.pass(4 * minute, 20_000);
}

function isClosed({ folder }: NeighbourBench): boolean {
  return readFileSync(join(folder, 'state', 'neighbours', 'helpdesk.json'), 'utf8') === '[]';
}

/** Steps that leave an exchange its time. */
const slowly = 2000;

test('a device that stays failed is handed over once, with code, advice, place, contact and history', async ({
  bench,
  peer,
}) => {
  await bench.start(settings(peer));
  await bench.device('lamp', 'unknown', 'device-not-started');
  await bench.time.advance(minute);
  await bench.device('lamp', 'failed', 'board-absent');
  await quiet(bench);
  await told(bench, peer, 1);
  await bench.pass(hour, slowly * 10);
  assert.is(peer.received.length, 1);
  const [body] = peer.bodies as { [name: string]: unknown; history: { at: string; health: string }[] }[];
  assert.ok(body);
  const { event, device, driver, code, health, since, place, version } = body;
  assert.equal(
    { event, device, driver, code, health, since, place, version },
    {
      event: 'failed',
      device: 'lamp',
      driver: 'virtual-lamp',
      code: 'board-absent',
      health: 'failed',
      since: '2026-03-02T07:01:00.000Z',
      place: {
        name: { fi: 'Palvelupiste' },
        address: { fi: 'Torikatu 1' },
        contact: { fi: 'Aulapalvelu 029 123' },
        standsAt: ['counters/c1'],
      },
      version: '1.2.3',
    },
  );
  assert.ok(String(body.what).length > 5 && String(body.advice).length > 5);
  assert.equal(body.history.at(-1), {
    at: '2026-03-02T07:01:00.000Z',
    health: 'failed',
    code: 'board-absent',
  });
  assert.ok(Date.parse(String(body.sentAt)) - nine >= 6 * minute);
});

test('a box whose disk is full is handed over with advice in the languages of helpdesks, and mended when there is room', async ({
  bench,
  peer,
}) => {
  await bench.start(settings(peer));
  await bench.box('failed', 'disk-full');
  await quiet(bench);
  await told(bench, peer, 1);
  await bench.box('ok');
  await quiet(bench);
  await told(bench, peer, 2);
  const [failed, mended] = peer.bodies as {
    [name: string]: unknown;
    words: Record<string, { what: string; advice: string }>;
  }[];
  assert.is(failed?.event, 'failed');
  assert.is(failed?.driver, 'box');
  assert.is(failed?.device, 'hub');
  assert.is(failed?.code, 'disk-full');
  assert.is(failed?.words.fi?.what, 'Laitteen levy on täynnä');
  assert.is(failed?.words.sv?.what, 'Boxens disk är full');
  assert.is(failed?.words.en?.advice, failed?.advice);
  assert.is(mended?.event, 'mended');
  assert.is(mended?.fault, failed?.fault);
});

test('the helpdesk can tell that it comes from this box, was not changed, and is no replay', async ({
  bench,
  peer,
}) => {
  await bench.start(settings(peer));
  await bench.device('lamp', 'failed', 'board-absent');
  await quiet(bench);
  await told(bench, peer, 1);
  const { text: body = '', headers = {} } = peer.received[0] ?? {};
  const timestamp = String(headers['tiski-timestamp']);
  const signature = String(headers['tiski-signature']);
  const now = bench.time.now();
  assert.ok(isGenuine({ body, timestamp, signature }, key, now));
  assert.not.ok(isGenuine({ body: `${body} `, timestamp, signature }, key, now));
  assert.not.ok(isGenuine({ body, timestamp: String(Number(timestamp) + 1), signature }, key, now));
  assert.not.ok(isGenuine({ body, timestamp, signature }, 'another key', now));
  assert.not.ok(isGenuine({ body, timestamp, signature }, key, now + 6 * minute));
  assert.not.ok(isGenuine({ body, timestamp: undefined, signature: undefined }, key, now));
});

test('a device that comes and goes is no case for the helpdesk', async ({ bench, peer }) => {
  await bench.start(settings(peer));
  for (let count = 0; count < 10; count += 1) {
    await bench.device('lamp', 'failed', 'board-absent');
    await bench.pass(4 * minute, 10_000);
    await bench.device('lamp', 'ok');
    await bench.pass(minute, 10_000);
  }
  assert.is(peer.received.length, 0);
});

test('one call says that it is well again, once it has been for a while, under the number of the fault', async ({
  bench,
  peer,
}) => {
  await bench.start(settings(peer));
  await bench.device('lamp', 'failed', 'board-absent');
  await quiet(bench);
  await told(bench, peer, 1);
  await bench.device('lamp', 'ok');
  await bench.pass(4 * minute, 10_000);
  await bench.device('lamp', 'failed', 'board-absent');
  await bench.pass(6 * minute, 10_000);
  assert.is(peer.received.length, 1, 'the case is open: nothing new to tell');
  await bench.device('lamp', 'ok');
  await quiet(bench);
  await told(bench, peer, 2);
  await bench.until('the case is closed', () => isClosed(bench), slowly);
  await bench.pass(hour, slowly * 10);
  assert.equal(
    peer.bodies.map(({ event }) => event),
    ['failed', 'mended'],
  );
  assert.is(peer.bodies[0]?.fault, peer.bodies[1]?.fault);
  assert.is.not(peer.received[0]?.headers['idempotency-key'], peer.received[1]?.headers['idempotency-key']);
});

test('a restart neither repeats a fault nor forgets to tell its end', async ({ bench, peer }) => {
  await bench.start(settings(peer));
  await bench.device('lamp', 'failed', 'board-absent');
  await quiet(bench);
  await told(bench, peer, 1);
  await bench.stop();
  await bench.start(settings(peer));
  await bench.device('lamp', 'failed', 'board-absent');
  await bench.pass(10 * minute, 10_000);
  assert.is(peer.received.length, 1);
  await bench.stop();
  await bench.start(settings(peer));
  await bench.device('lamp', 'ok');
  await quiet(bench);
  await told(bench, peer, 2);
  assert.is(peer.bodies[1]?.event, 'mended');
  const history = peer.bodies[1]?.history as { health: string }[];
  assert.ok(
    history.some(({ health }) => health === 'failed'),
    'what was before the restart is in the history',
  );
});

test('what failed and is taken out of the site file is told as removed', async ({ bench, peer }) => {
  const directory = `\n  directory: { file: '${join(bench.folder, 'none.csv')}' }`;
  await bench.start(settings(peer) + directory);
  await bench.until('it is told', () => bench.healthOf('directory')?.health === 'failed');
  await quiet(bench);
  await told(bench, peer, 1);
  await bench.stop();
  await bench.start(settings(peer));
  await told(bench, peer, 2);
  assert.equal(
    peer.bodies.map(({ event, device, driver }) => [event, device, driver]),
    [
      ['failed', 'directory', 'neighbour'],
      ['removed', 'directory', 'none'],
    ],
  );
});

test('with the helpdesk away the fault waits, and a restart does not lose it', async ({ bench, peer }) => {
  await peer.stop();
  await bench.start(settings(peer));
  await bench.device('lamp', 'failed', 'board-absent');
  await bench.until(
    'it was tried',
    () => bench.healthOf('helpdesk')?.code === 'neighbour-unreachable',
    slowly,
  );
  await bench.stop();
  await peer.start();
  await bench.start(settings(peer));
  await bench.device('lamp', 'failed', 'board-absent');
  await told(bench, peer, 1);
  await bench.pass(20 * minute, 10_000);
  assert.equal(
    peer.bodies.map(({ event, since }) => [event, since]),
    [['failed', '2026-03-02T07:00:00.000Z']],
  );
});

test('a bad hour does not bury the helpdesk: further faults wait for the next', async ({ bench, peer }) => {
  await bench.start(settings(peer, '    mostPerHour: 1\n'));
  await bench.device('lamp', 'failed', 'board-absent');
  await bench.device('unit', 'failed', 'board-absent');
  await quiet(bench);
  await told(bench, peer, 1);
  await bench.pass(54 * minute, 30_000);
  assert.is(peer.received.length, 1);
  await told(bench, peer, 2);
  assert.ok(bench.time.now() - nine >= hour);
});

test.run();
