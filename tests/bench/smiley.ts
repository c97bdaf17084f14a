import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { Appliance } from '../../firmware/appliance';
import { loadSite } from '../../firmware/config/load-site';
import type { VirtualSmileyUnit } from '../../hal/drivers/virtual/smiley-unit';
import { silent } from '../../hal/platform/log';
import { SystemTime } from '../../hal/platform/time';
import { bareFloor } from './bare-floor';
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
  const folder = mkdtempSync(join(tmpdir(), 'tiski-bench-smiley-'));
  writeFileSync(join(folder, 'site.yaml'), siteFile);
  const appliance = new Appliance({
    site: loadSite(join(folder, 'site.yaml')).site,
    stateDir: folder,
    assetsDir: folder,
    time: new SystemTime(),
    log: silent,
    version: 'bench',
    random: Math.random,
  });
  const floor = await bareFloor();
  await appliance.start();
  try {
    const unit = appliance.hal.devices.get('exit-unit') as VirtualSmileyUnit;
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
  } finally {
    await appliance.stop();
    floor.stop();
    rmSync(folder, { recursive: true });
  }
}
