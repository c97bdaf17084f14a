import { EventEmitter } from 'node:events';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { RemoteCare } from '../../../firmware/health/remote/remote-care';
import type { Runtime, RuntimeEvents } from '../../../firmware/runtime';
import type { Command } from '../../../firmware/servicepoint/commands';
import type { ServiceEvent } from '../../../firmware/servicepoint/events';
import { ServicePoint } from '../../../firmware/servicepoint/service-point';
import { Hal } from '../../../hal/hal';
import { TiskiError } from '../../../hal/platform/error';
import { silent } from '../../../hal/platform/log';
import type { PrintOutcome } from '../../../hal/ticket-printer';
import { VirtualTime } from '../../../simulator/time/virtual-time';
import { morning, rules } from '../../property/servicepoint/office';

/** A point whose devices and box are asked from afar, in virtual time. */
function cared({
  print,
  recorded = async () => undefined,
}: {
  readonly print?: (device: string) => Promise<PrintOutcome>;
  readonly recorded?: () => Promise<void>;
} = {}) {
  const errors: object[] = [];
  const time = new VirtualTime(morning);
  const events = new EventEmitter<RuntimeEvents>();
  const point = new ServicePoint({ ...rules, devices: new Set(['lamp', 'line']), restartable: true });
  const hal = new Hal(
    {
      lamp: { driver: 'virtual-lamp' },
      line: { driver: 'gpio-lamp', chip: 'none', line: 1, activeLow: false, interface: 'sysfs' },
    },
    { time, log: silent, stateDir: '/nowhere' },
  );
  const restarts: number[] = [];
  const satellites: string[] = [];
  const facts: ServiceEvent[] = [];
  const handle = (command: { name: string; args: object }) => {
    const made = point.handle({ ...command, at: time.now(), channel: 'mqtt' } as Command).events;
    facts.push(...made);
    events.emit(
      'told',
      made.map(event => ({ sequence: 1, event }) as never),
    );
  };
  const runtime = {
    events,
    get state() {
      return point.state;
    },
    async record(command: { name: string; args: object }) {
      await recorded();
      handle(command);
      return {};
    },
  } as unknown as Runtime;
  const care = new RemoteCare({
    runtime,
    hal,
    print: device => print?.(device),
    examine: async () => ({ health: 'ok' }),
    restart: () => restarts.push(time.now() - morning),
    restartSatellite: id => satellites.push(id),
    time,
    log: { ...silent, error: (fields: object) => errors.push(fields) },
  });
  care.start();
  const pass = (duration: number) => time.runTo(time.now() + duration);
  const results = () =>
    facts.flatMap(({ type, data }) =>
      type === 'device.tested' || type === 'appliance.tested' ? [data] : [],
    );
  return { care, handle, pass, hal, restarts, results, time, errors };
}

const test = suite('remote care');

test('the box restarts a second after it was told, so that the reply is out', async () => {
  const { handle, pass, restarts, care } = cared();
  handle({ name: 'restart', args: {} });
  await pass(999);
  assert.equal(restarts, []);
  await pass(60_000);
  assert.equal(restarts, [1000]);
  await care.stop();
});

test('what is no printer is tested without a ticket', async () => {
  const { handle, pass, results, care } = cared();
  handle({ name: 'self-test', args: { device: 'lamp', print: true } });
  await pass(60_000);
  assert.equal(results(), [{ device: 'lamp', result: 'unknown', code: 'device-not-started' }]);
  await care.stop();
});

test('a result that cannot be written is in the log with its reason', async () => {
  const faults = [new TiskiError('journal-unwritable', 'full'), new Error('odd')];
  const recorded = async () => {
    throw faults.shift();
  };
  const { handle, pass, errors, care } = cared({ recorded });
  for (const _ of [1, 2]) {
    handle({ name: 'self-test', args: { device: 'lamp' } });
    await pass(60_000);
  }
  assert.equal(
    errors.map(fields => ('code' in fields ? fields.code : 'none')),
    ['journal-unwritable', undefined],
  );
  await care.stop();
});

test('a ring that nobody has answered is waited for, and no longer than twenty seconds', async () => {
  const answered = cared();
  answered.handle({ name: 'ring-heard', args: { source: 'video' } });
  answered.handle({ name: 'restart', args: {} });
  await answered.pass(5000);
  assert.equal(answered.restarts, []);
  answered.handle({ name: 'acknowledge', args: { ring: 'video/1' } });
  await answered.pass(500);
  assert.is(answered.restarts.length, 1);

  const ringing = cared();
  ringing.handle({ name: 'ring-heard', args: { source: 'video' } });
  ringing.handle({ name: 'restart', args: {} });
  await ringing.pass(19_000);
  assert.equal(ringing.restarts, []);
  await ringing.pass(2000);
  assert.is(ringing.restarts.length, 1);
  await Promise.all([answered.care.stop(), ringing.care.stop()]);
});

test('a box that stops meanwhile does not restart, and no timer is left', async () => {
  const { handle, pass, restarts, care, time } = cared();
  handle({ name: 'restart', args: {} });
  handle({ name: 'self-test', args: {} });
  await care.stop();
  await pass(60_000);
  assert.equal(restarts, []);
  assert.equal(time.timers, []);
});

test('a device whose driver stands still has proven nothing', async () => {
  const { handle, pass, results, care } = cared();
  await pass(1000);
  handle({ name: 'self-test', args: { device: 'line' } });
  await pass(10_000);
  assert.equal(results(), [{ device: 'line', result: 'unknown', code: 'part-hung' }]);
  await care.stop();
});

test('two who ask at once get one test', async () => {
  const { handle, pass, results, care } = cared();
  handle({ name: 'self-test', args: { device: 'line' } });
  handle({ name: 'self-test', args: { device: 'line' } });
  await pass(10_000);
  assert.is(results().length, 1);
  await care.stop();
});

test('a test ticket that never ends is unknown after a minute, one that did not come out is a failure', async () => {
  const waiting = cared({ print: () => new Promise(() => undefined) });
  await waiting.hal.start(new AbortController().signal);
  waiting.handle({ name: 'self-test', args: { device: 'lamp', print: true } });
  await waiting.pass(70_000);
  assert.equal(waiting.results(), [
    { device: 'lamp', result: 'unknown', code: 'print-timeout', printed: false },
  ]);
  const refused = cared({ print: async () => ({ outcome: 'not-done', code: 'printer-paper-out' }) });
  await refused.hal.start(new AbortController().signal);
  refused.handle({ name: 'self-test', args: { device: 'lamp', print: true } });
  await refused.pass(1000);
  assert.equal(refused.results(), [
    { device: 'lamp', result: 'failed', code: 'printer-paper-out', printed: false },
  ]);
  await Promise.all([waiting, refused].map(({ care, hal }) => care.stop().then(() => hal.stop())));
});

test.run();
