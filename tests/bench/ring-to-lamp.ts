import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import type { Device } from '../../hal/device';
import { VirtualLamp } from '../../hal/drivers/virtual/lamp';
import { SystemTime } from '../../hal/platform/time';
import { SimulatedCodec } from '../../simulator/codec';
import type { BareWebSocket } from './bare-websocket';
import { withBox } from './box-in-process';
import { type Row, sampled } from './row';

const rounds = 120;

/** Milliseconds from ring to ring: less than two lights a second, which is all that the lamps of a site may do, so that none waits for its turn. */
const pace = 650;

const siteText = (unit: string, passwordFile: string) => `
version: 1
site: bench
appliance: hub
name: { fi: Mikkelin palvelupiste }
languages: [fi]
organisations: [{ id: vero, name: { fi: Verohallinto } }]
services: [{ id: tax, letter: V, organisation: vero, name: { fi: Verotus } }]
counters: [{ id: counter-1, name: { fi: Tiski 1 }, services: [tax] }]
kiosks: [{ id: lobby }]
rings: [{ id: room, source: unit, lamps: [lamp] }]
devices:
  unit: { driver: xapi-ring, url: "${unit}", username: admin, passwordFile: ${passwordFile} }
  lamp: { driver: virtual-lamp }
http: { port: 0 }
`;

/** One box: from the ring of the video unit, through the journal on disk, to the light at the wire of the lamp. */
export async function ringToLampRow(bare: BareWebSocket): Promise<Row> {
  const folder = mkdtempSync(join(tmpdir(), 'tiski-ring-bench-'));
  const codec = new SimulatedCodec({ time: new SystemTime(), ssh: false });
  await codec.start();
  const passwordFile = join(folder, 'password');
  writeFileSync(passwordFile, 'secret');
  try {
    return await withBox(siteText(codec.url, passwordFile), async ({ hal }) => {
      const lamp = hal.devices.get('lamp');
      const unit = hal.devices.get('unit');
      if (!(lamp instanceof VirtualLamp) || !unit) throw new Error('no lamp');
      await isWell(unit);
      await dark(lamp);
      await wait(2000);
      const times = { lamp: [] as number[], bare: [] as number[] };
      for (let round = 0; round < rounds; round++) {
        const next = performance.now() + pace;
        const lit = once(lamp.events, 'light');
        const rang = performance.now();
        const id = codec.ring({ from: 'sip:office@example.org', name: 'The office' });
        await lit;
        times.lamp.push(performance.now() - rang);
        codec.hangUp(id);
        await dark(lamp);
        times.bare.push(await bare.measure());
        await wait(Math.max(0, next - performance.now()));
      }
      return {
        name: 'ring to light of the lamp on one box',
        unit: 'ms',
        value: sampled(times.lamp),
        floor: { what: 'bare WebSocket message', value: sampled(times.bare) },
        bound: { median: 20, p99: 50 },
      };
    });
  } finally {
    await codec.stop();
    rmSync(folder, { recursive: true });
  }
}

async function isWell({ status, events }: Device): Promise<void> {
  if (status.health === 'ok') return;
  await new Promise<void>(resolve => {
    const look = (now: { health: string }) => {
      if (now.health !== 'ok') return;
      events.off('status', look);
      resolve();
    };
    events.on('status', look);
  });
}

async function dark(lamp: VirtualLamp): Promise<void> {
  while (lamp.light !== 'off' || lamp.sign !== 'off') await wait(5);
}
