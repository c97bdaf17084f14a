import type { IncomingMessage } from 'node:http';
import { isIP } from 'node:net';
import type { TLSSocket } from 'node:tls';

/** What a server in front of the box adds, however it is set up: behind one, everybody seems to be on the box itself. */
const handedOn = ['forwarded', 'x-forwarded-for', 'x-real-ip', 'via'];

/**
 * Whether a program on the box itself asks: over the loopback, not handed on by a server in front, and not a browser, which names the page
 * in `Origin` or says where it stands (Fetch Metadata). A kiosk's browser on the box is a browser.
 */
export function isProgramOnBox(request: IncomingMessage): boolean {
  const { headers } = request;
  return (
    isLoopback(request) && !isFromBrowser(request) && !handedOn.some(name => headers[name] !== undefined)
  );
}

function isFromBrowser({ headers }: IncomingMessage): boolean {
  return headers.origin !== undefined || headers['sec-fetch-site'] !== undefined;
}

function isLoopback({ socket: { remoteAddress = '' } }: IncomingMessage): boolean {
  const address = remoteAddress.replace(/^::ffff:/, '');
  return address === '::1' || (isIP(address) === 4 && address.startsWith('127.'));
}

/** Whether the browser came over TLS, to the box or to a server in front of it on the same machine. */
export function isOverTls(request: IncomingMessage): boolean {
  const { encrypted } = request.socket as Partial<TLSSocket>;
  return encrypted === true || (isLoopback(request) && request.headers['x-forwarded-proto'] === 'https');
}
