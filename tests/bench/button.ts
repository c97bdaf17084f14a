import { once } from 'node:events';
import { setTimeout as wait } from 'node:timers/promises';
import { queueOf } from '../../firmware/servicepoint/state';
import type { VirtualButton } from '../../hal/drivers/virtual/button';
import { SystemTime } from '../../hal/platform/time';
import { Point } from '../support/point';
import { bareFloor } from './bare-floor';
import { type Row, sampled } from './row';

const presses = 300;

/** Customers come one by one: caches are cold in between. ms */
const pace = 50;

/** Customers who wait, as on a busy morning: an officer calls whoever is too many. */
const waiting = 10;

/** Presses before the first that counts. */
const warmUp = 20;

/** The press of a ticket button: through the core, the journal on disk and the printer's driver to the first byte at the printer. */
export async function buttonRows(): Promise<Row[]> {
  const point = new Point({
    driver: { profile: 'epson' },
    printer: { speed: Number.POSITIVE_INFINITY, cutTime: 0, paper: 1e9 },
    languages: ['fi'],
    time: new SystemTime(),
  });
  const floor = await bareFloor();
  await point.start();
  try {
    const { hal, runtime } = point.appliance;
    const button = hal.devices.get('button') as VirtualButton;
    const officer = hal.devices.get('next') as VirtualButton;
    const times = { press: [] as number[], bare: [] as number[] };
    for (let n = 0; n < presses + warmUp; n++) {
      const byte = once(point.printer.events, 'byte') as Promise<[{ at: number }]>;
      const cut = once(point.printer.events, 'ticket');
      const pressed = performance.now();
      button.press();
      const [{ at }] = await byte;
      await cut;
      if (queueOf(runtime.state, 'tax').length > waiting) officer.press();
      await wait(pace);
      const bare = await floor.measure();
      await wait(pace);
      if (n < warmUp) continue;
      times.press.push(at - pressed);
      times.bare.push(bare);
    }
    return [
      {
        name: 'press of a button to first printer byte',
        unit: 'ms',
        value: sampled(times.press),
        floor: { what: 'write + fdatasync + send', value: sampled(times.bare) },
        bound: { ratio: 2, p99: 10 },
      },
    ];
  } finally {
    await point.stop();
    floor.stop();
  }
}
