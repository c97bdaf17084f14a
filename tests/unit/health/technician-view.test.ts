import { test } from 'uvu';
import * as assert from 'uvu/assert';
import type { Site } from '../../../firmware/config/site';
import { type TechnicianSource, technicianView } from '../../../firmware/health/technician/technician-view';
import { ServicePoint } from '../../../firmware/servicepoint/service-point';
import { VirtualTime } from '../../../simulator/time/virtual-time';
import { rules } from '../../property/servicepoint/office';
import { smallSite } from '../../support/web-box';

const site = {
  ...smallSite,
  devices: { lamp: { driver: 'satellite-lamp', appliance: 'room', device: 'lamp' } },
  bookings: { calendars: [{ id: 'office' }] },
} as unknown as Site;

function view(changes: object = {}) {
  const { state } = new ServicePoint(rules);
  const source = {
    runtime: { state, rules, journal: { waiting: 0 } },
    hal: { devices: new Map([['lamp', { kind: 'lamp', counters: { shown: 2 } }]]) },
    site: { now: site },
    link: undefined,
    box: undefined,
    care: { detail: {} },
    version: '1.2.3',
    time: new VirtualTime(),
    tail: undefined,
    startedAt: 0,
    ...changes,
  };
  return technicianView(source as unknown as TechnicianSource, 'en', true);
}

test('the page of a technician shows devices and calendars alike, each with what is known of it', () => {
  const { devices, log } = view();
  assert.equal(
    devices.map(({ name, kind, driver, counters, health }) => [name, kind, driver, counters, health]),
    [
      ['lamp', 'lamp', 'satellite-lamp', { shown: 2 }, 'unknown'],
      ['office', 'other', 'other', {}, 'unknown'],
    ],
  );
  assert.equal(log, []);
});

test('a satellite is shown with the version that it told, and without one while it has not', () => {
  assert.equal(
    view().satellites?.map(({ name, version }) => [name, version]),
    [['room', undefined]],
  );
  const detail = { satelliteDetail: () => ({ version: '1.2.2', warnings: [] }) };
  assert.equal(
    view({ care: { detail } }).satellites?.map(({ name, version }) => [name, version]),
    [['room', '1.2.2']],
  );
});

test.run();
