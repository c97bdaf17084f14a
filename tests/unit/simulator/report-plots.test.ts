import { test } from 'uvu';
import * as assert from 'uvu/assert';
import type { ServiceEvent } from '../../../firmware/servicepoint/events';
import { parseIntelHex } from '../../../simulator/board/intel-hex';
import { Figures } from '../../../simulator/figures';
import type { FleetReport } from '../../../simulator/fleet/fleet';
import { runFleet } from '../../../simulator/fleet/fleet-command';
import { fleetText, virtualText } from '../../../simulator/fleet/fleet-report';
import type { VirtualFleetReport } from '../../../simulator/fleet/virtual-fleet';
import { fleetText as fleetAtBroker, outsideText } from '../../../simulator/outside-text';
import { endsPlot } from '../../../simulator/report/ends-plot';
import { type DayInHall, QueueCourse } from '../../../simulator/report/queue-course';
import { queuePlot } from '../../../simulator/report/queue-plot';
import { timeLine } from '../../../simulator/report/time-line';
import type { FromOutside } from '../../../simulator/whole-site/whole-site';

/** What a run of the simulation tells its reader, in pictures and in words. */

const hour = 3_600_000;
const midnight = Date.parse('2026-03-04T00:00:00Z');
const at = (time: number) => midnight + time * hour;

function course(...events: object[]): QueueCourse {
  const queue = new QueueCourse();
  queue.see({ type: 'appliance.day-opened', at: at(9), data: { day: '2026-03-04' } } as ServiceEvent);
  for (const event of events) queue.see(event as ServiceEvent);
  return queue;
}

const ticket = (type: string, time: number, number: string) => ({
  type: `ticket.${type}`,
  at: at(time),
  data: { ticket: number },
});

test('who waits, and how numbers end, is counted from what was committed', () => {
  const { days } = course(
    ticket('issued', 9.1, 'A1'),
    ticket('issued', 9.2, 'A2'),
    ticket('issued', 9.3, 'A3'),
    ticket('called', 9.4, 'A1'),
    ticket('served', 9.5, 'A1'),
    ticket('called', 9.6, 'A2'),
    ticket('no-show', 9.7, 'A2'),
    ticket('reinstated', 9.8, 'A2'),
    ticket('cancelled', 9.9, 'A3'),
  );
  const [day] = days;
  assert.equal(
    day?.steps.map(([, waiting]) => waiting),
    [1, 2, 3, 2, 1, 2, 1],
  );
  assert.equal([day?.served, day?.noShows, day?.others], [1, 0, 1]);
});

test('what the box says of devices, itself and calls is kept, but for what it says while it starts', () => {
  const health = { health: 'ok', warnings: [] };
  const device = (time: number, data: object) => ({
    type: 'device.changed',
    at: at(time),
    data: { device: 'printer', ...health, ...data },
  });
  const box = (time: number, data: object) => ({
    type: 'appliance.health-changed',
    at: at(time),
    data: { ...health, ...data },
  });
  const { told } = course(
    device(9.001, { health: 'unknown' }),
    device(10, { health: 'failed', code: 'printer-paper-out' }),
    device(10.5, { warnings: ['printer-paper-low', 'printer-worn'] }),
    device(11, {}),
    box(12, { health: 'failed', code: 'box-disk-full' }),
    box(12.5, { warnings: ['box-hot'] }),
    { type: 'ring.started', at: at(13), data: {} },
  );
  assert.equal(
    told.map(({ of, what, code }) => [of, what, code]),
    [
      ['printer', 'failed', 'printer-paper-out'],
      ['printer', 'warning', 'printer-paper-low, printer-worn'],
      ['printer', 'ok', ''],
      ['box', 'failed', 'box-disk-full'],
      ['box', 'warning', 'box-hot'],
      ['calls', 'ring', undefined],
    ],
  );
});

const span = { from: at(8), to: at(17) };
const written = (time: number) => `${(time - midnight) / hour} h`;

test('the line of troubles shows what was broken, and what the box said of it', () => {
  assert.is(timeLine([], [], span, written).markup, '');
  const courses = [
    { what: 'printer-paper-out' as never, device: 'printer', begins: at(9), ends: at(10) },
    { what: 'broker-away' as never, begins: at(12), ends: Number.POSITIVE_INFINITY },
  ];
  const told = [
    { at: at(7), of: 'printer', what: 'failed' as const },
    { at: at(9.5), of: 'printer', what: 'failed' as const, code: 'printer-paper-out' },
    { at: at(10), of: 'printer', what: 'ok' as const },
    { at: at(11), of: 'lamp', what: 'ok' as const },
    { at: at(12.5), of: 'box', what: 'warning' as const },
  ];
  const { markup } = timeLine(courses, told, span, written);
  assert.is(markup.match(/class="trouble"/g)?.length, 2);
  assert.is(markup.match(/<circle/g)?.length, 3, 'not what came before, nor a device that was never broken');
  assert.match(markup, />printer printer/);
  assert.match(
    markup,
    /9\.5 h printer: failed \(printer-paper-out\)\. 10 h printer: ok\. 12\.5 h box: warning\./,
  );
  const many = Array.from({ length: 15 }, (_, n) => ({
    at: at(9 + n / 3),
    of: 'box',
    what: 'failed' as const,
  }));
  assert.match(timeLine([], many, span, written).markup, / and 3 more\./);
});

const day = (name: string, steps: DayInHall['steps'], ends = [0, 0, 0]): DayInHall => {
  const [served = 0, noShows = 0, others = 0] = ends;
  return { day: name, steps, served, noShows, others };
};

test('the queue of one day is drawn as it was, that of many as mean and most', () => {
  const one = day('2026-03-04', [
    [at(9.5), 1],
    [at(9.6), 2],
    [at(11.2), 0],
  ]);
  const single = queuePlot([one, day('2026-03-05', [])], () => midnight).markup;
  assert.match(single, /class="area"/);
  assert.match(single, /Waiting over the day; at most 2 at once/);
  assert.match(single, />9:00</);
  const many = queuePlot([one, one], () => midnight).markup;
  assert.match(many, /2 days: mean, and most on any day/);
  assert.match(many, /class="most"/);
  assert.not.match(many, /class="area"/);
});

test('names below many columns are shortened; what happens before a day has begun is of no day', () => {
  const figures = new Figures();
  const name = 'a service with a long name';
  for (const service of ['1', '2', '3', '4', '5', '6'])
    figures.see({ type: 'ticket.issued', at: at(9), data: { ticket: service, service } } as ServiceEvent);
  const days = [day('day', [[at(9), 1]], [1, 1, 1])];
  const { markup } = endsPlot(days, figures, id => `${id} ${name}`);
  const label = /middle">(1 a service[^<]*)</.exec(markup)?.[1] ?? '';
  assert.ok(label.length > 0 && label.length <= 14, label);
  const queue = new QueueCourse();
  queue.see(ticket('served', 9.5, 'A1') as ServiceEvent);
  assert.equal(queue.days, []);
});

test('how numbers ended is drawn by service of a day, by day, or by the mean of some days', () => {
  const figures = new Figures();
  for (const [number, service] of [
    ['A1', 'tax'],
    ['B1', 'town'],
    ['B2', 'town'],
  ] as const) {
    figures.see({ type: 'ticket.issued', at: at(9), data: { ticket: number, service } } as ServiceEvent);
    figures.see({ type: 'ticket.served', at: at(10), data: { ticket: number } } as ServiceEvent);
  }
  const lived = (count: number) =>
    Array.from({ length: count }, (_, n) => day(`day-${n}`, [[at(9), 1]], [n, 1, 1]));
  const byService = endsPlot(lived(1), figures, id => `<${id}>`).markup;
  assert.match(byService, /by service/);
  assert.ok(byService.indexOf('town') < byService.indexOf('tax'), 'the busiest first');
  assert.not.match(byService, /<tax>/);
  assert.match(endsPlot(lived(12), figures, String).markup, /by day/);
  assert.match(endsPlot(lived(150), figures, String).markup, /mean of each 3 days/);
});

const fleetReport: FleetReport = {
  appliances: 200,
  pace: 1,
  together: 3,
  seconds: 60,
  events: 1000,
  delay: { p50: 1, p99: 2, max: 3 },
  missing: 0,
  doubled: 0,
  behind: 0,
  appliance: { cores: 0.001, memory: 2 ** 20 },
};

test('a fleet at a broker elsewhere is told of without what only an own broker tells', () => {
  const bytes = { quiet: 1, event: 700, day: 200_000 };
  const broker = { cores: 0.1, memory: 2 ** 25 };
  assert.not.match(fleetText(fleetReport), /broker, |MQTT bytes/);
  const all = fleetText({ ...fleetReport, bytes, broker });
  assert.match(all, /broker, memory +32 MiB, 164 KiB for each/);
  assert.match(all, /MQTT bytes of a busy appliance-day +200 kB/);
});

test('a country is told of with its outage, or without one', async () => {
  let text = '';
  const write = (part: string) => {
    text += part;
  };
  assert.is(await runFleet(['--virtual', '-n', '1000', '--json'], { write }), 0);
  const { outage, ...report } = JSON.parse(text) as VirtualFleetReport;
  assert.is(report.appliances, 1000);
  assert.match(virtualText({ ...report, ...(outage && { outage }) }), /back after it: half, 99 of 100, all/);
  const quiet = virtualText(report);
  assert.match(quiet, /^appliances, all as busy as Mikkeli +1000$/m);
  assert.not.match(quiet, /outage|waited in its box/);
  const figure = (value: number) => ({ value, source: 'N-001' });
  const sized = (outage: number) => ({
    appliances: figure(1000),
    outage: figure(outage),
    capacity: figure(10_000),
  });
  assert.match(fleetAtBroker(sized(10), 1), /1000 boxes \(N-001\) after 10 minutes without their broker/);
  assert.is(fleetAtBroker(sized(0), 1), '');
});

test('a wrong word to a fleet is answered with how it is used', async () => {
  for (const words of [['--appliances', 'many'], ['--nothing'], ['more'], ['--pace', '-1']]) {
    let notes = '';
    let out = '';
    const code = await runFleet(words, { write: part => (out += part) }, { write: part => (notes += part) });
    assert.equal([code, out], [2, ''], words.join(' '));
    assert.match(notes, /usage: tiski fleet/);
  }
});

test('what a centre had of a day is told in words: in order or not, with the proxy or without', () => {
  const event = (sequence: number, came: number) => ({
    topic: 'tiski/1/a/b/event/x',
    at: midnight + came,
    payload: { sequence, type: 'x', time: new Date(midnight).toISOString() },
  });
  const outside = {
    courses: [
      { what: 'broker-away', begins: midnight, ends: midnight + hour },
      { what: 'dark', device: 'lamp', begins: midnight, ends: Number.POSITIVE_INFINITY },
    ],
    attempts: [1],
    byProxy: 0,
    heard: [event(1, 0), event(2, 120_000)],
    devices: new Map(),
  } as unknown as FromOutside;
  const told = [
    { at: midnight, of: 'lamp', what: 'failed' as const, code: 'lamp-gone' },
    { at: midnight, of: 'box', what: 'ok' as const },
    { at: midnight, of: 'calls', what: 'ring' as const },
  ];
  const text = outsideText(outside, told, 'UTC');
  assert.match(text, /^broker-away: from 2026-03-04 00:00:00 until 2026-03-04 01:00:00$/m);
  assert.match(text, /^lamp dark: from .* all the time$/m);
  assert.match(text, /the box says: lamp failed \(lamp-gone\)$/m);
  assert.match(text, /the box says: box ok$/m);
  assert.not.match(text, /ring/);
  assert.match(text, /had 2 events, each once and in order; the last to come was 2\.0 min old/);
  assert.match(text, /asked for 1 connection; nobody/);
  const doubled = {
    ...outside,
    heard: [event(1, 0), event(1, 0)],
    byProxy: 2,
    attempts: [1, 2],
  } as FromOutside;
  const other = outsideText(doubled, [], 'UTC');
  assert.match(other, /NOT each once and in order/);
  assert.match(other, /2 connections, 2 by the proxy/);
});

test('an image for a board that is broken is named by its line', () => {
  const words = parseIntelHex(':0400000001020304F2\n:00000001FF\n');
  assert.equal([...words.subarray(0, 2)], [0x0201, 0x0403]);
  for (const [text, line] of [
    ['0400000001020304F2', 1],
    [':00000001FF\n:0400000001020304F3', 2],
    [':04000000010203F2', 1],
    [':00000002FE', 1],
  ] as const)
    assert.throws(() => parseIntelHex(text), new RegExp(`line ${line} of the image`), text);
});

test.run();
