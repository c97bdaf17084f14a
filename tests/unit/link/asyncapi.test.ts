import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { asyncApi } from '../../../firmware/link/asyncapi';
import { commandSchemas } from '../../../firmware/servicepoint/commands';
import { type EventType, eventSchemas } from '../../../firmware/servicepoint/events';
import { isPublished } from '../../../firmware/servicepoint/publication';

const document = asyncApi('1.0.0');
const base = 'tiski/1/{site}/{appliance}';
const channels = Object.entries(document.channels);

test('every event that leaves the box stands in the document with its type', () => {
  const types = (Object.keys(eventSchemas) as EventType[]).filter(isPublished);
  const named = channels.flatMap(([, { messages }]) => Object.keys(messages));
  assert.equal(
    named.filter(name => name.startsWith('event-')).sort(),
    types.map(type => `event-${type.replace('.', '-')}`).sort(),
  );
});

test('every command has a channel that says its arguments', () => {
  for (const name of Object.keys(commandSchemas)) {
    const channel = document.channels[`command-${name}`];
    assert.is(channel?.address, `${base}/command/${name}`);
    const message = document.components.messages[`command-${name}`];
    assert.equal(Object.keys(message?.payload.properties ?? {}), ['id', 'by', 'args']);
  }
});

test('addresses are those of the contract, and every parameter in them is explained', () => {
  for (const [name, { address, parameters }] of channels) {
    assert.ok(address.startsWith(`${base}/`), name);
    assert.equal(
      [...address.matchAll(/\{(\w+)\}/g)].map(([, parameter]) => parameter).sort(),
      Object.keys(parameters).sort(),
    );
  }
});

test('every reference leads somewhere', () => {
  const text = JSON.stringify(document);
  for (const [, reference] of text.matchAll(/"\$ref":"#\/([^"]+)"/g)) {
    let at: unknown = document;
    for (const step of (reference ?? '').split('/')) at = (at as Record<string, unknown>)[step];
    assert.ok(at, reference);
  }
});

test('only what is a present state, or a desired one, is retained', () => {
  const retained =
    /^(send-(status|health|state-|config-reported|lend-report|lend-box|borrow-show|update-reported|acceptance)|receive-(config|update)-desired)/;
  for (const [name, { bindings }] of Object.entries(document.operations)) {
    assert.is(bindings.mqtt.qos, /-(beat|quiet)$/.test(name) ? 0 : 1, name);
    assert.is(bindings.mqtt.retain, retained.test(name), name);
  }
});

test.run();
