import { EventEmitter } from 'node:events';
import { existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { accessIn } from '../../firmware/screens/access/access-folder';
import { RoleTokens } from '../../firmware/screens/access/role-tokens';
import { ServicePoint } from '../../firmware/servicepoint/service-point';
import { type Quiet, quietTopic } from '../../firmware/update/quiet-message';
import { SatelliteUpdates, type SatelliteUpdatesOptions } from '../../firmware/update/satellite-updates';
import { quietNow, type UpdateRouteOptions } from '../../firmware/update/update-route';
import { UpdateSocket } from '../../firmware/update/update-socket';
import { silent } from '../../hal/platform/log';
import { VirtualTime } from '../../simulator/time/virtual-time';
import { rules } from '../property/servicepoint/office';

let stateDir: string;
let errors: object[];
const log = { ...silent, error: (fields: object) => errors.push(fields) };

test.before.each(() => {
  stateDir = mkdtempSync(join(tmpdir(), 'tiski-update-'));
  errors = [];
});
test.after.each(() => rmSync(stateDir, { recursive: true }));

/** What an updater of this machine is answered; nothing when the connection ends without a word. */
function ask(method: string, path: string): Promise<{ status?: number; body?: unknown }> {
  return new Promise(resolve => {
    const socketPath = join(stateDir, 'update.sock');
    request({ socketPath, method, path, agent: false }, response => {
      let text = '';
      response.on('data', data => {
        text += data;
      });
      response.on('end', () => resolve({ status: response.statusCode, body: JSON.parse(text) }));
    })
      .on('error', () => resolve({}))
      .end();
  });
}

test('the updater is answered what it asks and nothing else', async () => {
  let view = (): object => ({ ready: true });
  const socket = new UpdateSocket({ stateDir, view: () => view(), log });
  await socket.start();
  assert.equal(await ask('GET', '/api/update'), { status: 200, body: { ready: true } });
  assert.is((await ask('GET', '/api/health')).status, 404);
  assert.is((await ask('POST', '/api/test-print')).status, 404, 'there are no printers');
  view = () => {
    throw new Error('the journal is closed');
  };
  assert.equal(await ask('GET', '/api/update'), {});
  assert.equal(errors, [{ error: 'the journal is closed' }]);
  await socket.stop();
  assert.not(existsSync(join(stateDir, 'update.sock')));
});

test('a state folder with too long a name keeps no box from serving', async () => {
  const deep = join(stateDir, 'x'.repeat(100));
  mkdirSync(deep);
  const socket = new UpdateSocket({ stateDir: deep, view: () => ({}), log });
  await socket.start();
  assert.is(errors.length, 1);
  assert.match(JSON.stringify(errors), /too long a name/);
  await socket.stop();
});

test('a satellite that hears nothing it understands of its hub lets nothing be restarted', async () => {
  const heard = new Map<string, (message: { readonly payload: Buffer }) => void>();
  const bus = {
    appliance: 'room',
    online: false,
    events: new EventEmitter(),
    publish: () => false,
    subscribe: (topic: string, handler: (message: { readonly payload: Buffer }) => void) => {
      heard.set(topic, handler);
      return () => heard.delete(topic);
    },
  };
  const updates = new SatelliteUpdates({
    site: 'point',
    hub: 'hub',
    bus,
    link: { linked: true },
    hal: { devices: new Map() },
    stateDir,
    version: '1.2.3',
    time: new VirtualTime(),
    log,
  } as unknown as SatelliteUpdatesOptions);
  updates.start();
  while (!existsSync(join(stateDir, 'update.sock'))) await new Promise(setImmediate);
  const says = (message: Quiet | string) =>
    heard.get(quietTopic('hub', 'room'))?.({ payload: Buffer.from(JSON.stringify(message)) });
  const busy = async () => (await ask('GET', '/api/update')).body as { busy: string[]; broker: string };
  says('all quiet');
  assert.equal((await busy()).busy, ['hub']);
  says({ busy: ['ring'], quietFor: null });
  says('all quiet');
  const { busy: told, broker } = await busy();
  assert.equal([told, broker], [['ring'], 'offline']);
  heard.get('room/update/desired')?.({ payload: Buffer.from('no release at all') });
  await updates.stop();
  assert.is(heard.size, 0);
});

test('a technician who came in by a code is a reason to wait, a program with a token of its own is none', async () => {
  const time = new VirtualTime(Date.UTC(2026, 2, 18, 8));
  const { state } = new ServicePoint(rules);
  const runtime = { state, rules, journal: { waiting: 0 } };
  const options = { runtime, box: undefined, stateDir, time } as unknown as UpdateRouteOptions;
  const tokens = new RoleTokens({ folder: accessIn(stateDir), time });
  const isBusy = () => quietNow(options).busy.includes('technician');
  await tokens.add({ role: 'technician' });
  await tokens.add({ role: 'counter', place: '1' }, undefined, 3_600_000);
  assert.not(isBusy());
  await tokens.add({ role: 'technician' }, undefined, 3_600_000);
  assert.ok(isBusy());
  time.advance(3_600_001);
  assert.not(isBusy());
});

test.run();
