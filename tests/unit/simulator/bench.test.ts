import { test } from 'uvu';
import * as assert from 'uvu/assert';
import type { Site } from '../../../firmware/config/site';
import type { Device } from '../../../hal/device';
import { VirtualRingSource } from '../../../hal/drivers/virtual/ring-source';
import { VirtualSmileyUnit } from '../../../hal/drivers/virtual/smiley-unit';
import { Bench } from '../../../simulator/bench-page/bench';
import { planOf } from '../../../simulator/bench-page/plan-of-site';
import { CodecPeer } from '../../../simulator/peers/codec-peer';
import { VirtualTime } from '../../../simulator/time/virtual-time';
import { smallSite } from '../../support/web-box';

/** What a developer's hands do on the bench, without its page. */

const time = new VirtualTime();
const benchOf = (devices: readonly Device[], codecs = new Map<string, CodecPeer>()) =>
  new Bench({ printers: new Map(), devices: new Map(devices.map(device => [device.name, device])), codecs });

test('A call is rung once at a time, and whoever answers it ends its ringing', () => {
  const source = new VirtualRingSource('video', time);
  const { rings } = benchOf([source]);
  const ends: string[] = [];
  source.events.on('over', ({ end }) => ends.push(end));
  rings.act('video', 'ring');
  rings.act('video', 'ring');
  assert.is(source.ringing.length, 1);
  rings.act('video', 'answer');
  rings.act('video', 'ring');
  rings.act('video', 'hang-up');
  assert.equal(ends, ['answered', 'ended']);
});

test('A video unit is dead for as long as its story lasts; without people nothing is asked of them', async () => {
  const codec = new CodecPeer({ time, username: 'admin', password: 'secret' });
  await codec.start();
  const bench = benchOf([], new Map([['unit', codec]]));
  assert.ok(await bench.stories.set('dead-unit', true));
  assert.equal(codec.broken, ['power-off']);
  assert.ok(await bench.stories.set('dead-unit', false));
  assert.equal(codec.broken, []);
  await codec.stop();
  assert.not(await bench.stories.set('surge-day', true));
  assert.not(await bench.setPeople(true));
});

test('A smiley unit shows whether its answer was taken', () => {
  const unit = new VirtualSmileyUnit('exit', { faces: 5, time });
  const { devices } = benchOf([unit]);
  const end = devices.watch(
    () => {},
    () => {},
  );
  const shown = [true, false].map(taken => {
    unit.answer(taken);
    return devices.view().sounders.exit;
  });
  assert.equal(shown, ['taken', 'refused']);
  end();
});

test('The room has as many faces on a smiley unit as the unit has buttons', () => {
  const site: Site = {
    ...smallSite,
    devices: {
      four: { driver: 'virtual-smiley-unit', faces: 4 },
      usual: { driver: 'virtual-smiley-unit' },
      wired: { driver: 'firmata-smiley-unit', pins: [2, 3, 4, 5] },
    } as unknown as Site['devices'],
    smileys: ['four', 'usual', 'wired', 'gone'].map(device => ({ device })) as unknown as NonNullable<
      Site['smileys']
    >,
  };
  assert.equal(
    planOf(site).smileys.map(({ faces }) => faces),
    [4, 5, 4, 5],
  );
});

test.run();
