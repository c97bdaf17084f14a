import { isIP } from 'node:net';
import type { Next } from 'hono';
import type { WebContext } from './http';
import { problem } from './problem';

const safeHeaders = {
  'Content-Security-Policy':
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; " +
    "base-uri 'none'; form-action 'self'; frame-ancestors 'none'",
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Resource-Policy': 'same-origin',
  'Referrer-Policy': 'no-referrer',
  'X-Content-Type-Options': 'nosniff',
  'X-Frame-Options': 'DENY',
  /** Answers are live; what may be kept says so itself. */
  'Cache-Control': 'no-store',
} as const;

/**
 * Stands before every route. Refuses what a page of another site makes a browser send, and names that are not the box's own,
 * which is how a foreign page would rebind its name to this address.
 * @param names host names of the box besides addresses, names without a dot and `.local`
 */
export function guard(
  names: readonly string[],
): (context: WebContext, next: Next) => Promise<Response | undefined> {
  const own = new Set(names.map(name => name.toLowerCase()));
  return async (context, next) => {
    const { incoming, outgoing } = context.env;
    for (const [name, value] of Object.entries(safeHeaders)) outgoing.setHeader(name, value);
    const host = incoming.headers.host ?? '';
    if (!isOwnHost(host, own) || (!isSafe(context) && isCrossSite(context, host))) {
      return problem(context, 'request-foreign');
    }
    await next();
    return undefined;
  };
}

/** A browser names the page that asks in `Origin`; a program sends none. Only meaningful behind the guard. */
export function isFromPage(context: WebContext): boolean {
  return context.env.incoming.headers.origin !== undefined;
}

function isSafe(context: WebContext): boolean {
  return context.env.incoming.method === 'GET' || context.env.incoming.method === 'HEAD';
}

function isCrossSite(context: WebContext, host: string): boolean {
  const { origin, 'sec-fetch-site': site } = context.env.incoming.headers;
  if (site !== undefined && site !== 'same-origin' && site !== 'none') return true;
  return origin !== undefined && origin !== `http://${host}` && origin !== `https://${host}`;
}

function isOwnHost(host: string, own: ReadonlySet<string>): boolean {
  const name = host
    .replace(/:\d+$/, '')
    .replace(/^\[(.*)\]$/, '$1')
    .toLowerCase();
  return isIP(name) !== 0 || (name !== '' && !name.includes('.')) || name.endsWith('.local') || own.has(name);
}
