import { Value } from '@sinclair/typebox/value';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { isReportedRing, ReportedRing } from '../../../hal/drivers/ring-message/reported-ring';
import { ringReport } from '../../../hal/drivers/ring-message/ring-report';
import { VirtualTime } from '../../../simulator/time/virtual-time';

async function started() {
  const time = new VirtualTime();
  const ring = new ReportedRing('chain', { time, heartbeat: 5_000, longestRing: 60_000 });
  const told: string[] = [];
  ring.events.on('status', ({ health, code }) => told.push(code ?? health));
  ring.events.on('ringing', ({ call, caller }) => told.push(`ringing ${call} ${caller ?? '-'}`));
  ring.events.on('over', ({ call, end }) => told.push(`over ${call} ${end}`));
  await ring.start(new AbortController().signal);
  return { time, ring, told };
}

test('nobody knows whether it rings until the first report', async () => {
  const { ring } = await started();
  assert.equal(ring.status, { health: 'unknown', code: 'ring-reports-missing' });
  ring.report({ state: 'alive' });
  assert.equal(ring.status, { health: 'ok' });
});

test('a chain that falls silent is unknown, and well again with its next report', async () => {
  const { time, ring, told } = await started();
  ring.report({ state: 'alive' });
  time.advance(4_900);
  ring.report({ state: 'alive' });
  time.advance(4_900);
  assert.is(ring.status.health, 'ok');
  time.advance(100);
  assert.is(ring.status.code, 'ring-reports-missing');
  ring.report({ state: 'alive' });
  assert.equal(told, ['ring-reports-missing', 'ok', 'ring-reports-missing', 'ok']);
  assert.is(ring.counters.silences, 1);
});

test('calls ring and end apart, and a repeated report changes nothing', async () => {
  const { ring, told } = await started();
  ring.report({ state: 'ringing', call: 'a', caller: 'sip:a@b' });
  ring.report({ state: 'ringing', call: 'b' });
  ring.report({ state: 'ringing', call: 'a' });
  assert.equal(ring.ringing, ['a', 'b']);
  ring.report({ state: 'answered', call: 'a' });
  ring.report({ state: 'ended', call: 'a' });
  ring.report({ state: 'ended', call: 'b' });
  assert.equal(told.slice(2), ['ringing a sip:a@b', 'ringing b -', 'over a answered', 'over b ended']);
  assert.is(ring.counters.rings, 2);
  assert.is(ring.counters.answered, 1);
});

test('a ring whose end is never reported is over, how nobody knows', async () => {
  const { time, ring, told } = await started();
  ring.report({ state: 'ringing', call: 'a' });
  time.advance(60_000);
  assert.is(told.at(-1), 'over a unknown');
  assert.equal(ring.ringing, []);
});

test('a ring goes on while its chain is silent', async () => {
  const { time, ring } = await started();
  ring.report({ state: 'ringing', call: 'a' });
  time.advance(6_000);
  assert.is(ring.status.health, 'unknown');
  assert.equal(ring.ringing, ['a']);
});

test('a chain that never ends a ring does not fill the memory', async () => {
  const { ring } = await started();
  for (let call = 0; call < 1_000; call++) ring.report({ state: 'ringing', call: String(call) });
  assert.is(ring.ringing.length, 100);
});

test('stopping ends every ring and every timer, and reports after it are dropped', async () => {
  const { time, ring, told } = await started();
  ring.report({ state: 'ringing', call: 'a' });
  await ring.stop();
  assert.equal(told.slice(-2), ['over a unknown', 'device-not-started']);
  assert.equal(time.timers, []);
  ring.report({ state: 'ringing', call: 'b' });
  assert.equal(ring.ringing, []);
  assert.is(ring.status.code, 'device-not-started');
});

test('a report is checked by its schema before it comes here', () => {
  assert.ok(Value.Check(ringReport, { state: 'ringing', call: 'a', caller: 'sip:a@b' }));
  assert.ok(Value.Check(ringReport, { state: 'answered', call: 'a' }));
  assert.ok(Value.Check(ringReport, { state: 'alive' }));
  for (const wrong of [{}, { state: 'ringing' }, { state: 'x', call: 'a' }, { state: 'ended', call: '' }, 7])
    assert.not.ok(Value.Check(ringReport, wrong));
});

test('whoever brings the reports finds the device among others', async () => {
  const { ring } = await started();
  assert.ok(isReportedRing(ring));
});

test.run();
