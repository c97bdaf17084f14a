import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { checkSite } from '../../../firmware/config/check-site';
import { printed } from '../../../firmware/config/problem';

const sample = `version: 1
role: satellite
site: town
appliance: room
hub: hub
devices:
  next: { driver: virtual-button }
  lamp: { driver: virtual-lamp }
places:
  - buttons: [next]
    lamps: [lamp]
mqtt: { url: mqtts://broker.example.fi }
`;

function codes(source: string): string[] {
  return checkSite(source, 'room.yaml').map(problem => {
    assert.match(printed(problem), /^room\.yaml:\d+:\d+: /);
    return `${problem.line} ${problem.code}`;
  });
}

test('a satellite says where its hub and its broker are, and what it has', () => {
  assert.equal(codes(sample), []);
});

test('it lends no printers, and nothing that it has from others', () => {
  const printer = 'driver: escpos-tcp, host: 10.0.0.5';
  assert.equal(codes(sample.replace('next:', `printer: { ${printer} }\n  next:`)), ['7 site-not-lent']);
  const borrowed = 'driver: satellite-lamp, appliance: other, device: lamp';
  assert.equal(codes(sample.replace('driver: virtual-lamp', borrowed)), ['8 site-not-lent']);
});

test('a button beside which nothing could tell a refusal is named, with and without a place', () => {
  const bare = sample.replace('    lamps: [lamp]\n', '');
  assert.equal(codes(bare), ['7 site-button-signless']);
  const nowhere = sample.replace(/places:\n.*\n.*\n/, '').replace('  lamp: { driver: virtual-lamp }\n', '');
  assert.equal(codes(nowhere), ['7 site-button-signless']);
  // What it lends is not known: whether something tells is not judged.
  assert.equal(codes(nowhere.replace('virtual-button', 'virtual-buton')).length, 1);
  assert.equal(codes(nowhere.replace(/devices:\n.*\n/, '')), ['1 site-key-missing']);
});

test('it has no queue', () => {
  assert.equal(codes(`${sample}counters: []\n`), ['13 site-key-unknown']);
});

test('a broker and a hub are needed', () => {
  assert.equal(codes(sample.replace('hub: hub\n', '').replace(/mqtt.*\n/, '')), [
    '1 site-key-missing',
    '1 site-key-missing',
  ]);
});

test('a place names devices that are there, of its kind, and that no other place has', () => {
  assert.equal(codes(sample.replace('lamps: [lamp]', 'lamps: [lmap]')), ['11 site-device-unknown']);
  assert.equal(codes(sample.replace('lamps: [lamp]', 'lamps: [next]')), ['11 site-device-kind']);
});

test('a button whose refusal shows nowhere is told of', () => {
  assert.equal(codes(sample.replace('    lamps: [lamp]\n', '')), ['7 site-button-signless']);
});

const hub = `version: 1
site: town
appliance: hub
name: { fi: Kaupunki }
languages: [fi]
organisations: [{ id: vero, name: { fi: Verohallinto } }]
services: [{ id: tax, letter: V, organisation: vero, name: { fi: Verotus } }]
counters: [{ id: counter-1, name: { fi: Tiski 1 }, services: [tax], next: next, lamp: lamp }]
kiosks: [{ id: lobby }]
devices:
  next: { driver: satellite-button, appliance: room, device: next }
  lamp: { driver: satellite-lamp, appliance: room, device: lamp }
mqtt: { url: mqtts://broker.example.fi }
`;

test('a hub names the devices of a satellite like its own', () => {
  assert.equal(codes(hub), []);
});

test('a device of a satellite has one use on the hub', () => {
  assert.equal(codes(hub.replace('device: lamp', 'device: next')), ['12 site-device-twice']);
  assert.equal(codes(hub.replace('device: lamp', 'dvice: next')), ['12 site-key-unknown']);
});

test('a hub borrows nothing from itself, and nothing without a broker', () => {
  assert.equal(codes(hub.replace('appliance: room, device: next', 'appliance: hub, device: next')), [
    '11 site-satellite-self',
  ]);
  assert.equal(codes(hub.replace(/mqtt.*\n/, '')), [
    '11 satellite-broker-missing',
    '12 satellite-broker-missing',
  ]);
});

test('the example of the page about satellites is a good file', () => {
  const page = readFileSync(join(__dirname, '../../../firmware/satellite/README.md'), 'utf8');
  assert.equal(codes(/```yaml\n([\s\S]*?)```/.exec(page)?.[1] ?? ''), []);
});

test.run();
