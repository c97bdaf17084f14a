import { once } from 'node:events';
import { createServer } from 'node:http';
import { setTimeout as wait } from 'node:timers/promises';
import { WebSocket, WebSocketServer } from 'ws';
import { defaultLimits } from '../../hal/drivers/xapi/limits';
import { wires, withCodec } from '../support/codec-bench';
import { type Row, sampled } from './row';

const rounds = 300;

/** As long as the feedback that tells of a call. */
const message = 'x'.repeat(300);

/**
 * From the moment a simulated video unit rings to the event of the ring source, beside the floor: a message of the same length from a bare WebSocket server
 * to a bare client. In turns, so that both meet the same machine.
 */
export async function ringRows(): Promise<Row[]> {
  const http = createServer().listen(0, '127.0.0.1');
  await once(http, 'listening');
  const address = http.address();
  const server = new WebSocketServer({ server: http, perMessageDeflate: false });
  const connected = once(server, 'connection');
  const client = new WebSocket(`ws://127.0.0.1:${typeof address === 'object' ? address?.port : 0}`);
  const [peer] = await connected;
  const rows: Row[] = [];
  try {
    for (const wire of wires) {
      const times = { ring: [] as number[], bare: [] as number[] };
      await withCodec({ wire, limits: defaultLimits }, async ({ codec, ring }) => {
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
          const arrived = once(client, 'message');
          const sent = performance.now();
          peer.send(message);
          await arrived;
          times.bare.push(performance.now() - sent);
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
  } finally {
    client.terminate();
    server.close();
    http.close();
  }
  return rows;
}
