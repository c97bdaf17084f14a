import { createServer, type IncomingMessage, type Server } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import type { Duplex } from 'node:stream';
import { type WebSocket, WebSocketServer } from 'ws';
import type { Cable } from './cable';
import type { Certificate } from './certificate';
import type { Login } from './login';

/** `/ws` of the unit: a WebSocket whose subprotocol `auth-…` carries user and password in base64url. */
export class WebSocketDoor {
  readonly #login: Login;
  readonly #onClient: (client: WebSocket) => void;
  readonly #http: Server;
  readonly #upgrader = new WebSocketServer({ noServer: true, perMessageDeflate: false });

  constructor(login: Login, certificate: Certificate | undefined, onClient: (client: WebSocket) => void) {
    this.#login = login;
    this.#onClient = onClient;
    this.#http = certificate ? createTlsServer(certificate) : createServer();
    this.#http.on('upgrade', (request, socket, head) => this.#upgrade(request, socket, head));
    this.#http.on('tlsClientError', (_error, socket) => socket.destroy());
  }

  enter(cable: Cable): void {
    this.#http.emit('connection', cable);
  }

  #upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void {
    const { 'sec-websocket-protocol': protocol = '' } = request.headers;
    const { username, password } = credentialsIn(protocol);
    if (request.url !== '/ws') refuse(socket, '404 Not Found');
    else if (!this.#login.admits(username, password)) refuse(socket, '401 Unauthorized');
    else this.#upgrader.handleUpgrade(request, socket, head, client => this.#onClient(client));
  }
}

function refuse(socket: Duplex, status: string): void {
  socket.end(`HTTP/1.1 ${status}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`);
}

function credentialsIn(subprotocol: string): { username: string; password: string } {
  const text = Buffer.from(subprotocol.replace(/^auth-/, ''), 'base64url').toString();
  const colon = text.indexOf(':');
  return { username: text.slice(0, colon), password: text.slice(colon + 1) };
}
