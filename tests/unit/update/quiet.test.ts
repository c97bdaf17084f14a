import { EventEmitter } from 'node:events';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { rulesOf } from '../../../firmware/config/rules-of-site';
import type { Site } from '../../../firmware/config/site';
import type { Command } from '../../../firmware/servicepoint/commands';
import { ServicePoint } from '../../../firmware/servicepoint/service-point';
import { busyNow, digestOfHeld } from '../../../firmware/update/busy-now';
import { readQuiet } from '../../../firmware/update/quiet-message';
import { QuietTeller } from '../../../firmware/update/quiet-teller';
import { testPrint } from '../../../firmware/update/test-print';
import { quietNow, type UpdateRouteOptions, updateNow } from '../../../firmware/update/update-route';
import { VirtualTime } from '../../../simulator/time/virtual-time';
import { smallSite } from '../../support/web-box';

const minute = 60_000;
/** A Wednesday, 10.15 in Finland. */
const begin = Date.UTC(2026, 2, 18, 8, 15);

const [tax] = smallSite.services;
assert.ok(tax);
const site: Site = {
  ...smallSite,
  services: [{ ...tax, hours: [{ days: ['wed'], from: '12:00', to: '13:00' }] }],
  counters: [{ id: '1', name: { fi: 'Tiski 1' }, services: ['tax'] }],
  places: [{ id: 'desk', name: { fi: 'Työpiste' }, lamp: 'lamp' }],
  rings: [{ id: 'help', counters: ['1'], members: ['desk'], lamps: [], sounders: [] }],
  bookings: {
    earlyMinutes: 10,
    late: { minutes: 10, policy: 'keep' },
    missedMinutes: 90,
    daysAhead: 7,
    calendars: [],
  },
};
const rules = rulesOf(site);

function point() {
  const core = new ServicePoint(rules);
  const handle = (name: Command['name'], args: object, at: number) => {
    const { decision } = core.handle({ name, args, at, channel: 'box' } as Command);
    assert.ok(decision.ok, `${name}: ${JSON.stringify(decision)}`);
  };
  handle('started', { version: '1' }, begin);
  return { core, handle, busy: (at: number) => busyNow(core.state, rules, at) };
}

test('a point with nobody there is quiet until half an hour before it opens', () => {
  const { busy } = point();
  assert.equal(busy(begin), { busy: [], quietUntil: Date.UTC(2026, 2, 18, 9, 30) });
  const open = Date.UTC(2026, 2, 18, 10, 20);
  assert.equal(busy(open).busy, ['open']);
});

test('a customer, a ring, a booked visit and training are each a reason to wait', () => {
  const { handle, busy, core } = point();
  const slot = begin + 40 * minute;
  handle('bookings', { service: 'tax', day: '2026-03-18', bookings: [{ booking: 'ABCD', slot }] }, begin);
  assert.equal(busy(begin), { busy: [], quietUntil: slot - 30 * minute });
  assert.equal(busy(slot - 30 * minute).busy, ['visit']);
  assert.equal(busy(slot + 59 * minute).busy, ['visit']);
  assert.equal(busy(slot + 60 * minute).busy, []);
  const before = digestOfHeld(core.state);
  handle('check-in', { booking: 'ABCD' }, begin + 30 * minute);
  handle('help', { counter: '1' }, begin + 30 * minute);
  assert.equal(busy(begin + 30 * minute).busy, ['customer', 'ring']);
  assert.is.not(digestOfHeld(core.state), before);
  handle('mode', { mode: 'training' }, begin + 31 * minute);
  assert.ok(busy(begin + 31 * minute).busy.includes('not-live'));
});

test('a point that never opens and expects nobody is quiet with no end', () => {
  const closed: Site = { ...site, services: [{ ...tax, hours: [] }] };
  const core = new ServicePoint(rulesOf(closed));
  core.handle({ name: 'started', args: { version: '1' }, at: begin, channel: 'box' });
  assert.equal(busyNow(core.state, rulesOf(closed), begin), { busy: [], quietUntil: null });
});

function options(changes: object = {}): UpdateRouteOptions {
  const { core } = point();
  return {
    runtime: { state: core.state, rules, journal: { epoch: 'e', last: 7, waiting: 0 } },
    hal: { devices: new Map([['printer', {}]]) },
    site: { now: site },
    link: undefined,
    box: undefined,
    version: '1.2.3',
    stateDir: '/nowhere',
    isReady: () => true,
    time: new VirtualTime(begin),
    ...changes,
  } as unknown as UpdateRouteOptions;
}

test('the updater is told what holds it back on the box itself, and how each device is', () => {
  const view = updateNow(options());
  assert.equal(
    [view.box, view.ready, view.busy, view.broker, view.devices],
    ['test/hub', true, [], null, { printer: 'unknown' }],
  );
  assert.is(updateNow(options({ link: { status: { state: 'offline' } } })).broker, 'offline');
  const { runtime } = options();
  const waiting = { ...runtime, state: runtime.state, rules, journal: { waiting: 3 } };
  assert.equal(quietNow(options({ runtime: waiting })).busy, ['journal']);
  assert.equal(quietNow(options({ box: { clock: { synced: false } } })).busy, ['clock']);
  assert.equal(quietNow(options({ box: { clock: { synced: true } } })).busy, []);
});

test('what is no word of the hub is not taken for one', () => {
  assert.equal(readQuiet(Buffer.from('{"busy":["open"],"quietFor":null}')), {
    busy: ['open'],
    quietFor: null,
  });
  for (const wrong of ['', '[]', '{"busy":"open"}', '{"busy":[],"quietFor":-1}'])
    assert.is(readQuiet(Buffer.from(wrong)), undefined, wrong);
});

test('satellites are told twice a minute and when somebody comes, for how long it is quiet, and of an update', async () => {
  const time = new VirtualTime(begin);
  const told: object[] = [];
  const bus = {
    online: true,
    appliance: 'hub',
    events: new EventEmitter(),
    publish: (topic: string, text: string) => told.push({ topic, ...JSON.parse(text) }),
  };
  const runtime = { events: new EventEmitter() };
  let people: string[] = [];
  let quietUntil: number | null = null;
  let switching = false;
  const teller = new QuietTeller({
    bus,
    satellites: ['room'],
    quiet: () => ({ busy: [...people], quietUntil }),
    switching: () => switching,
    version: '1.2.3',
    people: () => people,
    runtime,
    time,
  } as unknown as ConstructorParameters<typeof QuietTeller>[0]);
  teller.start();
  await time.runTo(begin + 30_000);
  runtime.events.emit('committed');
  people = ['customer'];
  quietUntil = time.now() + minute;
  switching = true;
  runtime.events.emit('committed');
  quietUntil = time.now() - minute;
  bus.events.emit('online');
  bus.online = false;
  bus.events.emit('online');
  teller.stop();
  const topic = 'hub/borrow/room/quiet';
  assert.equal(told, [
    { topic, busy: [], quietFor: null, upTo: '1.2.3' },
    { topic, busy: ['customer', 'update'], quietFor: minute, upTo: '1.2.3' },
    { topic, busy: ['customer', 'update'], quietFor: 0, upTo: '1.2.3' },
  ]);
});

/** Printers that say after so long whether their test ticket came out; nothing without. */
async function printed(
  answers: Readonly<Record<string, { readonly after: number; readonly out: boolean } | undefined>>,
) {
  const time = new VirtualTime(begin);
  const events = new EventEmitter();
  const tell = (data: object) => events.emit('committed', [{ event: { type: 'device.tested', data } }]);
  const runtime = {
    events,
    execute: async ({ args: { device } }: { args: { device: string } }) => {
      const answer = answers[device];
      if (answer)
        time.after(answer.after, 'answer', () => {
          tell({ device: 'lamp', printed: true });
          tell({ device });
          tell({ device, printed: answer.out });
        });
      return { ok: true };
    },
  };
  const kinds = [
    ...Object.keys(answers).map(name => [name, { kind: 'ticket-printer' }]),
    ['lamp', { kind: 'lamp' }],
  ];
  const hal = { devices: new Map(kinds as [string, object][]) };
  const ended = testPrint({ runtime, hal, time } as unknown as Parameters<typeof testPrint>[0]);
  const printers = await time.runUntil(ended);
  return { printers, took: time.now() - begin };
}

test('test tickets of a release: what came out, what did not, and a printer that says nothing holds nobody up', async () => {
  assert.equal(await printed({}), { printers: {}, took: 0 });
  assert.equal(await printed({ lobby: { after: 10, out: true }, upstairs: { after: 2000, out: false } }), {
    printers: { lobby: true, upstairs: false },
    took: 2000,
  });
  const { printers, took } = await printed({ lobby: { after: 10, out: true }, dead: undefined });
  assert.equal([printers, took > 2000], [{ lobby: true }, true]);
});

test.run();
