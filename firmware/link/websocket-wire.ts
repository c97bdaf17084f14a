import type { IncomingMessage } from 'node:http';
import type { Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import { messageOf, TiskiError } from '../../hal/platform/error';
import { isTlsRecord } from './first-bytes';
import { isWebPage } from './portal';
import { quiet, step } from './step';

/** Largest WebSocket message from the broker, bytes; it may hold several packets. */
const mostBytes = 1_048_576;

/**
 * MQTT over WebSocket (MQTT 5 and 3.1.1, section 6) over a connection.
 * @param url ws or wss; over wss the connection must be TLS already
 * @throws TiskiError `link-portal`, `link-websocket-refused`, `link-tls-expected`, `link-silent`, or the signal's reason. The connection is
 * destroyed then.
 */
export async function webSocketOver(socket: Socket, url: string, signal: AbortSignal): Promise<Duplex> {
  const { WebSocket, createWebSocketStream } = require('ws') as typeof import('ws');
  const webSocket = new WebSocket(url, ['mqtt'], {
    createConnection: () => socket,
    perMessageDeflate: false,
    maxPayload: mostBytes,
  });
  const stream = quiet(createWebSocketStream(webSocket));
  webSocket.on('unexpected-response', (_request: unknown, response: IncomingMessage) =>
    webSocket.emit('error', refusalOf(response)),
  );
  try {
    await step(webSocket, 'open', signal, {
      silent: () => new TiskiError('link-silent', 'no answer to WebSocket'),
      failed: explainedUpgrade,
    });
    return stream;
  } catch (error) {
    stream.destroy();
    socket.destroy();
    throw error;
  }
}

function refusalOf(response: IncomingMessage): TiskiError {
  const { statusCode = 0, statusMessage = '' } = response;
  const said = `the server answers ${statusCode} ${statusMessage}`.trimEnd();
  return new TiskiError(isWebPage(response) ? 'link-portal' : 'link-websocket-refused', said);
}

function explainedUpgrade(error: Error): TiskiError {
  if (error instanceof TiskiError) return error;
  const options = { cause: error };
  // Node's HTTP parser gives what it could not read.
  if ('rawPacket' in error && Buffer.isBuffer(error.rawPacket) && isTlsRecord(error.rawPacket))
    return new TiskiError('link-tls-expected', undefined, options);
  return new TiskiError('link-websocket-refused', messageOf(error), options);
}
