import type { IncomingMessage, ServerResponse } from 'node:http';
import { isIP } from 'node:net';
import { problem } from './problem';

const ownOnly =
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; " +
  "base-uri 'none'; form-action 'self'";

const safeHeaders = Object.entries({
  'Content-Security-Policy': `${ownOnly}; frame-ancestors 'none'`,
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Resource-Policy': 'same-origin',
  'Referrer-Policy': 'no-referrer',
  'X-Content-Type-Options': 'nosniff',
  'X-Frame-Options': 'DENY',
  /** Answers are live; what may be kept says so itself. */
  'Cache-Control': 'no-store',
});

/** A name, an IPv4 address or an IPv6 address in brackets, and perhaps a port (RFC 9110, 7.2). */
const hostForm = /^(?:([\w.-]+)|\[([\da-f:.]+)\])(?::\d*)?$/i;

/**
 * Stands before every route: puts safe headers on the answer and refuses what a page of another site makes a browser send, and names
 * that are not the box's own, which is how a foreign page would rebind its name to this address.
 * @param names host names of the box besides addresses, names without a dot and `.local`
 * @returns whether a request may pass; if not, it has been answered
 */
export function guard(
  names: readonly string[],
): (request: IncomingMessage, response: ServerResponse) => boolean {
  const own = new Set(names.map(name => name.toLowerCase()));
  return (request, response) => {
    for (const [name, value] of safeHeaders) response.setHeader(name, value);
    const { host = '' } = request.headers;
    const form = hostForm.exec(host);
    const name = form?.[1] ?? form?.[2];
    if (name !== undefined && isOwn(name.toLowerCase(), own) && (isRead(request) || !isCrossSite(request))) {
      return true;
    }
    // RFC 9112, 3.2: a host field without the form of one is answered with 400.
    problem(response, 'request-foreign', name === undefined ? { status: 400 } : {});
    return false;
  };
}

/** Lets pages of these origins show this answer within themselves. */
export function mayBeFramed(response: ServerResponse, origins: readonly string[]): void {
  if (origins.length === 0) return;
  response.setHeader('Content-Security-Policy', `${ownOnly}; frame-ancestors ${origins.join(' ')}`);
  // Knows no list of origins, and browsers that know the list pass it over (CSP 3, 6.4.2).
  response.removeHeader('X-Frame-Options');
}

/** A browser names the page that asks in `Origin`; a program sends none. Only meaningful behind the guard. */
export function isFromPage(request: IncomingMessage): boolean {
  return request.headers.origin !== undefined;
}

function isRead({ method }: IncomingMessage): boolean {
  return method === 'GET' || method === 'HEAD';
}

function isCrossSite({ headers }: IncomingMessage): boolean {
  const { host, origin, 'sec-fetch-site': site } = headers;
  if (site !== undefined && site !== 'same-origin' && site !== 'none') return true;
  return origin !== undefined && origin !== `http://${host}` && origin !== `https://${host}`;
}

function isOwn(name: string, own: ReadonlySet<string>): boolean {
  return isIP(name) !== 0 || !name.includes('.') || name.endsWith('.local') || own.has(name);
}
