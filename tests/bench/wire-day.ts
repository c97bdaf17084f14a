import { generate } from 'mqtt-packet';
import { loadSite } from '../../firmware/config/load-site';
import { rulesOf } from '../../firmware/config/rules-of-site';
import { cloudEvent, eventContentType, familyOf } from '../../firmware/link/cloud-event';
import { presentMessages } from '../../firmware/link/present';
import { RetainedState } from '../../firmware/link/retained-state';
import type { Outgoing } from '../../firmware/link/session';
import { Topics } from '../../firmware/link/topics';
import type { Runtime } from '../../firmware/runtime';
import { isPublished } from '../../firmware/servicepoint/publication';
import type { Time } from '../../hal/platform/time';
import { scenarioNamed } from '../../simulator/scenarios/scenarios';
import { simulate } from '../../simulator/simulate';
import { siteFile } from '../../simulator/site-files';
import { type Row, sampled } from './row';

const days = 5;

/** How often the link looks at what changes with time alone, ms; as in `link.ts`. */
const refreshEvery = 15_000;

/** What one appliance sends on a day. */
interface DayOnTheWire {
  events: number;
  states: number;
  /** MQTT 5 PUBLISH packets, whole. */
  eventBytes: number;
  stateBytes: number;
}

/** A simulated week of the joint service point of Mikkeli, and what of it goes over the wire: the packets that the link would send. */
export async function wireRows(): Promise<Row[]> {
  const measured = await measuredDays();
  const all = (pick: (day: DayOnTheWire) => number) => sampled(measured.map(pick));
  return [
    { name: 'wire: events per appliance-day', unit: 'messages', value: all(({ events }) => events) },
    {
      name: 'wire: changes of state per appliance-day',
      unit: 'messages',
      value: all(({ states }) => states),
    },
    {
      name: 'wire: bytes per appliance-day',
      unit: 'bytes',
      value: all(({ eventBytes, stateBytes }) => eventBytes + stateBytes),
      floor: { what: 'the events alone', value: all(({ eventBytes }) => eventBytes) },
      bound: { p99: 300_000 },
    },
  ];
}

async function measuredDays(): Promise<DayOnTheWire[]> {
  const scenario = scenarioNamed('mikkeli-day');
  const { site } = loadSite(siteFile(scenario.site));
  const rules = rulesOf(site);
  const topics = new Topics(site.site, site.appliance);
  const origin = { site: site.site, appliance: site.appliance, epoch: 'mwrqgky1-26zshb' };
  const measured: DayOnTheWire[] = [];
  const today = () => measured.at(-1) ?? { events: 0, states: 0, eventBytes: 0, stateBytes: 0 };
  const retained = new RetainedState();
  const carrier = {
    room: 64,
    publish: (message: Outgoing) => {
      today().states += 1;
      today().stateBytes += bytesOf(message);
    },
  };
  const living = (box: Runtime, time: Time) => {
    const tell = () => {
      const present = {
        state: box.state,
        rules: box.rules,
        devices: Object.keys(site.devices),
        smileys: site.smileys ?? [],
        box: { health: 'ok' as const, warnings: [] },
        version: '1.2.3',
        at: time.now(),
      };
      retained.publish(presentMessages(present, topics), carrier);
    };
    box.events.on('told', tell);
    time.every(refreshEvery, 'state', tell);
  };
  let number = 0;
  await simulate({
    scenario,
    rules,
    seed: 1,
    days,
    see: event => {
      if (!isPublished(event.type)) return;
      number += 1;
      const fact = { sequence: number, published: true, event };
      const payload = JSON.stringify(cloudEvent({ number, fact }, origin, 'synced'));
      const topic = topics.event(familyOf(event));
      today().events += 1;
      today().eventBytes += bytesOf({ topic, payload, retain: false, contentType: eventContentType });
    },
    alongside: async (_opening, { runtime, time }) => {
      if (measured.length === 0) living(runtime as Runtime, time);
      measured.push({ events: 0, states: 0, eventBytes: 0, stateBytes: 0 });
    },
  });
  return measured;
}

function bytesOf({ topic, payload, retain, contentType }: Outgoing): number {
  const packet = {
    cmd: 'publish' as const,
    qos: 1 as const,
    dup: false,
    messageId: 1,
    topic,
    payload,
    retain,
    properties: { contentType, payloadFormatIndicator: true },
  };
  return generate(packet, { protocolVersion: 5 }).length;
}
