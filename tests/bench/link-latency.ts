import { setTimeout as wait } from 'node:timers/promises';
import { connectAsync, type MqttClient } from 'mqtt';
import { SystemTime } from '../../hal/platform/time';
import { EmbeddedBroker } from '../../simulator/broker/embedded-broker';
import { LinkedOffice } from '../peers/link-office';
import { Mosquitto } from '../peers/mosquitto';
import { type Summary, summary } from './statistics';

/**
 * From the commit of an event to its arrival at a subscriber, beside the floor: a bare mqtt.js client that publishes the same
 * bytes through the same broker to the same subscriber. In turns, so that both meet the same machine.
 */
export interface LatencyFigures {
  readonly link: Summary;
  readonly bare: Summary;
}

export async function linkLatency(url: string, rounds = 400): Promise<LatencyFigures> {
  const subscriber = await connectAsync(url);
  const bare = await connectAsync(url, { protocolVersion: 4 });
  const office = new LinkedOffice(url);
  const times = { link: [] as number[], bare: [] as number[] };
  try {
    disableNagle(subscriber);
    disableNagle(bare);
    let committedAt = 0;
    // Registered before the link's own listener, so that the link's work counts.
    office.runtime.events.on('committed', () => {
      committedAt = performance.now();
    });
    await office.start();
    await office.is('online');
    while (office.link.status.behind > 0) await wait(5);
    await subscriber.subscribeAsync(['tiski/1/+/+/event/#', 'bare'], { qos: 1 });
    let payload: Buffer = Buffer.alloc(400);
    for (let round = 0; round < rounds; round++) {
      const arrived = nextMessage(subscriber);
      await office.take();
      const message = await arrived;
      times.link.push(message.at - committedAt);
      payload = message.payload;
      await wait(3);
      const echoed = nextMessage(subscriber);
      const sentAt = performance.now();
      bare.publish('bare', payload, { qos: 1 });
      times.bare.push((await echoed).at - sentAt);
      await wait(3);
    }
  } finally {
    await office.stop();
    await Promise.all([subscriber.endAsync(true), bare.endAsync(true)]);
  }
  return { link: summary(times.link), bare: summary(times.bare) };
}

function nextMessage(client: MqttClient): Promise<{ at: number; payload: Buffer }> {
  return new Promise(resolve =>
    client.once('message', (_topic, payload) => resolve({ at: performance.now(), payload })),
  );
}

function disableNagle({ stream }: MqttClient): void {
  if ('setNoDelay' in stream && typeof stream.setNoDelay === 'function') stream.setNoDelay(true);
}

async function main(): Promise<void> {
  const embedded = new EmbeddedBroker({ port: 0, time: new SystemTime() });
  await embedded.start();
  console.log('embedded broker', await linkLatency(embedded.url));
  await embedded.stop();
  const mosquitto = await new Mosquitto({ persistent: false }).start();
  console.log('mosquitto', await linkLatency(mosquitto.url));
  await mosquitto.remove();
}

if (require.main === module) void main();
