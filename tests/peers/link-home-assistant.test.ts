import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import type { EmbeddedBroker } from '../../simulator/broker/embedded-broker';
import { ConventionSite } from '../support/convention-site';
import * as published from '../support/home-assistant-keys';
import { SteadyTime } from '../support/steady-time';
import { watchedBroker } from '../support/watched-wire';
import { Listener } from './link-listener';

type Fields = Record<string, unknown>;

/** Long names for short ones, as Home Assistant does before it checks. */
function spelt(fields: Fields, short: Readonly<Record<string, string>>): Fields {
  return Object.fromEntries(Object.entries(fields).map(([key, value]) => [short[key] ?? key, value]));
}

function expectKeys(
  what: string,
  fields: Fields,
  allowed: readonly string[],
  required: readonly string[] = [],
) {
  for (const key of Object.keys(fields))
    assert.ok(allowed.includes(key), `${what}: ${key} is no published key`);
  for (const key of required) assert.ok(Object.hasOwn(fields, key), `${what}: ${key} is missing`);
}

const topicAt = (prefix: string) => `${prefix}/device/tiski-lieksa-hub/config`;

const test = suite<{
  broker: EmbeddedBroker;
  site: ConventionSite;
  listener: Listener;
  kept: ReadonlyMap<string, string>;
  until: (isTrue: () => boolean) => Promise<unknown>;
}>('Home Assistant');

test.before.each(async context => {
  context.broker = watchedBroker({ time: new SteadyTime() });
  await context.broker.start();
  context.site = new ConventionSite();
  context.listener = await Listener.at(context.broker.url, { filter: '#' });
  context.kept = context.listener.kept;
  context.until = isTrue => context.listener.until(isTrue);
});

test.after.each(async ({ broker, site, listener }) => {
  await listener.stop();
  await site.remove();
  await broker.stop();
});

test('one message describes the box with the keys that Home Assistant publishes, and nothing else', async ({
  broker,
  site,
  kept,
  until,
}) => {
  await site.start(`{ url: "${broker.url}", homeAssistant: true }`);
  await until(() => kept.has(topicAt('homeassistant')));
  const { abbreviations } = published;
  const message = spelt(JSON.parse(kept.get(topicAt('homeassistant')) ?? ''), abbreviations.message);
  expectKeys('message', message, published.messageKeys, published.requiredMessageKeys);
  const device = spelt(message.device as Fields, abbreviations.device);
  expectKeys('device', device, published.deviceKeys, ['identifiers']);
  expectKeys('origin', spelt(message.origin as Fields, abbreviations.origin), published.originKeys, ['name']);
  const components = Object.entries(message.components as Record<string, Fields>);
  assert.ok(components.length > 8);
  const ids = new Set<unknown>();
  for (const [name, short] of components) {
    const component = spelt(short, abbreviations.component);
    const platform = String(component.platform);
    expectKeys(
      name,
      component,
      published.componentKeys[platform] ?? [],
      published.requiredComponentKeys[platform] ?? ['a known platform'],
    );
    const { device_class: deviceClass, options, unique_id: id } = component;
    const classes = published.deviceClasses[platform] ?? [];
    assert.ok(deviceClass === undefined || classes.includes(String(deviceClass)), `${name}: ${deviceClass}`);
    assert.ok((options === undefined) === (deviceClass !== 'enum'), `${name}: options are for enums`);
    assert.not(ids.has(id), `${id} twice`);
    ids.add(id);
  }
});

test('every entity reads a topic that the box publishes, and a part that is there', async ({
  broker,
  site,
  kept,
  until,
}) => {
  await site.start(`{ url: "${broker.url}", homeAssistant: true }`);
  const health = 'tiski/1/lieksa/hub/health';
  await until(() => kept.has(topicAt('homeassistant')) && kept.has(health));
  await until(() => kept.has('tiski/1/lieksa/hub/event/ring'));
  const config = JSON.parse(kept.get(topicAt('homeassistant')) ?? '');
  for (const [name, component] of Object.entries<Record<string, string>>(config.cmps)) {
    const body = JSON.parse(kept.get(component.state_topic ?? '') ?? 'null');
    assert.ok(body, `${name}: nothing at ${component.state_topic}`);
    for (const template of [component.value_template, component.json_attributes_template])
      for (const [, path = ''] of template?.matchAll(/value_json((?:\.\w+)+)/g) ?? []) {
        const steps = path.slice(1).split('.');
        const text = steps.indexOf('split');
        let at: unknown = body;
        for (const step of text < 0 ? steps : steps.slice(0, text)) at = (at as Fields | undefined)?.[step];
        assert.not.equal(at, undefined, `${name}: ${path} is not in ${component.state_topic}`);
      }
  }
  assert.equal(JSON.parse(kept.get(config.availability_topic) ?? '').state, config.payload_available);
});

test('what was told to Home Assistant is taken back when it is not wanted any more, or at another place', async ({
  broker,
  site,
  kept,
  until,
}) => {
  const told = (prefix: string) => kept.get(topicAt(prefix));
  await site.start(`{ url: "${broker.url}", homeAssistant: true }`);
  await until(() => told('homeassistant') !== undefined);
  await site.stop();
  await site.start(`{ url: "${broker.url}", homeAssistant: house/one }`);
  await until(() => told('homeassistant') === '' && told('house/one') !== undefined);
  await site.stop();
  await site.start(`{ url: "${broker.url}" }`);
  await until(() => told('house/one') === '');
});

test('a box without the setting says nothing to Home Assistant or Homie', async ({
  broker,
  site,
  kept,
  until,
}) => {
  await site.start(`{ url: "${broker.url}" }`);
  await until(() => kept.has('tiski/1/lieksa/hub/health'));
  assert.equal(
    [...kept.keys()].filter(topic => !topic.startsWith('tiski/')),
    [],
  );
});

test.run();
