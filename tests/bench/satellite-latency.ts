import { setTimeout as wait } from 'node:timers/promises';
import { connectAsync, type MqttClient } from 'mqtt';
import type { Button } from '../../hal/button';
import type { VirtualLamp } from '../../hal/drivers/virtual/lamp';
import type { Lamp, LampSign } from '../../hal/lamp';
import { SystemTime } from '../../hal/platform/time';
import { Mosquitto } from '../peers/mosquitto';
import { SatelliteBench } from '../support/satellite-bench';
import { type Row, sampled } from './row';

const rounds = 200;

/** From a hand or a ring on one box to what the other does about it, beside a bare message of the same length through the same broker. */
export async function satelliteRows(): Promise<Row[]> {
  const mosquitto = await new Mosquitto({ persistent: false }).start();
  const bench = await new SatelliteBench(mosquitto.url, new SystemTime()).start();
  const [sender, receiver] = [await connectAsync(mosquitto.url), await connectAsync(mosquitto.url)];
  try {
    disableNagle(sender);
    disableNagle(receiver);
    await receiver.subscribeAsync('bare', { qos: 1 });
    bench.reportAtHub({ state: 'alive' });
    const next = bench.hub.hal.devices.get('next') as Button;
    const farLamp = bench.hub.hal.devices.get('ring-lamp') as Lamp;
    await wait(200);
    const times = { press: [], sign: [], ringHere: [], ringThere: [], bare: [] } as Record<string, number[]>;
    for (let round = 0; round < rounds; round++) {
      const call = String(round);
      times.bare?.push(
        await timed(bare(receiver), () => sender.publish('bare', 'x'.repeat(160), { qos: 1 })),
      );
      times.press?.push(await timed(pressed(next), () => bench.button('next').press()));
      times.sign?.push(await timed(shown(bench.lamp('ring-lamp'), 'on'), () => farLamp.show('on')));
      await timed(shown(bench.lamp('ring-lamp'), 'off'), () => farLamp.show('off'));
      times.ringHere?.push(
        await timed(shown(bench.hubLamp, 'ring'), () => bench.report({ state: 'ringing', call })),
      );
      await timed(shown(bench.hubLamp, 'off'), () => bench.report({ state: 'answered', call }));
      times.ringThere?.push(
        await timed(shown(bench.lamp('ring-lamp'), 'ring'), () =>
          bench.reportAtHub({ state: 'ringing', call }),
        ),
      );
      await timed(shown(bench.lamp('ring-lamp'), 'off'), () =>
        bench.reportAtHub({ state: 'answered', call }),
      );
    }
    const row = (name: string, samples: readonly number[] = [], p99: number): Row => ({
      name,
      unit: 'ms',
      value: sampled(samples),
      floor: { what: 'bare MQTT message', value: sampled(times.bare ?? []) },
      bound: { p99 },
    });
    return [
      row('press on a satellite to the hub', times.press, 50),
      row('sign from the hub to a lamp of a satellite', times.sign, 50),
      row('ring on a satellite to a lamp of the hub', times.ringHere, 150),
      row('ring on the hub to a lamp of a satellite', times.ringThere, 150),
    ];
  } finally {
    await Promise.all([sender.endAsync(true), receiver.endAsync(true)]);
    await bench.stop();
    await mosquitto.remove();
  }
}

async function timed(arrived: Promise<unknown>, send: () => void): Promise<number> {
  const sent = performance.now();
  send();
  await arrived;
  const took = performance.now() - sent;
  await wait(3);
  return took;
}

const bare = (client: MqttClient) => new Promise(resolve => client.once('message', resolve));
const pressed = (button: Button) => new Promise(resolve => button.events.once('gesture', resolve));

function shown(lamp: VirtualLamp, wanted: LampSign): Promise<void> {
  return new Promise(resolve => {
    const look = (sign: LampSign) => {
      if (sign !== wanted) return;
      lamp.events.off('shown', look);
      resolve();
    };
    lamp.events.on('shown', look);
  });
}

function disableNagle({ stream }: MqttClient): void {
  if ('setNoDelay' in stream && typeof stream.setNoDelay === 'function') stream.setNoDelay(true);
}
