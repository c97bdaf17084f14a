import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { Appliance } from '../../firmware/appliance';
import { snapshot } from '../../firmware/servicepoint/snapshot';
import { silent } from '../../hal/platform/log';
import { OfficeTime, wholeSite } from '../support/configured-box';
import { badCommand } from '../support/remote/bad-commands';
import { badConfiguration } from '../support/remote/bad-configurations';
import { Listener } from './link-listener';
import { Mosquitto } from './mosquitto';

const base = 'tiski/1/whole/hub';

interface Report {
  readonly revision: string | null;
  readonly state: string;
  readonly active: string | null;
  readonly problems: readonly { readonly code: string; readonly path: string }[];
}

class Box {
  readonly folder = mkdtempSync(join(tmpdir(), 'tiski-wire-'));
  readonly broker: Mosquitto;
  readonly central: Listener;
  appliance!: Appliance;
  http = '';

  private constructor(broker: Mosquitto, central: Listener) {
    this.broker = broker;
    this.central = central;
  }

  static async make(): Promise<Box> {
    const broker = await new Mosquitto({ persistent: false, unlimited: true }).start();
    return new Box(broker, await Listener.at(broker.url, { protocol: 5 }));
  }

  async start(): Promise<void> {
    mkdirSync(join(this.folder, 'assets'), { recursive: true });
    this.appliance = new Appliance({
      site: { ...wholeSite, http: { host: '127.0.0.1', port: 0 }, mqtt: { url: this.broker.url } },
      stateDir: join(this.folder, 'state'),
      assetsDir: join(this.folder, 'assets'),
      time: new OfficeTime(),
      log: silent,
      version: '1.2.3',
      random: () => 0.05,
    });
    this.http = (await this.appliance.start()).http;
  }

  async remove(): Promise<void> {
    await this.appliance.stop();
    await this.central.stop();
    await this.broker.remove();
    rmSync(this.folder, { recursive: true });
  }

  desire(revision: string, settings: object): Promise<unknown> {
    return this.publish('config/desired', JSON.stringify({ version: 1, revision, settings }), true);
  }

  publish(topic: string, payload: string | Buffer, retain = false): Promise<unknown> {
    return this.central.client.publishAsync(`${base}/${topic}`, payload, { qos: 1, retain });
  }

  /** Resolves with the newest report once it is about this. */
  reported(holds: (report: Report) => boolean): Promise<Report> {
    return this.central.until(() => {
      const last = this.central.on(`${base}/config/reported`).at(-1) as Report | undefined;
      return last && holds(last) ? last : undefined;
    });
  }

  isInForce(revision: string | null): Promise<Report> {
    return this.reported(({ active, state }) => active === revision && state === 'accepted');
  }

  async get<T>(path: string): Promise<T> {
    return (await (await fetch(`${this.http}${path}`)).json()) as T;
  }

  async command(id: string, name: string, args: object, by: string): Promise<Record<string, unknown>> {
    await this.publish(`command/${name}`, JSON.stringify({ id, by, args }));
    return this.central.first(`${base}/reply/${id}`);
  }

  /** What is true, but for counts of facts and refusals. */
  get truth(): string {
    const {
      facts: _,
      devices: __,
      configuration,
      ...state
    } = JSON.parse(snapshot(this.appliance.runtime.state));
    return JSON.stringify({ ...state, configuration: { ...configuration, refused: undefined } });
  }
}

const test = suite<{ box: Box }>('configuration over MQTT');
test.before.each(async context => {
  context.box = await Box.make();
});
test.after.each(({ box }) => box.remove());

test('what was desired before the box came is in force when it has come, and after a restart without a broker', async ({
  box,
}) => {
  await box.desire('autumn', { noShow: { waitSeconds: 77 } });
  await box.start();
  await box.isInForce('autumn');
  assert.is(box.appliance.runtime.rules.noShow?.waitSeconds, 77);
  await box.appliance.stop();
  await box.broker.stop();
  await box.start();
  assert.is(box.appliance.runtime.rules.noShow?.waitSeconds, 77);
});

test('pages, questions and present states follow at once, and the change is an event', async ({ box }) => {
  await box.start();
  const name = { fi: 'Ikkuna 9', sv: 'Lucka 9', en: 'Window 9' };
  const closed = { exceptions: [{ date: '2025-01-01', until: '2025-12-31' }] };
  await box.central.until(() => box.central.on(`${base}/state/service/benefits`).at(-1)?.open === true);
  await box.desire('new', {
    counters: { c1: { name } },
    services: { benefits: closed },
    smileys: { door: { question: 'ces' } },
    feedback: { collect: 'off' },
  });
  await box.isInForce('new');
  await box.central.until(() => box.central.on(`${base}/state/service/benefits`).at(-1)?.open === false);
  const { counters } = await box.get<{ counters: { name: object }[] }>('/api/state');
  assert.equal(counters[0]?.name, name);
  assert.is((await box.get<{ set: unknown }>('/api/feedback/questions')).set, null);
  const fact = await box.central.until(() =>
    box.central.on(`${base}/event/appliance`).find(({ type }) => type === 'fi.tiski.appliance.configured.v1'),
  );
  assert.equal((fact.data as { configuration: { revision: string } }).configuration.revision, 'new');
});

test('a refusal says why in reported, and central goes back with a command that is answered', async ({
  box,
}) => {
  await box.start();
  await box.desire('one', { noShow: { waitSeconds: 60 } });
  await box.isInForce('one');
  await box.desire('two', { noShow: { waitSeconds: 90 } });
  await box.isInForce('two');
  await box.desire('three', { noShow: { waitSeconds: 1 }, devices: {} });
  const { problems, active } = await box.reported(({ revision }) => revision === 'three');
  assert.equal(
    [active, ...problems.map(({ path }) => path)],
    ['two', '/settings/devices', '/settings/noShow/waitSeconds'],
  );
  assert.is((await box.command('r1', 'restore-config', {}, 'counter/c1')).code, 'not-allowed');
  const reply = await box.command('r2', 'restore-config', {}, 'central');
  assert.equal([reply.ok, reply.result], [true, { active: 'one' }]);
  await box.isInForce('one');
  assert.is(box.appliance.runtime.rules.noShow?.waitSeconds, 60);
  await box.publish('config/desired', '', true);
  await box.isInForce(null);
});

test('thousands of bad messages through a real broker: nothing changes, and the next good one is answered', async ({
  box,
}) => {
  await box.start();
  await box.desire('third', { noShow: { waitSeconds: 60 } });
  await box.isInForce('third');
  const { truth } = box;
  const commands = fc
    .sample(badCommand, 3_000)
    .filter(({ stale, why }) => !stale && why !== 'replayed' && why !== 'unauthorised');
  const configurations = fc.sample(badConfiguration, 300);
  // Here there is something to go back to.
  const isTopic = (name: string) => /^[ -~]+$/.test(name) && !/[+#/]/.test(name) && name !== 'restore-config';
  await Promise.all([
    ...commands
      .filter(({ name }) => isTopic(name))
      .map(({ name, payload }) => box.publish(`command/${name}`, payload)),
    ...configurations
      // Nothing at all is no bad message: it means back to the site file.
      .filter(({ why, payload }) => why !== 'replayed' && payload.length > 0)
      .map(({ payload }) => box.publish('config/desired', payload)),
  ]);
  const reply = await box.command('good', 'take-ticket', { service: 'advice' }, 'customer');
  assert.ok(reply.ok);
  const replies = () => box.central.heard.filter(({ topic }) => topic.includes('/reply/'));
  await box.central.until(() => (replies().length > 1_000 ? true : undefined));
  await box.command('undo', 'cancel', { ticket: (reply.result as { ticket: string }).ticket }, 'advisor');
  await box.desire('fourth', { noShow: { waitSeconds: 61 } });
  await box.isInForce('fourth');
  await box.command('back', 'restore-config', {}, 'central');
  await box.isInForce('third');
  assert.is(box.appliance.runtime.rules.noShow?.waitSeconds, 60);
  const { tickets, ringing, presence, mode } = JSON.parse(box.truth);
  const before = JSON.parse(truth);
  assert.equal([tickets.length, ringing, presence, mode], [1, before.ringing, before.presence, before.mode]);
});

test.run();
