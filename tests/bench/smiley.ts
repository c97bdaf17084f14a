import { once } from 'node:events';
import { setTimeout as wait } from 'node:timers/promises';
import type { VirtualSmileyUnit } from '../../hal/drivers/virtual/smiley-unit';
import { bareFloor } from './bare-floor';
import { withBox } from './box-in-process';
import { type Row, sampled } from './row';

const presses = 300;
const pace = 20;

const siteFile = `
version: 1
site: bench
appliance: hub
name: { fi: Mittaus }
languages: [fi]
organisations: [{ id: town, name: { fi: Kaupunki } }]
services: [{ id: town, letter: K, organisation: town, name: { fi: Kaupunki } }]
counters: [{ id: c1, name: { fi: Tiski 1 }, services: [town] }]
kiosks: [{ id: lobby }]
smileys: [{ id: exit, device: exit-unit, lockOut: 0.5 }]
devices: { exit-unit: { driver: virtual-smiley-unit } }
http: { port: 0 }
`;

/** The press of a face: through the core and the journal on disk to the light or tone that answers, at most 50 ms (product.md, "Feedback"). */
export async function smileyRows(): Promise<Row[]> {
  const floor = await bareFloor();
  try {
    return await withBox(siteFile, async ({ hal }) => {
      const unit = hal.devices.get('exit-unit') as VirtualSmileyUnit;
      const times: number[] = [];
      const bare: number[] = [];
      for (let n = 0; n < presses + 20; n++) {
        const answered = once(unit.events, 'answered');
        const pressed = performance.now();
        unit.press(1 + (n % 5));
        await answered;
        if (n >= 20) times.push(performance.now() - pressed);
        await wait(pace);
        const least = await floor.measure();
        if (n >= 20) bare.push(least);
        await wait(pace);
      }
      return [
        {
          name: 'press of a smiley face to its answer',
          unit: 'ms',
          value: sampled(times),
          floor: { what: 'write + fdatasync + send', value: sampled(bare) },
          bound: { p99: 50 },
        },
      ];
    });
  } finally {
    floor.stop();
  }
}
