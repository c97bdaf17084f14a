import { EventEmitter } from 'node:events';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { SatelliteBoxes } from '../../../firmware/health/satellite-boxes';
import { silent } from '../../../hal/platform/log';

interface Status {
  readonly health: string;
  readonly code?: string;
}

function hub() {
  const recorded: { satellite: string; health: string; code?: string; warnings: string[] }[] = [];
  const heard: ((message: { payload: Buffer }) => void)[] = [];
  const lamp = {
    status: { health: 'unknown', code: 'device-not-started' } as Status,
    events: new EventEmitter(),
  };
  const boxes = new SatelliteBoxes({
    satellites: new Map([['room', [lamp]]]),
    bus: {
      subscribe: (_: string, take: (message: { payload: Buffer }) => void) => {
        heard.push(take);
        return () => heard.splice(heard.indexOf(take), 1);
      },
    },
    runtime: { record: async ({ args }: { args: (typeof recorded)[number] }) => recorded.push(args) },
    log: silent,
    onReadings: () => {},
  } as unknown as ConstructorParameters<typeof SatelliteBoxes>[0]);
  boxes.start();
  return {
    boxes,
    heard,
    told: () => {
      const { satellite: _, ...last } = recorded.at(-1) ?? {};
      return last;
    },
    say: (report: object | string) => {
      const payload = Buffer.from(typeof report === 'string' ? report : JSON.stringify(report));
      for (const take of heard) take({ payload });
    },
    link: (status: Status) => {
      lamp.status = status;
      lamp.events.emit('status', status);
    },
  };
}

const report = {
  run: 'r1',
  version: '1.2.3',
  health: 'failed',
  code: 'disk-full',
  warnings: [],
  readings: { load: 1 },
};
const lost = { health: 'unknown', code: 'satellite-lost', warnings: [] };

test('how a satellite is, is known while its link stands, from what it said since', () => {
  const { told, say, link, boxes, heard } = hub();
  assert.equal([told(), boxes.detailOf('room')], [lost, {}]);
  link({ health: 'ok' });
  assert.equal(told(), { health: 'unknown', code: 'device-not-started', warnings: [] });
  say(report);
  assert.equal(told(), { health: 'failed', code: 'disk-full', warnings: [] });
  assert.equal(boxes.detailOf('room'), { version: '1.2.3', readings: { load: 1 } });
  link({ health: 'unknown', code: 'satellite-lost' });
  assert.equal([told(), boxes.detailOf('room')], [lost, {}]);
  link({ health: 'ok' });
  const silentYet = { health: 'unknown', code: 'device-not-started', warnings: [] };
  assert.equal(told(), silentYet, 'what it said before says nothing of now');
  boxes.stop();
  assert.equal([heard.length, boxes.detailOf('stranger')], [0, {}]);
});

test('what a newer satellite says beyond this hub’s words is left out, and what is no report changes nothing', () => {
  const { told, say, link, boxes } = hub();
  link({ health: 'ok' });
  const warnings = ['from-tomorrow', ...Array.from({ length: 9 }, () => 'disk-full')];
  say({ ...report, code: 'from-tomorrow', version: 'next week', warnings });
  assert.equal(told(), { health: 'failed', warnings: Array.from({ length: 8 }, () => 'disk-full') });
  assert.equal(boxes.detailOf('room'), { readings: { load: 1 } });
  say({ ...report, health: 'ok', code: undefined });
  for (const wrong of ['', '{', '[]', '{"run":7}']) say(wrong);
  assert.equal(told(), { health: 'ok', warnings: [] });
});

test.run();
