import { test } from 'uvu';
import * as assert from 'uvu/assert';
import type { SiteDevice } from '../../../firmware/config/site';
import { PseudoTerminal } from '../../../simulator/board/pseudo-terminal';
import { EmbeddedBroker } from '../../../simulator/broker/embedded-broker';
import { SimulatedCodec } from '../../../simulator/codec';
import { BoardPeer } from '../../../simulator/peers/board-peer';
import { CodecPeer } from '../../../simulator/peers/codec-peer';
import { profiles, SimulatedPrinter } from '../../../simulator/printer';
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

test('a video unit without SSH has no key and no port for it', () => {
  const codec = new SimulatedCodec({
    time: new VirtualTime(),
    username: 'admin',
    password: 'secret',
    ssh: false,
  });
  assert.equal([codec.sshUrl, codec.sshFingerprint], ['ssh://127.0.0.1:0', '']);
});

test('a broker has an address while it runs, also of the newer kind, and ends once', async () => {
  const broker = new EmbeddedBroker({ port: 0, host: '::1', time: new VirtualTime() });
  assert.throws(() => broker.url, /does not run/);
  await broker.start();
  assert.match(broker.url, /^mqtt:\/\/\[::1\]:\d+$/);
  const taken = new EmbeddedBroker({
    port: Number(new URL(broker.url).port),
    host: '::1',
    time: new VirtualTime(),
  });
  const failure = await taken.start().catch(error => error);
  assert.is(failure.code, 'EADDRINUSE');
  await broker.stop();
  await broker.stop();
});

test('a printer of its own make behaves badly for as long as it is told to', () => {
  const printer = new SimulatedPrinter({ time: new VirtualTime(), profile: { ...profiles.epson } });
  const [one, other] = [printer.behave({ name: 'one' }), printer.behave({ name: 'other' })];
  for (const end of [one, one, other, other]) assert.not.throws(end);
});

test('a terminal that is closed says nothing, takes nothing and is closed once', () => {
  const terminal = new PseudoTerminal();
  assert.match(terminal.device, /^\/dev\/pts\/\d+$/);
  for (let n = 0; n < 2; n++) terminal.close();
  terminal.write(Uint8Array.of(7));
  assert.equal([terminal.read().length, terminal.isOpen], [0, false]);
});

test.run();
