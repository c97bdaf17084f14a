import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { runCheck } from '../../firmware/config/check-command';
import type { StateView } from '../../firmware/screens/views';
import { SiteBench } from '../support/site-bench';

const healthOf = ({ devices }: StateView, name: string) =>
  devices.find(device => device.name === name)?.health;
const allWell = ({ devices }: StateView) => devices.every(({ health }) => health === 'ok');

test('npm start has a USB board and a video unit on their own wires, and both can be used and broken', async () => {
  const site = await new SiteBench('mikkeli').start();
  try {
    await site.until((_, state) => allWell(state));
    await site.post('/simulator/api/ring/video-room', { act: 'ring' });
    await site.until(
      ({ rings, lamps }) => rings[0]?.state === 'ringing' && lamps['video-room-lamp']?.sign === 'ring',
    );
    await site.post('/simulator/api/ring/video-room', { act: 'answer' });
    await site.until(({ lamps }) => lamps['video-room-lamp']?.sign === 'off');
    await site.post('/simulator/api/ring/video-room', { act: 'hang-up' });

    await site.post('/api/command/take-ticket', { args: { service: 'benefits' } });
    await site.until((_, { tickets }) => tickets[0]?.print === 'printed');
    await site.post('/simulator/api/press', { device: 'counter-3-next' });
    await site.until(
      ({ displays, lamps }) =>
        displays['counter-3-display'] === 'K101' && lamps['counter-3-lamp']?.light === 'amber',
    );

    const board = 'usb-Arduino_Uno_7583-if00';
    await site.post(`/simulator/api/board/${board}`, { fault: 'unplugged', on: true });
    await site.post('/simulator/api/codec/video-room', { fault: 'silent', on: true });
    await site.until(
      ({ lamps, boards }, state) =>
        healthOf(state, 'counter-3-next') === 'failed' &&
        healthOf(state, 'video-room') === 'unknown' &&
        lamps['video-room-lamp']?.sign === 'fault' &&
        boards[0]?.broken[0] === 'unplugged',
    );
    await site.post(`/simulator/api/board/${board}`, { fault: 'unplugged', on: false });
    await site.post('/simulator/api/codec/video-room', { fault: 'silent', on: false });
    await site.until(({ displays }, state) => allWell(state) && displays['counter-3-display'] === 'K101');
  } finally {
    await site.stop();
  }
});

const board = '/dev/serial/by-id/usb-Arduino_Uno_7583-if00';
const siteFile = `
version: 1
site: anywhere
appliance: hub
name: { fi: Asiointipiste }
languages: [fi]
organisations: [{ id: vero, name: { fi: Verohallinto } }]
services: [{ id: tax, letter: V, organisation: vero, name: { fi: Verotus } }]
counters: [{ id: counter-1, name: { fi: Tiski 1 }, services: [tax], next: next, lamp: lamp, display: digits }]
kiosks: [{ id: lobby, printer: printer, buttons: [{ device: tax-button, service: tax }] }]
rings:
  - { id: room, source: codec, lamps: [room-lamp], sounders: [room-tone] }
  - { id: door, source: door, lamps: [door-lamp] }
devices:
  printer: { driver: escpos-serial, port: /dev/serial/by-id/usb-EPSON-if00, profile: epson, paper: 58 }
  tax-button: { driver: gpio-button, chip: pinctrl-bcm2711, line: 17 }
  room-lamp: { driver: gpio-lamp, chip: pinctrl-bcm2711, line: 27 }
  next: { driver: firmata-button, port: ${board}, pin: 2 }
  lamp: { driver: firmata-lamp, port: ${board}, pin: 13 }
  digits: { driver: firmata-number-display, port: ${board} }
  faces: { driver: firmata-smiley-unit, port: "${board}", pins: [4, 5, 6, 7] }
  room-tone: { driver: firmata-sounder, port: ${board}, pin: 8 }
  door: { driver: gpio-contact, chip: pinctrl-bcm2711, line: 22 }
  door-lamp: { driver: firmata-lamp, port: ${board}, pin: 12 }
  codec: { driver: xapi-ring, url: "wss://192.0.2.20", username: tiski, passwordFile: /etc/tiski/codec }
`;

test('a site file for any hardware runs without it, with one option and nothing else changed', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'tiski-any-'));
  const file = join(folder, 'site.yaml');
  writeFileSync(file, siteFile);
  let said = '';
  const code = runCheck(file, text => {
    said += text;
  });
  assert.is(code, 0, said);
  const site = await new SiteBench(file, { virtual: true }).start();
  try {
    await site.until((_, state) => allWell(state));
    await site.post('/simulator/api/press', { device: 'tax-button' });
    await site.until(({ printers }) => /V101/.test(printers[0]?.pieces[0]?.text.join() ?? ''));
    await site.post('/simulator/api/press', { device: 'next' });
    await site.until(({ displays, lamps }) => displays.digits === 'V101' && lamps.lamp?.sign === 'call');
    for (const [source, lamp] of [
      ['codec', 'room-lamp'],
      ['door', 'door-lamp'],
    ] as const) {
      await site.post(`/simulator/api/ring/${source}`, { act: 'ring' });
      await site.until(({ lamps }) => lamps[lamp]?.light === 'amber');
      await site.post(`/simulator/api/ring/${source}`, { act: 'hang-up' });
      await site.until(({ lamps }) => lamps[lamp]?.sign === 'off');
    }
  } finally {
    await site.stop();
    rmSync(folder, { recursive: true });
  }
});

test.run();
