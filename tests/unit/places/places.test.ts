import { EventEmitter } from 'node:events';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { rulesOf } from '../../../firmware/config/rules-of-site';
import type { Site } from '../../../firmware/config/site';
import { placesOf } from '../../../firmware/places/places-of-site';
import { ResetHold } from '../../../firmware/places/reset-hold';
import type { Runtime, RuntimeEvents } from '../../../firmware/runtime';
import type { Command } from '../../../firmware/servicepoint/commands';
import { actorFrom } from '../../../firmware/servicepoint/rights/actor';
import { ServicePoint } from '../../../firmware/servicepoint/service-point';
import { VirtualButton } from '../../../hal/drivers/virtual/button';
import { VirtualLamp } from '../../../hal/drivers/virtual/lamp';
import { VirtualNumberDisplay } from '../../../hal/drivers/virtual/number-display';
import type { VirtualRingSource } from '../../../hal/drivers/virtual/ring-source';
import type { VirtualSmileyUnit } from '../../../hal/drivers/virtual/smiley-unit';
import type { VirtualSounder } from '../../../hal/drivers/virtual/sounder';
import { Hal } from '../../../hal/hal';
import { LampConductor } from '../../../hal/lamp-conductor';
import { type Log, silent } from '../../../hal/platform/log';
import { VirtualTime } from '../../../simulator/time/virtual-time';
import { smallSite } from '../../support/web-box';

/** A Wednesday, 10.15 in Finland. */
const begin = Date.UTC(2026, 2, 18, 8, 15);

const virtual = (kind: string, ...names: readonly string[]) =>
  Object.fromEntries(names.map(name => [name, { driver: `virtual-${kind}` }]));

const site: Site = {
  ...smallSite,
  counters: [
    {
      id: 'counter-1',
      name: { fi: 'Tiski 1' },
      services: ['tax'],
      next: 'next',
      recall: 'recall',
      help: 'help',
      lamp: 'lamp',
      display: 'number',
    },
  ],
  kiosks: [
    {
      id: 'lobby',
      printer: 'printer',
      lamp: 'kiosk-lamp',
      sounder: 'kiosk-sound',
      buttons: [
        { device: 'press-fi', service: 'tax' },
        { device: 'press-sv', service: 'tax', language: 'sv' },
      ],
    },
  ],
  places: [
    {
      id: 'desk-1',
      name: { fi: 'Työpiste 1' },
      lamp: 'desk-lamp',
      sounder: 'desk-sound',
      presence: 'desk-presence',
      presenceLamp: 'desk-free',
      acknowledge: 'desk-go',
    },
  ],
  rings: [
    {
      id: 'video',
      source: 'video-call',
      members: ['desk-1'],
      lamps: ['ring-lamp'],
      sounders: ['ring-sound'],
    },
    { id: 'terminal', button: 'terminal-help', members: ['desk-1'], lamps: ['terminal-lamp'], sounders: [] },
    { id: 'desk-help', counters: ['counter-1'], members: ['desk-1'], lamps: [], sounders: [] },
  ],
  smileys: [{ id: 'exit', device: 'faces', question: 'csat', lockOut: 5 }],
  displays: [{ id: 'hall', display: 'hall-number' }, { id: 'page' }],
  devices: {
    printer: { driver: 'escpos-tcp', host: '10.0.0.5', port: 9100, profile: 'generic', paper: 80 },
    ...virtual(
      'button',
      'next',
      'recall',
      'help',
      'press-fi',
      'press-sv',
      'desk-presence',
      'desk-go',
      'terminal-help',
    ),
    ...virtual('lamp', 'lamp', 'kiosk-lamp', 'desk-lamp', 'desk-free', 'ring-lamp', 'terminal-lamp'),
    ...virtual('number-display', 'number', 'hall-number'),
    ...virtual('sounder', 'kiosk-sound', 'desk-sound', 'ring-sound'),
    ...virtual('ring-source', 'video-call'),
    faces: { driver: 'virtual-smiley-unit', faces: 5 },
  } as unknown as Site['devices'],
};

/** The devices of a site in front of the core, without disk, in virtual time. */
function served() {
  const time = new VirtualTime(begin);
  const point = new ServicePoint(rulesOf(site));
  const events = new EventEmitter<RuntimeEvents>();
  const errors: string[] = [];
  const callers: string[] = [];
  let isDiskFull = false;
  let isBusy = false;
  const handle = (command: object) => {
    if (isDiskFull) throw new Error('no space');
    const { decision, events: facts } = point.handle({
      channel: 'box',
      ...command,
      at: time.now(),
    } as Command);
    events.emit('committed', facts.map(event => ({ sequence: 1, event })) as never);
    return decision;
  };
  const runtime = {
    events,
    rules: rulesOf(site),
    get state() {
      return point.state;
    },
    async execute({ by, ...command }: { readonly by?: string; readonly name: string }) {
      if (isBusy) return { ok: false, code: 'box-busy', detail: '' };
      const actor = by === undefined ? undefined : actorFrom(by);
      return handle({ ...command, ...(actor && { by: actor }) });
    },
    async record(command: { readonly args: object }) {
      if ('caller' in command.args) callers.push(String(command.args.caller));
      const decision = handle(command);
      return decision.ok ? { ...decision.result } : { refused: decision.code };
    },
  } as unknown as Runtime;
  const log: Log = { ...silent, error: (_, message) => errors.push(message) };
  const hal = new Hal(site.devices, { time, log: silent, stateDir: '/nowhere' });
  const places = placesOf(site, { hal, runtime, time, log });
  handle({ name: 'started', args: { version: '1' } });
  for (const name of hal.devices.keys())
    handle({ name: 'device-reported', args: { device: name, health: 'ok', warnings: [] } });
  for (const place of places) place.start();
  const device = <T>(name: string) => hal.devices.get(name) as unknown as T;
  const settled = () => new Promise<void>(resolve => setImmediate(resolve));
  return {
    handle,
    runtime,
    places,
    errors,
    callers,
    device,
    settled,
    beBusy: (busy: boolean) => {
      isBusy = busy;
    },
    fillDisk: () => {
      isDiskFull = true;
    },
    press: async (name: string) => {
      device<VirtualButton>(name).press();
      await settled();
    },
    sign: (name: string) => device<VirtualLamp>(name).sign,
    pass: (duration: number) => time.runTo(time.now() + duration),
    played: (name: string) => {
      const tones: string[] = [];
      device<VirtualSounder>(name).events.on('played', tone => tones.push(tone));
      return tones;
    },
  };
}

test('a counter shows whom it calls, that it is time to decide, and who is served', async () => {
  const { press, sign, device, handle, pass } = served();
  assert.is(sign('lamp'), 'off');
  await press('next');
  assert.is(sign('lamp'), 'refused', 'nobody waits');
  await press('press-fi');
  await press('next');
  assert.is(sign('lamp'), 'refused', 'a refusal is not covered by a call');
  assert.is(device<VirtualNumberDisplay>('number').text, 'V101');
  await pass(3000);
  assert.is(sign('lamp'), 'call');
  await pass(200_000);
  handle({ name: 'tick', args: {} });
  assert.is(sign('lamp'), 'prompt');
  handle({ name: 'arrived', args: { counter: 'counter-1' } });
  assert.is(sign('lamp'), 'on');
});

test('a kiosk gives numbers in the language of its button; one that cannot is seen and heard', async () => {
  const { press, sign, runtime, played, handle, pass } = served();
  const tones = played('kiosk-sound');
  await press('press-sv');
  await press('press-fi');
  assert.equal(
    [...runtime.state.tickets.values()].map(({ language }) => language),
    ['sv', 'fi'],
  );
  assert.equal([sign('kiosk-lamp'), tones], ['on', []]);
  handle({
    name: 'device-reported',
    args: { device: 'printer', health: 'failed', code: 'printer-paper-out', warnings: [] },
  });
  await press('press-fi');
  assert.equal([sign('kiosk-lamp'), tones], ['refused', ['refused']]);
  await pass(3000);
  assert.is(sign('kiosk-lamp'), 'on');
});

test('a help button calls, and called once more it is over; what is refused is shown', async () => {
  const { press, runtime, sign } = served();
  await press('help');
  assert.is(runtime.state.ringing.rings.size, 1);
  await press('help');
  assert.is(runtime.state.ringing.rings.size, 0);
  await press('terminal-help');
  assert.is(sign('terminal-lamp'), 'ring');
  await press('desk-go');
  assert.is(sign('terminal-lamp'), 'on');
  await press('desk-go');
  assert.is(runtime.state.ringing.rings.size, 0, 'who went ends what people end');
  await press('desk-go');
  assert.is(sign('desk-lamp'), 'refused', 'nothing rings');
  await press('terminal-help');
  assert.is(sign('desk-lamp'), 'refused', 'a refusal stays its time');
});

test('a call for help that the box cannot take shows on the lamp of the button for its time, whatever happens meanwhile', async () => {
  const { press, sign, beBusy, handle, pass } = served();
  beBusy(true);
  await press('terminal-help');
  beBusy(false);
  assert.is(sign('terminal-lamp'), 'refused');
  handle({ name: 'take-ticket', args: { service: 'tax', kiosk: 'lobby' } });
  assert.is(sign('terminal-lamp'), 'refused');
  await press('desk-go');
  assert.is(sign('desk-lamp'), 'refused', 'nothing rings');
  await pass(10_000);
  assert.equal([sign('terminal-lamp'), sign('desk-lamp')], ['off', 'off']);
});

test('where it has rung longest is gone to first', async () => {
  const { press, runtime, device, pass } = served();
  await press('terminal-help');
  await pass(2000);
  device<VirtualRingSource>('video-call').ring();
  await pass(500);
  await press('desk-go');
  const gone = [...runtime.state.ringing.rings.values()].filter(({ acknowledged }) => acknowledged);
  assert.equal(
    gone.map(({ group }) => group),
    ['terminal'],
  );
});

test('a ring of a video unit sounds until somebody goes; its end is recorded, and one that was never heard ends nothing', async () => {
  const { device, sign, runtime, settled, played, pass, callers } = served();
  const tones = played('ring-sound');
  const video = device<VirtualRingSource>('video-call');
  const call = video.ring('x'.repeat(300));
  await settled();
  assert.is(sign('ring-lamp'), 'ring');
  assert.equal(callers, ['x'.repeat(256)], 'an address without end is cut');
  await pass(10_000);
  assert.ok(tones.length > 1, 'again and again');
  video.end(call, 'answered');
  await settled();
  assert.is(runtime.state.ringing.rings.size, 0);
  video.events.emit('over', { call: 'never heard', end: 'ended', at: 0 });
  await settled();
  assert.is(sign('ring-lamp'), 'off');
});

test('with a disk that takes nothing no press is answered as taken, and each is in the log', async () => {
  const { device, settled, fillDisk, errors } = served();
  const answers: boolean[] = [];
  const unit = device<VirtualSmileyUnit>('faces');
  unit.events.on('answered', taken => answers.push(taken));
  unit.press(5);
  await settled();
  fillDisk();
  unit.press(1);
  device<VirtualRingSource>('video-call').ring();
  await settled();
  assert.equal(answers, [true, false]);
  assert.equal(errors.sort(), ['press not recorded', 'ring not recorded']);
});

test('a face that is stuck is named, and another trouble of the unit blames no face', async () => {
  const { device, runtime, settled } = served();
  const unit = device<VirtualSmileyUnit>('faces');
  unit.events.emit('pressed', { face: 2, at: 0 });
  await settled();
  unit.report({ health: 'failed', code: 'gpio-line-lost' });
  await settled();
  const before = JSON.stringify([...runtime.state.feedback.units]);
  unit.report({ health: 'failed', code: 'button-stuck' });
  await settled();
  assert.is.not(JSON.stringify([...runtime.state.feedback.units]), before);
});

test('what hangs on the places is left alone after the stop', async () => {
  const { places, press, sign, runtime } = served();
  for (const place of places) place.stop();
  await press('press-fi');
  assert.is(runtime.state.tickets.size, 0);
  assert.is(sign('kiosk-lamp'), 'off');
});

test('a reset by hand that fails says so, and gives display and lamp back as they were', async () => {
  const time = new VirtualTime(begin);
  const button = new VirtualButton('reset');
  const lamp = new VirtualLamp('lamp', new LampConductor(time));
  const display = new VirtualNumberDisplay('number');
  lamp.show('call');
  display.show('V101');
  const errors: string[] = [];
  const hold = new ResetHold({
    button,
    lamp,
    display,
    time,
    log: { ...silent, error: (_, message) => errors.push(message) },
    begin: async () => {
      throw new Error('no space');
    },
  });
  hold.start();
  button.touch(true);
  await time.runTo(begin + 10_500);
  assert.is(display.text, '0');
  button.touch(false);
  button.touch(true);
  await new Promise<void>(resolve => setImmediate(resolve));
  assert.equal([display.text, lamp.sign, errors], ['V101', 'call', ['reset not begun']]);
  const bare = new ResetHold({ button, time, log: silent, begin: async () => {} });
  bare.start();
  bare.stop();
  hold.stop();
});

test.run();
