import * as assert from 'uvu/assert';
import { defaultLimits } from '../../../hal/drivers/xapi/limits';
import { type BenchOptions, type CodecBench, wires, withCodec } from '../codec-bench';
import { never, type Proof, type Rows } from './cell';

const office = 'sip:office@example.org';
const tax = 'sip:tax@example.org';

const { beat, patience, unconfirmed } = defaultLimits;

/** What the product promises: a unit of which nothing is known is shown so within this time, ms. */
const noticed = 5000;

/** One proof on each wire. */
function onBoth(
  title: string,
  options: Omit<BenchOptions, 'wire'>,
  run: (bench: CodecBench) => Promise<void>,
): Proof[] {
  return wires.map(wire => ({
    title: `${wire}: ${title}`,
    run: () => withCodec({ ...options, wire }, run),
  }));
}

/** Somebody rings, and the lamp knows it. */
async function ringing({ codec, until }: CodecBench): Promise<number> {
  const id = codec.ring({ from: office });
  await until(`ringing ${id} ${office}`);
  return id;
}

async function shows({ ring, until }: CodecBench, code: string): Promise<void> {
  const took = await until(code);
  assert.ok(took < noticed, `${took} ms`);
  assert.is(ring.status.health, 'unknown');
}

const bounce = onBoth(
  'each ring is told once, however questions and feedback cross',
  { limits: { beat: 0 } },
  async ({ codec, ring, rings, until }) => {
    const calls = 300;
    for (let call = 1; call <= calls; call++) {
      codec.ring({ from: office });
      await new Promise(resolve => setImmediate(resolve));
      codec.hangUp(call);
      await until(`over ${call} ended`);
    }
    assert.is(rings().length, 2 * calls);
    assert.equal(ring.ringing, []);
  },
);

const stuck = onBoth(
  'a ring of a unit that does not come back is over, how nobody knows',
  { limits: { unconfirmed: 300 } },
  async bench => {
    const { codec, ring, until } = bench;
    const id = await ringing(bench);
    await codec.powerOff();
    await until(`over ${id} unknown`);
    assert.equal(ring.ringing, []);
  },
);

const lostEdge = onBoth('changes that the unit forgets to tell of are found', {}, async bench => {
  bench.codec.mute();
  const id = await ringing(bench);
  bench.codec.answer(id);
  await bench.until(`over ${id} answered`);
  assert.is(bench.ring.status.health, 'ok');
});

const unplug = onBoth(
  'a unit that is switched off',
  { limits: { ...defaultLimits, retryFirst: 250, retryLongest: 250 } },
  async bench => {
    await bench.codec.powerOff();
    await shows(bench, 'codec-unreachable');
    await bench.codec.powerOn();
    await bench.until('ok');
    await ringing(bench);
  },
);

const slow = onBoth('answers that come 150 ms late', { cold: true }, async bench => {
  bench.codec.slow(150);
  await bench.start();
  await bench.until('ok');
  const id = await ringing(bench);
  assert.is(bench.ring.status.health, 'ok');
  assert.equal(bench.told, ['ok', `ringing ${id} ${office}`]);
});

const halfOpen = [
  ...onBoth('a unit that hangs keeps its ring', { limits: { beat, patience } }, async bench => {
    const { codec, ring, until } = bench;
    const id = await ringing(bench);
    codec.hang();
    await shows(bench, 'codec-silent');
    assert.equal(ring.ringing, [String(id)]);
    codec.hang(false);
    await until('ok');
    assert.equal(ring.ringing, [String(id)]);
  }),
  ...onBoth('a cable without a sign of life', { limits: { open: 500 } }, async bench => {
    bench.codec.unplugCable();
    await shows(bench, 'codec-silent');
    bench.codec.plugCable();
    await ringing(bench);
    assert.is(bench.ring.status.health, 'ok');
  }),
];

const garbage = [
  'gar bage }{\n',
  'null\n',
  '{"jsonrpc":"2.0","id":"77","result":1,"ResultId":"77"}\n',
  '{"jsonrpc":"2.0","method":"xFeedback/Event","params":{"Status":{"Call":[null]}},"Status":{"Call":[null]}}\n',
  '{"jsonrpc":"2.0","method":"xFeedback/Event","params":{"Status":{"Call":"?"}},"Status":{"Call":"?"}}\n',
].flatMap(text =>
  onBoth(`is named and got over: ${text.trim()}`, {}, async bench => {
    const id = await ringing(bench);
    bench.codec.garble(text);
    await shows(bench, 'codec-garbage');
    await bench.until('ok');
    assert.equal(bench.ring.ringing, [String(id)]);
  }),
);

const reset = [
  ...onBoth('a ring goes on over a lost connection, and its answer is seen after it', {}, async bench => {
    const { codec, ring, rings, until } = bench;
    const id = await ringing(bench);
    codec.drop();
    await shows(bench, 'codec-lost');
    assert.equal(ring.ringing, [String(id)]);
    codec.answer(id);
    await until(`over ${id} answered`);
    assert.equal(rings(), [`ringing ${id} ${office}`, `over ${id} answered`]);
  }),
  ...onBoth('a unit that restarts gives its numbers anew, and they are other calls', {}, async bench => {
    const { codec, rings, until } = bench;
    await ringing(bench);
    await codec.powerOff();
    await shows(bench, 'codec-lost');
    codec.ring({ from: tax });
    await codec.powerOn();
    await until(`ringing 1 ${tax}`);
    assert.equal(rings(), [`ringing 1 ${office}`, 'over 1 unknown', `ringing 1 ${tax}`]);
  }),
];

const twoOwners = onBoth('another box at the same unit hears the same rings', {}, async bench => {
  const { codec, ring, another } = bench;
  const other = await another();
  const id = await ringing(bench);
  while (!other.ringing.includes(String(id))) await new Promise(resolve => setTimeout(resolve, 5));
  await other.stop();
  codec.answer(id);
  await bench.until(`over ${id} answered`);
  assert.is(ring.status.health, 'ok');
});

/** The driver for video units in front of the simulated one, over WebSocket and SSH. */
export const xapiRows: Rows = {
  'xapi-ring': {
    bounce: { states: 'each ring is told once', proofs: bounce },
    stuck: {
      states: `a ring that nobody can confirm is over as \`unknown\` after ${unconfirmed / 1000} s`,
      proofs: stuck,
    },
    'lost edge': { states: `found by the next question, every ${beat / 1000} s`, proofs: lostEdge },
    unplug: { states: 'unknown `codec-unreachable` in 5 s; well again in 8 s', proofs: unplug },
    rename: never('its address stands in the site file; a host name is looked up at each attempt'),
    slow: { states: 'never a fault', proofs: slow },
    'half-open': {
      states: 'unknown `codec-silent` in 5 s, a ring under way goes on; well again in 8 s',
      proofs: halfOpen,
    },
    garbage: {
      states: 'unknown `codec-garbage` in 5 s; a new session, no ring invented or lost; well again in 8 s',
      proofs: garbage,
    },
    'reset in mid-command': {
      states: 'unknown `codec-lost` in 5 s; what rings and what is over is set right at the return',
      proofs: reset,
    },
    'two owners': { states: 'both hear each ring; never a fault', proofs: twoOwners },
  },
};
