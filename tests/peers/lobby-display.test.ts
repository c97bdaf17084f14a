import { once } from 'node:events';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { CounterPlace } from '../../firmware/places/counter-devices';
import { LobbyPlace } from '../../firmware/places/lobby-display';
import { Runtime } from '../../firmware/runtime';
import type { Rules } from '../../firmware/servicepoint/rules';
import { VirtualLamp } from '../../hal/drivers/virtual/lamp';
import { VirtualNumberDisplay } from '../../hal/drivers/virtual/number-display';
import { VirtualSounder } from '../../hal/drivers/virtual/sounder';
import { LampConductor } from '../../hal/lamp-conductor';
import { silent } from '../../hal/platform/log';
import { VirtualTime } from '../../simulator/time/virtual-time';
import { morning } from '../property/servicepoint/office';

const counters = Array.from({ length: 10 }, (_, index) => `c${index}`);

const rules: Rules = {
  timezone: 'Europe/Helsinki',
  languages: ['fi'],
  services: new Map([['kunta', { id: 'kunta', letter: 'K' }]]),
  counters: new Map(counters.map(id => [id, { id, services: ['kunta'] }])),
  kiosks: new Map([['desk', { id: 'desk' }]]),
};

/** A lobby with a display and a sounder, ten counters, and a clock that the test moves. */
class Lobby {
  readonly time = new VirtualTime(morning);
  readonly runtime = new Runtime({
    journalFile: ':memory:',
    rules,
    time: this.time,
    log: silent,
    version: '1',
    makeEpoch: () => 'e',
  });
  readonly display = new VirtualNumberDisplay('lobby');
  readonly sounder = new VirtualSounder('lobby-sounder');
  readonly lamp = new VirtualLamp('lamp', new LampConductor(this.time));
  readonly counterDisplay = new VirtualNumberDisplay('counter');
  readonly seen: { readonly text: string; readonly at: number }[] = [];
  readonly places = [
    new LobbyPlace({ display: this.display, sounder: this.sounder }, this.runtime, this.time),
    new CounterPlace({ id: 'c0', lamp: this.lamp, display: this.counterDisplay }, this.runtime, this.time),
  ];
  chimes = 0;

  async start(): Promise<void> {
    this.display.events.on('shown', text => this.seen.push({ text, at: this.time.now() - morning }));
    this.sounder.events.on('played', () => {
      this.chimes += 1;
    });
    for (const place of this.places) place.start();
    await this.runtime.start();
  }

  stop(): void {
    for (const place of this.places) place.stop();
    this.runtime.stop();
  }

  async ask(name: string, args: object): Promise<void> {
    const reply = await this.runtime.execute({ name, args, channel: 'http' });
    assert.ok(reply.ok, name);
  }
}

const test = suite<{ lobby: Lobby }>('lobby display');

test.before.each(async context => {
  context.lobby = new Lobby();
  await context.lobby.start();
});

test.after.each(({ lobby }) => lobby.stop());

test('ten numbers called within one second each stand there for 5 s and come twice, with a chime, in order', async ({
  lobby,
}) => {
  for (const _ of counters) await lobby.ask('take-ticket', { service: 'kunta' });
  for (const counter of counters) {
    await lobby.ask('next', { counter });
    lobby.time.advance(100);
  }
  lobby.time.advance(140_000);
  const codes = counters.map((_, index) => `K${101 + index}`);
  const numbers = lobby.seen.filter(({ text }) => text !== '');
  assert.equal(
    numbers.map(({ text }) => text),
    [...codes, ...codes],
  );
  for (const [index, { at }] of lobby.seen.entries()) {
    const next = lobby.seen[index + 1];
    if (next && lobby.seen[index]?.text !== '') assert.ok(next.at - at >= 5000, `${next.at - at} ms`);
  }
  assert.is(lobby.chimes, 20);
  assert.is(lobby.display.text, '');
});

test('a call is seen at once in the lobby and at its counter, and once more; who has come is not shown again', async ({
  lobby,
}) => {
  await lobby.ask('take-ticket', { service: 'kunta' });
  await lobby.ask('next', { counter: 'c0' });
  assert.equal([lobby.display.text, lobby.counterDisplay.text], ['K101', 'K101']);
  lobby.time.advance(24_000);
  assert.is(lobby.display.text, '', 'dark for a moment, so that the second time is seen');
  lobby.time.advance(1_000);
  assert.is(lobby.display.text, 'K101');
  lobby.time.advance(7_000);
  await lobby.ask('recall', { counter: 'c0' });
  assert.is(lobby.display.text, '', 'dark again, so that the call again is seen');
  await lobby.ask('arrived', { counter: 'c0' });
  lobby.time.advance(60_000);
  assert.is(lobby.seen.filter(({ text }) => text === 'K101').length, 3, 'twice, and once for the call again');
  assert.is(lobby.counterDisplay.text, 'K101');
});

test('the lamp of the counter says when its customer was waited for long enough', async ({ lobby }) => {
  await lobby.ask('take-ticket', { service: 'kunta' });
  await lobby.ask('next', { counter: 'c0' });
  assert.is(lobby.lamp.sign, 'call');
  const prompted = once(lobby.runtime.events, 'committed');
  lobby.time.advance(150_000);
  await prompted;
  assert.is(lobby.lamp.sign, 'prompt');
  await lobby.ask('recall', { counter: 'c0' });
  assert.is(lobby.lamp.sign, 'call');
});

test('a display that is stopped wakes for nothing', async ({ lobby }) => {
  await lobby.ask('take-ticket', { service: 'kunta' });
  await lobby.ask('next', { counter: 'c0' });
  for (const place of lobby.places) place.stop();
  lobby.time.advance(60_000);
  assert.is(lobby.display.text, 'K101');
});

test.run();
