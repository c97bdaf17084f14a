import { once } from 'node:events';
import { connect } from 'node:net';
import * as assert from 'uvu/assert';
import { heartbeat, longestRing, RingReportBench } from '../ring-report-bench';
import { awake, pause } from '../steady-time';
import { never, type Proof, type Rows } from './cell';
import { becomes } from './scene';

export const ringReportBench = new RingReportBench();

const bench = ringReportBench;
const alive = { state: 'alive' } as const;

const isWell = () => bench.device.status.health === 'ok';
const isUnknown = () => bench.device.status.code === 'ring-reports-missing';

/** Runs with a source that is well and has told nothing. */
function proof(title: string, run: () => Promise<void>): Proof {
  return {
    title,
    async run() {
      await bench.say(alive);
      await becomes(() => 'it is well', isWell);
      bench.told.length = 0;
      await run();
    },
  };
}

async function tells(...lines: readonly string[]): Promise<void> {
  await becomes(
    () => `it tells ${lines}, it told ${bench.told}`,
    () => bench.told.length >= lines.length,
  );
  await pause(50);
  assert.equal(bench.told, lines);
}

/** Nothing of what follows the report may look like a fault or be invented. */
async function ringsOnce(call: string): Promise<void> {
  await bench.say({ state: 'ringing', call });
  await bench.say({ state: 'answered', call });
  await tells(`ringing ${call}`, `over ${call} answered`);
}

const bounce = proof('the same report five times', async () => {
  for (let time = 0; time < 5; time++) await bench.say({ state: 'ringing', call: 'b' });
  await bench.post({ state: 'ringing', call: 'b' });
  for (let time = 0; time < 5; time++) await bench.say({ state: 'ended', call: 'b' });
  await tells('ringing b', 'over b ended');
  assert.ok(isWell());
});

const stuck = proof('a ring whose end nobody reports', async () => {
  await bench.say({ state: 'ringing', call: 's' });
  const life = setInterval(() => void bench.say(alive), heartbeat / 3);
  await tells('ringing s').finally(() => clearInterval(life));
  const began = awake();
  await tells('ringing s', 'over s unknown');
  assert.ok(awake() - began < longestRing + 500);
});

const unplug = proof('a program that ended', async () => {
  const took = await becomes(() => 'it is unknown', isUnknown);
  assert.ok(took < heartbeat + 500, `${took} ms`);
  assert.equal(bench.told, []);
  await bench.say(alive);
  await becomes(() => 'it is well', isWell, 500);
  await ringsOnce('u');
});

const slow = proof('a sign of life that comes late', async () => {
  await pause(heartbeat * 1.3);
  assert.ok(isUnknown());
  await bench.say({ state: 'ringing', call: 'l' });
  await becomes(() => 'it is well', isWell, 500);
  await bench.say({ state: 'ended', call: 'l' });
  await tells('ringing l', 'over l ended');
});

const garbage = proof('what is no report, or too long', async () => {
  const long = JSON.stringify({ state: 'ringing', call: 'x'.repeat(1100) });
  for (const wrong of [' ', 'ring', '{"state":"on"}', long, '{"state":"ringing"}']) {
    await bench.say(wrong);
    assert.ok([400, 413].includes(await bench.post(wrong)), wrong);
  }
  await ringsOnce('g');
  assert.ok(isWell());
});

const reset = proof('a connection that is cut in mid-report', async () => {
  const { hostname, port } = new URL(bench.http);
  const socket = connect(Number(port), hostname);
  await once(socket, 'connect');
  const body = JSON.stringify({ state: 'ringing', call: 'r' });
  const headers = Object.entries({ ...bench.headers, host: hostname, 'content-length': body.length });
  const lines = ['POST /api/ring/door HTTP/1.1', ...headers.map(([name, value]) => `${name}: ${value}`)];
  socket.write(`${lines.join('\r\n')}\r\n\r\n${body.slice(0, 20)}`);
  await pause(100);
  socket.resetAndDestroy();
  await pause(50);
  assert.equal(bench.told, []);
  await ringsOnce('r');
});

const twoOwners = proof('two programs report', async () => {
  await bench.say({ state: 'ringing', call: '1' });
  assert.is(await bench.post({ state: 'ringing', call: '2' }), 204);
  await tells('ringing 1', 'ringing 2');
  await bench.say({ state: 'ended', call: '1' });
  await bench.post({ state: 'answered', call: '2' });
  await tells('ringing 1', 'ringing 2', 'over 1 ended', 'over 2 answered');
  assert.ok(isWell());
});

const missing = 'unknown `ring-reports-missing` 0.5 s after `heartbeat`; well again in 0.5 s';

/** Rings that another program reports by MQTT or HTTP. */
export const reportedRingRows: Rows = {
  'reported-ring': {
    bounce: { states: 'the same report again changes nothing', proofs: [bounce] },
    stuck: { states: 'over as `unknown` 0.5 s after `longestRing`', proofs: [stuck] },
    'lost edge': never(
      'a lost end is a ring that is stuck; a lost beginning, nobody but the other program knows',
    ),
    unplug: { states: missing, proofs: [unplug] },
    rename: never('the other program reports to a name of the site file, from wherever it is'),
    slow: { states: `${missing}; a late ring still rings`, proofs: [slow] },
    'half-open': {
      states: `as unplugged: only what is said counts; ${missing}`,
      proofs: [],
      provenBy: 'unplug',
    },
    garbage: { states: 'refused with 400 or 413, dropped on MQTT; never a fault', proofs: [garbage] },
    'reset in mid-command': { states: 'half a report is none; never a fault', proofs: [reset] },
    'two owners': { states: 'calls of both, each with its own end; never a fault', proofs: [twoOwners] },
  },
};
