import type { Socket } from 'node:net';
import type { WebSocket } from 'ws';
import { messageOf } from '../../platform/error';
import type { Address } from './address';
import type { Credentials } from './credentials';
import type { Backend } from './session';
import type { Trouble } from './trouble';

/** jsxapi's, which types what it makes as a browser's WebSocket. */
type Connect = (
  create: (url: string, auth: string) => WebSocket,
  options: Credentials & { readonly host: string; readonly port: number; readonly protocol: string },
) => WebSocket;

const mostBytes = 4 * 1024 * 1024;

/**
 * jsxapi's own WebSocket backend, on a connection that we opened and checked. What comes in passes a guard, because jsxapi throws out of the
 * socket's event when a message is not JSON or answers nothing that was asked, and that ends the process.
 */
export function webSocketBackend(
  socket: Socket,
  address: Address,
  credentials: Credentials,
  fail: (trouble: Trouble) => void,
): Backend {
  const { default: Backend } = require('jsxapi/lib/backend/ws') as typeof import('jsxapi/lib/backend/ws');
  const { default: connect } = require('jsxapi/lib/transport/ws') as { readonly default: Connect };
  const { WebSocket } = require('ws') as typeof import('ws');
  const client = connect(
    (url, auth) =>
      new WebSocket(url, auth, {
        createConnection: () => socket,
        perMessageDeflate: false,
        maxPayload: mostBytes,
      }),
    {
      ...credentials,
      host: address.host.includes(':') ? `[${address.host}]` : address.host,
      port: address.port,
      protocol: address.isEncrypted ? 'wss:' : 'ws:',
    },
  );
  client.on('unexpected-response', (request, { statusCode }) => {
    const isRefusal = statusCode === 401 || statusCode === 403;
    fail({ code: isRefusal ? 'codec-refused' : 'codec-unreachable', detail: `HTTP ${statusCode}` });
    request.destroy();
  });
  client.on('error', error => fail({ code: 'codec-lost', detail: messageOf(error) }));
  client.on('close', code => fail({ code: 'codec-lost', detail: `closed with ${code}` }));
  return new Backend(guarded(client, fail));
}

/** The four events and two methods that the backend uses of a WebSocket. */
function guarded(client: WebSocket, fail: (trouble: Trouble) => void): WebSocket {
  const face = {
    onopen: (_event: object) => {},
    onmessage: (_event: { readonly data: string }) => {},
    onclose: (_event: object) => {},
    onerror: (_event: object) => {},
    send: (text: string) => {
      if (client.readyState === client.OPEN) client.send(text);
    },
    close: () => client.close(1000),
  };
  client.on('open', () => face.onopen({}));
  client.on('message', data => {
    try {
      face.onmessage({ data: String(data) });
    } catch (error) {
      fail({ code: 'codec-garbage', detail: messageOf(error) });
    }
  });
  return face as unknown as WebSocket;
}
