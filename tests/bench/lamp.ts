import { once } from 'node:events';
import { setTimeout as wait } from 'node:timers/promises';
import type { VirtualButton } from '../../hal/drivers/virtual/button';
import type { VirtualLamp } from '../../hal/drivers/virtual/lamp';
import { bareFloor } from './bare-floor';
import { withBox } from './box-in-process';
import { type Row, sampled } from './row';

const rounds = 60;

/** Milliseconds from press to press: less than two lights a second, which is all that the lamps of a site may do, so that none waits for its turn. */
const pace = 650;

const siteText = `
version: 1
site: bench
appliance: hub
name: { fi: Mittaus }
languages: [fi]
organisations: [{ id: town, name: { fi: Kaupunki } }]
services: [{ id: town, letter: K, organisation: town, name: { fi: Kaupunki } }]
counters: [{ id: c1, name: { fi: Tiski 1 }, services: [town], next: next, lamp: lamp }]
kiosks: [{ id: lobby }]
devices: { next: { driver: virtual-button }, lamp: { driver: virtual-lamp } }
http: { port: 0 }
`;

/** The officer's press of "next": through the core and the journal on disk to the light of the counter's lamp. */
export async function lampRows(): Promise<Row[]> {
  const floor = await bareFloor();
  try {
    return await withBox(siteText, async ({ runtime, hal }) => {
      const next = hal.devices.get('next') as VirtualButton;
      const lamp = hal.devices.get('lamp') as VirtualLamp;
      const ask = (name: string, args: object) =>
        runtime.execute({ name, args, channel: 'http', by: 'bench' });
      const times = { lamp: [] as number[], bare: [] as number[] };
      await wait(pace);
      for (let round = 0; round < rounds; round++) {
        await ask('take-ticket', { service: 'town' });
        const lit = once(lamp.events, 'light');
        const pressed = performance.now();
        next.press();
        await lit;
        times.lamp.push(performance.now() - pressed);
        await ask('arrived', { counter: 'c1' });
        await ask('done', { counter: 'c1' });
        times.bare.push(await floor.measure());
        await wait(pace);
      }
      return [
        {
          name: 'press of a button to light of the lamp',
          unit: 'ms',
          value: sampled(times.lamp),
          floor: { what: 'write + fdatasync + send', value: sampled(times.bare) },
          bound: { median: 5 },
        },
      ];
    });
  } finally {
    floor.stop();
  }
}
