import { connectAsync, type MqttClient } from 'mqtt';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { ConventionSite } from '../support/convention-site';
import { HomieChecker, type HomieMessage } from '../support/homie-checker';
import { watched } from '../support/watched-wire';
import { inTime } from './link-listener';
import { Mosquitto } from './mosquitto';
import { TcpProxy } from './tcp-proxy';

/** Hears everything of Homie as it was published. */
class Controller {
  readonly heard: HomieMessage[] = [];
  readonly #client: MqttClient;
  #look = () => {};

  private constructor(client: MqttClient) {
    this.#client = watched(client);
    client.on('message', (topic, payload, { retain, qos }) => {
      this.heard.push({ topic, payload: payload.toString('utf8'), retain, qos });
      this.#look();
    });
  }

  static async at(url: string): Promise<Controller> {
    const client = await connectAsync(url, { protocolVersion: 5 });
    const controller = new Controller(client);
    await client.subscribeAsync({ 'homie/#': { qos: 2, rap: true }, 'kunta/#': { qos: 2, rap: true } });
    return controller;
  }

  /** Resolves when something is true of what was heard. */
  async settled(what: string, isTrue: () => boolean): Promise<void> {
    await inTime(
      what,
      new Promise<void>(resolve => {
        this.#look = () => {
          if (isTrue()) resolve();
        };
        this.#look();
      }),
    );
  }

  /** Resolves when the checker is content with `isThere`; it is told all that was heard, from the beginning. */
  async until(isThere: (checker: HomieChecker) => boolean, base = device): Promise<HomieChecker> {
    const checker = new HomieChecker(base);
    let told = 0;
    return inTime(
      'Homie message',
      new Promise(resolve => {
        this.#look = () => {
          for (; told < this.heard.length && !isThere(checker); told++) {
            const message = this.heard[told];
            if (message) checker.hear(message);
          }
          if (isThere(checker)) resolve(checker);
        };
        this.#look();
      }),
    );
  }

  states(): string[] {
    return this.heard.filter(({ topic }) => topic === `${device}/$state`).map(({ payload }) => payload);
  }

  end(): Promise<void> {
    return this.#client.endAsync(true);
  }
}

const device = 'homie/5/tiski-lieksa-hub';
const isReady = ({ state }: HomieChecker) => state === 'ready';

const test = suite<{ broker: Mosquitto; site: ConventionSite; controller: Controller }>('Homie 5');

test.before.each(async context => {
  context.broker = await new Mosquitto({ persistent: false }).start();
  context.site = new ConventionSite();
  context.controller = await Controller.at(context.broker.url);
});

test.after.each(async ({ site, controller, broker }) => {
  await controller.end();
  await site.remove();
  await broker.remove();
});

test('the checker has nothing to say about a box that starts, serves and stops', async context => {
  const { site, broker, controller } = context;
  const box = await site.start(`{ url: "${broker.url}", homie: true }`);
  await controller.until(isReady);
  await box.runtime.execute({ name: 'take-ticket', args: { service: 'kela' }, channel: 'page' });
  const served = await controller.until(({ values }) => values.get('service-kela/last') === 'K101');
  assert.is(served.values.get('service-kela/waiting'), '1');
  assert.is(served.values.get('counter-c1/ticket'), '');
  assert.is(served.values.get('ring-room/state'), 'unknown');
  assert.is(served.values.get('place-desk-1/state'), 'away');
  assert.is(served.values.get('box/version'), '1.2.3');
  await site.stop();
  const checker = await controller.until(({ state }) => state === 'disconnected');
  assert.equal(checker.faults, []);
  assert.equal(controller.states(), ['init', 'ready', 'disconnected']);
});

test('who comes later finds a whole device in what the broker keeps', async ({ site, broker }) => {
  await site.start(`{ url: "${broker.url}", homie: kunta }`);
  const base = 'kunta/5/tiski-lieksa-hub';
  const early = await Controller.at(broker.url);
  const first = await early.until(isReady, base);
  const late = await Controller.at(broker.url);
  const whole = first.values.size + 2;
  await late.settled('retained values', () => late.heard.length >= whole);
  const topics = late.heard.map(({ topic }) => topic).sort();
  const expected = [...first.values.keys(), '$description', '$state'].map(path => `${base}/${path}`);
  assert.equal(topics, expected.sort());
  assert.ok(late.heard.every(({ retain }) => retain));
  await early.end();
  await late.end();
});

test('a box that is cut off is lost, by its will, and ready again when it is back', async ({
  site,
  broker,
  controller,
}) => {
  const proxy = await new TcpProxy(() => broker.port).start();
  await site.start(`{ url: "${proxy.url}", homie: true }`);
  await controller.until(isReady);
  proxy.shut();
  await controller.until(({ state }) => state === 'lost');
  proxy.open();
  const seen = controller.heard.length;
  await controller.until(({ state }) => state === 'ready' && controller.heard.length > seen);
  const checker = await controller.until(
    ({ state }) => state === 'ready' && controller.states().filter(state => state === 'ready').length === 2,
  );
  assert.equal(checker.faults, []);
  assert.equal(controller.states(), ['init', 'ready', 'lost', 'init', 'ready']);
  const versions = controller.heard
    .filter(({ topic }) => topic === `${device}/$description`)
    .map(({ payload }) => JSON.parse(payload).version);
  assert.is(versions.length, 2);
  assert.is(versions[0], versions[1], 'nothing changed, so neither did the version');
  await site.stop();
  await proxy.stop();
});

test('another counter is another description with a higher version, and the old one leaves nothing behind', async ({
  site,
  broker,
  controller,
}) => {
  const mqtt = `{ url: "${broker.url}", homie: true }`;
  await site.start(mqtt);
  await controller.until(isReady);
  await site.stop();
  await site.start(mqtt, '{ id: c2, name: { fi: Tiski 2 }, services: [kela] }');
  const checker = await controller.until(
    ({ state, values }) => state === 'ready' && values.has('counter-c2/state'),
  );
  assert.equal(checker.faults, []);
  assert.not(checker.values.has('counter-c1/state'));
});

test('a box that is no Homie device any more takes everything back, its state first', async ({
  site,
  broker,
  controller,
}) => {
  await site.start(`{ url: "${broker.url}", homie: true }`);
  await controller.until(isReady);
  await site.stop();
  await site.start(`{ url: "${broker.url}" }`);
  await controller.settled('empty topics', () => {
    const kept = new Map(controller.heard.map(({ topic, payload }) => [topic, payload]));
    return [...kept.values()].every(payload => payload === '');
  });
  const firstEmpty = controller.heard.find(({ payload }) => payload === '');
  assert.is(firstEmpty?.topic, `${device}/$state`);
});

test.run();
