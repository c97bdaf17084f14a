import { once } from 'node:events';
import { createServer } from 'node:http';
import { WebSocket, WebSocketServer } from 'ws';

/** As long as the feedback that tells of a call. */
const message = 'x'.repeat(300);

export interface BareWebSocket {
  /** Milliseconds of one message from a bare server to a bare client. */
  measure(): Promise<number>;
  stop(): void;
}

/** The floor of everything that comes by WebSocket. */
export async function bareWebSocket(): Promise<BareWebSocket> {
  const http = createServer().listen(0, '127.0.0.1');
  await once(http, 'listening');
  const address = http.address();
  const server = new WebSocketServer({ server: http, perMessageDeflate: false });
  const connected = once(server, 'connection');
  const client = new WebSocket(`ws://127.0.0.1:${typeof address === 'object' ? address?.port : 0}`);
  const [peer] = await connected;
  return {
    async measure() {
      const arrived = once(client, 'message');
      const sent = performance.now();
      peer.send(message);
      await arrived;
      return performance.now() - sent;
    },
    stop() {
      client.terminate();
      server.close();
      http.close();
    },
  };
}
