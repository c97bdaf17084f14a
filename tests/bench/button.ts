import { once } from 'node:events';
import { setTimeout as wait } from 'node:timers/promises';
import type { VirtualButton } from '../../hal/drivers/virtual/button';
import { Point } from '../support/point';
import { bareFloor } from './bare-floor';
import { type Row, sampled } from './row';

const presses = 300;
const pace = 50;

/** The press of a ticket button: through the core, the journal on disk and the printer's driver to the first byte at the printer. */
export async function buttonRows(): Promise<Row[]> {
  const point = new Point({
    driver: { profile: 'epson' },
    printer: { speed: Number.POSITIVE_INFINITY, cutTime: 0, paper: 1e9 },
    languages: ['fi'],
  });
  await point.start();
  try {
    const button = point.appliance.hal.devices.get('button') as VirtualButton;
    const times: number[] = [];
    for (let n = 0; n < presses + 20; n++) {
      const byte = once(point.printer.events, 'byte') as Promise<[{ at: number }]>;
      const cut = once(point.printer.events, 'ticket');
      const pressed = performance.now();
      button.press();
      const [{ at }] = await byte;
      if (n >= 20) times.push(at - pressed);
      await cut;
      await wait(pace);
    }
    return [
      {
        name: 'press of a button to first printer byte',
        unit: 'ms',
        value: sampled(times),
        floor: { what: 'write + fdatasync + send', value: sampled(await bareFloor(presses, pace)) },
        bound: { ratio: 3, p99: 25 },
      },
    ];
  } finally {
    await point.stop();
  }
}
