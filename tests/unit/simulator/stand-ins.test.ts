import { test } from 'uvu';
import * as assert from 'uvu/assert';
import type { SiteDevice } from '../../../firmware/config/site';
import { BoardPeer } from '../../../simulator/peers/board-peer';
import { CodecPeer } from '../../../simulator/peers/codec-peer';
import { VirtualTime } from '../../../simulator/time/virtual-time';

/** What a person does to simulated devices, without the wires behind them. */

const wired = (driver: string, rest: object) => ({ driver, ...rest }) as unknown as SiteDevice;

function board() {
  const time = new VirtualTime();
  const devices = new Map<string, SiteDevice>([
    ['lamp', wired('firmata-lamp', { pin: 3 })],
    ['other lamp', wired('firmata-lamp', { pin: 4, activeLow: true })],
    ['button', wired('firmata-button', { pin: 5 })],
    ['door', wired('firmata-contact', { pin: 6 })],
    ['smiley', wired('firmata-smiley-unit', { pins: [7, 8, 9, 10] })],
    ['display', wired('firmata-number-display', { address: 0x70, digits: 4 })],
    ['siren', wired('firmata-sounder', { pin: 11 })],
  ]);
  const changes: string[] = [];
  const peer = new BoardPeer('board', { link: '/nowhere', time, devices });
  peer.events.on('changed', () => changes.push(peer.broken.join(' ')));
  return { time, peer, changes };
}

test('whatever is wired to a board can be pressed, a face at a time, as long as a finger lies on it', async () => {
  const { time, peer } = board();
  assert.equal(peer.buttons, ['button', 'door', 'smiley 1', 'smiley 2', 'smiley 3', 'smiley 4']);
  assert.is(peer.press('smiley 5'), false);
  assert.is(peer.press('lamp'), false);
  for (const name of ['button', 'smiley 2', 'door', 'door']) assert.is(peer.press(name), true);
  const fingers = () => time.timers.filter(({ name }) => name === 'finger').map(({ at }) => at);
  assert.equal(fingers(), [120, 120, 3000]);
  time.advance(200);
  assert.equal(fingers(), [3000]);
  await peer.stop();
  assert.equal(fingers(), []);
});

test('a board without power shows nothing, and each of its faults begins and ends once', async () => {
  const { peer, changes } = board();
  assert.equal([peer.light('lamp'), peer.light('button')], ['off', undefined]);
  assert.equal([peer.text('display')?.trim(), peer.text('lamp')], ['', undefined]);
  for (const on of [true, true, false, false]) peer.set('hung', on);
  assert.equal(changes, ['hung', '']);
  await peer.stop();
});

test('a video unit is rung, answered and hung up by hand; without power or cable it is not', async () => {
  const codec = new CodecPeer({ time: new VirtualTime(), username: 'admin', password: 'secret' });
  await codec.start();
  codec.answer();
  codec.hangUp();
  assert.is(codec.state, 'idle');
  codec.ring();
  codec.ring();
  assert.is(codec.state, 'ringing');
  codec.answer();
  assert.is(codec.state, 'connected');
  codec.answer();
  codec.hangUp();
  assert.is(codec.state, 'idle');
  await codec.set('silent', true);
  await codec.set('silent', true);
  await codec.set('cable-out', true);
  await codec.set('power-off', true);
  assert.equal(codec.broken, ['silent', 'cable-out', 'power-off']);
  codec.ring();
  assert.is(codec.state, 'idle');
  for (const fault of ['silent', 'cable-out', 'power-off'] as const) await codec.set(fault, false);
  assert.equal(codec.broken, []);
  codec.ring();
  assert.is(codec.state, 'ringing');
  await codec.stop();
});

test.run();
