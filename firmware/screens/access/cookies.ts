import type { IncomingMessage, ServerResponse } from 'node:http';
import { type Actor, actorFrom } from '../../servicepoint/rights/actor';
import { isOverTls } from './asker';

/** One for each role and place, so that a browser may be at a counter and hold the lobby's page beside it. */
const prefix = 'tiski-';

/** Seconds that a browser keeps it: 400 days, the most that browsers allow (RFC 6265bis, 5.5). */
const keptFor = 400 * 24 * 3600;

/** More than a browser has that plays every role of a large site. */
const mostCookies = 64;

export interface RoleCookie {
  readonly name: string;
  readonly secret: string;
}

/** The cookies of roles that a request bears. */
export function roleCookies({ headers: { cookie = '' } }: IncomingMessage): readonly RoleCookie[] {
  return cookie
    .split(/; */)
    .filter(pair => pair.startsWith(prefix))
    .slice(0, mostCookies)
    .map(pair => {
      const at = pair.indexOf('=');
      return at < 0 ? { name: pair, secret: '' } : { name: pair.slice(0, at), secret: pair.slice(at + 1) };
    });
}

/** @param lasts seconds */
export function setRoleCookie(
  request: IncomingMessage,
  response: ServerResponse,
  actor: Actor,
  secret: string,
  lasts = keptFor,
): void {
  put(request, response, { name: nameOf(actor), secret }, lasts);
}

/** Tells the browser to forget it. Its name is as the browser sent it, so only those of our own form are repeated. */
export function dropRoleCookie(request: IncomingMessage, response: ServerResponse, name: string): void {
  if (actorOfCookie(name)) put(request, response, { name, secret: '' }, 0);
}

/** The role and place that a cookie is for, by its name. */
export function actorOfCookie(name: string): Actor | undefined {
  const [, role = '', place] = /^tiski-([a-z]+)(?:\.([a-z0-9-]+))?$/.exec(name) ?? [];
  return actorFrom(place === undefined ? role : `${role}/${place}`);
}

function nameOf({ role, place }: Actor): string {
  return `${prefix}${role}${place === undefined ? '' : `.${place}`}`;
}

function put(
  request: IncomingMessage,
  response: ServerResponse,
  { name, secret }: RoleCookie,
  maxAge: number,
): void {
  const secure = isOverTls(request) ? '; Secure' : '';
  response.appendHeader(
    'Set-Cookie',
    `${name}=${secret}; Path=/; Max-Age=${maxAge}; HttpOnly; SameSite=Strict${secure}`,
  );
}
