import { EventEmitter } from 'node:events';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { CounterSample } from '../../../firmware/health/counter-sample';
import { DeviceReporter } from '../../../firmware/satellite/device-reporter';
import type { HubLink } from '../../../firmware/satellite/hub-link';
import { Restarter, type RestarterOptions } from '../../../firmware/satellite/restarter';
import type { Device } from '../../../hal/device';
import type { Report } from '../../../hal/drivers/satellite/messages';
import { silent } from '../../../hal/platform/log';
import { VirtualTime } from '../../../simulator/time/virtual-time';

test('a satellite starts anew what it has, and nothing for a name that it does not have', async () => {
  const started: string[] = [];
  const link = { events: new EventEmitter() };
  const hal = {
    devices: new Map([['lamp', {}]]),
    restart: async (device: string) => {
      started.push(device);
      throw new Error('unplugged');
    },
  };
  const warnings: string[] = [];
  const restarter = new Restarter({
    hal,
    link,
    restart: () => started.push('box'),
    log: { ...silent, warn: (_: object, message: string) => warnings.push(message) },
  } as unknown as RestarterOptions);
  restarter.start();
  for (const device of ['lamp', 'gone']) link.events.emit('act', device, { restart: 'device' });
  link.events.emit('act', 'lamp', { tone: 'chime' });
  link.events.emit('act', 'lamp', { restart: 'box' });
  await new Promise(setImmediate);
  assert.equal(started, ['lamp', 'box']);
  assert.ok(warnings.includes('not started'), 'a device that does not start ends nothing');
  await restarter.stop();
});

test('of calls that are over the hub is told the last eight, and each warning of a device', () => {
  const events = new EventEmitter();
  const device = { name: 'unit', kind: 'ring-source', counters: {}, events, status: { health: 'ok' } };
  const told: Omit<Report, 'run'>[] = [];
  const link = { events: new EventEmitter(), report: (_: string, report: never) => told.push(report) };
  const reporter = new DeviceReporter(
    device as unknown as Device,
    link as unknown as HubLink,
    new VirtualTime(),
  );
  reporter.start();
  for (let call = 0; call < 10; call += 1) {
    events.emit('ringing', { call: `${call}` });
    events.emit('over', { call: `${call}`, end: 'answered' });
  }
  assert.equal(
    told.at(-1)?.calls?.map(({ call }) => call),
    ['2', '3', '4', '5', '6', '7', '8', '9'],
  );
  device.status = { health: 'ok', warnings: ['xapi-old'] } as never;
  events.emit('status');
  assert.equal(told.at(-1)?.warnings, ['xapi-old']);
  reporter.stop();
});

test('what a device has counted is known of devices alone', () => {
  const devices = new Map([['lamp', { counters: { shown: 3 } } as unknown as Device]]);
  const sample = new CounterSample(devices, new VirtualTime());
  for (const name of ['lamp', 'office-calendar']) sample.take(name);
  assert.equal([sample.of('lamp'), sample.of('office-calendar')], [{ shown: 3 }, undefined]);
});

test.run();
