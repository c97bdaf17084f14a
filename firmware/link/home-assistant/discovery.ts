import type { Site, SiteText } from '../../config/site';
import { eventSchemas } from '../../servicepoint/events';
import { nameIn } from '../../texts/name-in';
import { usualLanguage } from '../../texts/usual-language';
import { clientIdOf, type Topics } from '../topics';

/** One entity, before it has its id: keys of Home Assistant's MQTT integration, `p` for its platform. */
interface Component {
  readonly p: 'binary_sensor' | 'sensor' | 'event';
  readonly name: string;
  readonly state_topic: string;
  readonly value_template: string;
  readonly [key: string]: unknown;
}

/** What Home Assistant subscribes to by itself, unless its prefix was changed. */
export const usualPrefix = 'homeassistant';

/** Three-valued, as the box tells it: what is not known to work is unknown there too. */
const problem = (path: string) => `{{ {'ok': 'OFF', 'failed': 'ON'}.get(value_json.${path}, 'None') }}`;

const unknownIsNone = "{{ 'None' if value_json.state == 'unknown' else value_json.state }}";

/** Facts about rings, as the part of an event's type that Home Assistant triggers by. */
const ringFacts = Object.keys(eventSchemas)
  .filter(type => type.startsWith('ring.'))
  .map(type => type.slice('ring.'.length));

/**
 * The device discovery message of Home Assistant (2024.11 and later): one retained message describes the box and all that it tells. It
 * points to the topics that the box publishes anyway; nothing else is published for it.
 */
export function discovery(
  { site, appliance, name, languages, ...described }: Site,
  topics: Topics,
  version: string,
  prefix: string = usualPrefix,
): { readonly topic: string; readonly body: object } {
  const id = clientIdOf(site, appliance);
  const say = (text: SiteText) => nameIn(text, usualLanguage({ languages }), languages);
  const components = [
    ...health(topics, Object.keys(described.devices)),
    ...described.services.flatMap(service => [...queue(topics, service.id, say(service.name))]),
    ...described.counters.map(counter => {
      const topic = topics.state('counter', counter.id);
      return chosen(topic, say(counter.name), ['idle', 'called', 'serving']);
    }),
    ...described.rings.flatMap(({ id }) => [...ring(topics.state('ring', id), id)]),
    ...(described.places ?? []).map(place =>
      chosen(topics.state('place', place.id), say(place.name), ['available', 'busy', 'away']),
    ),
    ...(described.smileys ?? []).map(({ id }) =>
      chosen(topics.state('smiley-unit', id), `Smileys ${id}`, ['collecting', 'off'], unknownIsNone),
    ),
    ...(described.rings.length > 0 ? [ringing(topics.event('ring'))] : []),
  ];
  return {
    topic: `${prefix}/device/${id}/config`,
    body: {
      dev: { ids: [id], name: say(name), mf: 'Tiski', mdl: 'Service point appliance', sw: version },
      o: { name: 'Tiski', sw: version },
      availability_topic: topics.status,
      availability_template: '{{ value_json.state }}',
      payload_available: 'online',
      payload_not_available: 'offline',
      qos: 1,
      cmps: Object.fromEntries(
        components.map((component, index) => {
          const key = keyOf(component, topics, components.slice(0, index));
          return [key, { ...component, unique_id: `${id}-${key}` }];
        }),
      ),
    },
  };
}

/** From the topic, so that it stays the same when others come and go; counted on where a topic has several. */
function keyOf({ state_topic }: Component, { base }: Topics, before: readonly Component[]): string {
  const key = state_topic.slice(base.length + 1).replaceAll('/', '-');
  const same = before.filter(other => other.state_topic === state_topic).length;
  return same === 0 ? key : `${key}-${same + 1}`;
}

function* health(topics: Topics, devices: readonly string[]): Generator<Component> {
  const about = (name: string, topic: string, path: string, detail: string): Component => ({
    p: 'binary_sensor',
    name,
    device_class: 'problem',
    entity_category: 'diagnostic',
    state_topic: topic,
    value_template: problem(path),
    json_attributes_topic: topic,
    json_attributes_template: `{{ ${detail} | tojson }}`,
  });
  yield about('Box', topics.health, 'box.health', 'value_json.box');
  for (const device of devices) yield about(device, topics.state('device', device), 'health', 'value_json');
}

function* queue(topics: Topics, service: string, name: string): Generator<Component> {
  const state_topic = topics.state('service', service);
  const count = (what: string, value_template: string): Component => ({
    p: 'sensor',
    name: `${name}: ${what}`,
    state_class: 'measurement',
    icon: 'mdi:human-queue',
    state_topic,
    value_template,
  });
  yield count('waiting', '{{ value_json.waiting }}');
  yield count('people', '{{ value_json.people }}');
  yield {
    p: 'binary_sensor',
    name: `${name}: open`,
    state_topic,
    value_template: "{{ 'ON' if value_json.open else 'OFF' }}",
  };
}

function chosen(
  state_topic: string,
  name: string,
  options: readonly string[],
  value_template = '{{ value_json.state }}',
): Component {
  return { p: 'sensor', name, device_class: 'enum', options, state_topic, value_template };
}

function* ring(state_topic: string, id: string): Generator<Component> {
  yield {
    p: 'binary_sensor',
    name: `Ring ${id}`,
    device_class: 'sound',
    state_topic,
    value_template:
      "{{ {'idle': 'OFF', 'ringing': 'ON', 'acknowledged': 'ON'}.get(value_json.state, 'None') }}",
    json_attributes_topic: state_topic,
  };
  yield {
    p: 'binary_sensor',
    name: `Ring ${id}: nobody goes yet`,
    state_topic,
    value_template:
      "{{ {'idle': 'OFF', 'ringing': 'ON', 'acknowledged': 'OFF'}.get(value_json.state, 'None') }}",
  };
}

/** An event entity needs `event_type`; the rest becomes its attributes. */
function ringing(state_topic: string): Component {
  return {
    p: 'event',
    name: 'Rings',
    event_types: ringFacts,
    state_topic,
    value_template:
      "{{ {'event_type': value_json.type.split('.')[3], 'subject': value_json.subject, 'mode': value_json.mode} | tojson }}",
  };
}
