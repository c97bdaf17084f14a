import { setTimeout as wait } from 'node:timers/promises';
import { defaultLimits } from '../../hal/drivers/xapi/limits';
import { SystemTime } from '../../hal/platform/time';
import { wires, withCodec } from '../support/codec-bench';
import { bareWebSocket } from './bare-websocket';
import { ringToLampRow } from './ring-to-lamp';
import { type Row, sampled } from './row';

const rounds = 300;

/** The machine's own, stalls and all. */
const time = new SystemTime();

/**
 * From the moment a simulated video unit rings to the event of the ring source, and to the light of the lamp, beside the floor: a message of
 * the same length from a bare WebSocket server to a bare client. In turns, so that both meet the same machine.
 */
export async function ringRows(): Promise<Row[]> {
  const bare = await bareWebSocket();
  const rows: Row[] = [];
  try {
    for (const wire of wires) {
      const times = { ring: [] as number[], bare: [] as number[] };
      await withCodec({ wire, limits: defaultLimits, time }, async ({ codec, ring }) => {
        for (let round = 0; round < rounds; round++) {
          const told = new Promise<void>(resolve => ring.events.once('ringing', () => resolve()));
          const rang = performance.now();
          const id = codec.ring({ from: 'sip:office@example.org', name: 'The office' });
          await told;
          times.ring.push(performance.now() - rang);
          const over = new Promise<void>(resolve => ring.events.once('over', () => resolve()));
          codec.hangUp(id);
          await over;
          await wait(2);
          times.bare.push(await bare.measure());
          await wait(2);
        }
      });
      rows.push({
        name: `ring to event over ${wire}`,
        unit: 'ms',
        value: sampled(times.ring),
        floor: { what: 'bare WebSocket message', value: sampled(times.bare) },
        bound: { p99: 50 },
      });
    }
    rows.push(await ringToLampRow(bare));
  } finally {
    bare.stop();
  }
  return rows;
}
