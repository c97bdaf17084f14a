import { EventEmitter } from 'node:events';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { HubLink } from '../../../firmware/satellite/hub-link';
import { lendingLimits } from '../../../hal/drivers/satellite/limits';
import type { BusMessage, MessageBus } from '../../../hal/message-bus';
import { silent } from '../../../hal/platform/log';
import { VirtualTime } from '../../../simulator/time/virtual-time';

/** A satellite that is linked to its hub, and what it hears of it. */
function linked() {
  const time = new VirtualTime();
  let hear: (message: BusMessage) => void = () => {};
  const bus = {
    appliance: 'room',
    run: 'satellite-1',
    online: true,
    events: new EventEmitter(),
    publish: () => true,
    subscribe: (_: string, handler: typeof hear) => {
      hear = handler;
      return () => undefined;
    },
  } as unknown as MessageBus;
  const link = new HubLink({ hub: 'hub', bus, time, log: silent });
  const acts: object[] = [];
  link.events.on('act', (device, act) => acts.push({ device, ...act }));
  link.start();
  const says = (what: string, message: object) =>
    hear({ topic: `hub/borrow/room/${what}`, payload: Buffer.from(JSON.stringify(message)) });
  says('beat', { run: 'hub-1', at: 0, heard: { run: 'satellite-1', at: time.monotonic(), since: 0 } });
  assert.ok(link.linked);
  const stamp = () => ({ run: 'satellite-1', at: time.monotonic(), since: 0 });
  return { link, says, stamp, acts, time };
}

test('what the hub wants done is done once, by the hub that is linked, and not when it comes late', () => {
  const { link, says, stamp, acts, time } = linked();
  const chime = { run: 'hub-1', count: 1, stamp: stamp(), act: { tone: 'chime' } };
  says('horn/act', chime);
  says('horn/act', chime);
  says('horn/act', { ...chime, run: 'hub-0', count: 2 });
  const late = stamp();
  time.advance(lendingLimits.act + 1);
  says('horn/act', { ...chime, count: 3, stamp: late });
  says('horn/act', { ...chime, count: 2, stamp: stamp() });
  says('bell/act', { ...chime, count: 1, stamp: stamp() });
  assert.equal(acts, [
    { device: 'horn', tone: 'chime' },
    { device: 'bell', tone: 'chime' },
  ]);
  link.stop();
});

test('words of the hub that a satellite does not know, or that are none, change nothing', () => {
  const { link, says, stamp, acts } = linked();
  says('horn/act', { run: 'hub-1', count: 0, stamp: stamp(), act: { tone: 'chime' } });
  says('horn/act', { run: 'hub-1', count: 1, stamp: stamp(), act: { tone: 'trumpet' } });
  says('horn/show', { run: 'hub-1', show: { sign: 'dancing' } });
  says('horn/later-words', { run: 'hub-1' });
  says('later-words', { run: 'hub-1' });
  assert.equal(acts, []);
  assert.is(link.wish('horn'), undefined);
  says('horn/show', { run: 'hub-1', show: { sign: 'ring' } });
  assert.equal(link.wish('horn'), { sign: 'ring' });
  link.stop();
});

test.run();
