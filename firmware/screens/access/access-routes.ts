import type { IncomingMessage, ServerResponse } from 'node:http';
import { Type } from '@sinclair/typebox';
import { Value } from '@sinclair/typebox/value';
import type { SiteNow } from '../../configuration/site-now';
import type { Actor, Role } from '../../servicepoint/rights/actor';
import { exactly } from '../../servicepoint/vocabulary';
import { problem } from '../problem';
import { readJson } from '../read-json';
import type { Routes } from '../routes';
import { sendBytes, sendHtml, sendJson } from '../send';
import { actorOfCookie, dropRoleCookie, roleCookies, setRoleCookie } from './cookies';
import type { Door } from './door';

export const EnterBody = exactly({
  token: Type.String({ minLength: 1, maxLength: 200, description: 'What stands behind the # of the link' }),
});

/** `/api/leave` with a role leaves that one alone. */
export const LeaveBody = exactly({
  role: Type.Optional(
    Type.String({
      maxLength: 64,
      description: 'Such as counter/1; all that the browser came in for, if left out',
    }),
  ),
});

/** Where a role works. Central's programs have no page. */
const pages: Readonly<Record<Role, (place?: string) => string>> = {
  customer: () => '/kiosk',
  counter: place => (place === undefined ? '/' : `/counter/${place}`),
  advisor: () => '/advisor',
  technician: () => '/technician',
  central: () => '/',
};

/**
 * - `GET /enter#TOKEN`: the page that a link opens;
 * - `POST /api/enter`: a token for a cookie that only the box can read, and the page of its role;
 * - `POST /api/leave`: ends what this browser came in for, also for who copied its cookie.
 */
export function addAccessRoutes(
  routes: Routes,
  { door, site }: { readonly door: Door; readonly site: SiteNow },
): void {
  routes.get('/enter', (_, response) => sendHtml(response, documents().enterDocument(site.now)));

  routes.post('/api/enter', async (request, response) => {
    const body = await readJson(request);
    if (!body.ok) return problem(response, 'command-invalid', body);
    if (!Value.Check(EnterBody, body.value)) return problem(response, 'command-invalid');
    const entered = await door.enter(request, body.value.token);
    if (typeof entered === 'string') return problem(response, entered);
    const { actor, secret } = entered;
    const { role, place } = actor;
    setRoleCookie(request, response, actor, secret);
    sendJson(response, 200, { role, ...(place !== undefined && { place }), page: pages[role](place) });
  });

  routes.post('/api/leave', async (request, response) => {
    const body = await readJson(request);
    if (!body.ok) return problem(response, 'command-invalid', body);
    if (!Value.Check(LeaveBody, body.value)) return problem(response, 'command-invalid');
    const { role } = body.value;
    for (const { name, secret } of roleCookies(request)) {
      const held = actorOfCookie(name);
      if (role !== undefined && (!held || writtenOf(held) !== role)) continue;
      await door.leave(secret);
      dropRoleCookie(request, response, name);
    }
    response.writeHead(204).end();
  });
}

/** Answers a page that this browser may not open: calmly, with how to get in. */
export function sendNoEntry(response: ServerResponse, site: SiteNow, wanted: Actor): void {
  const page = documents().noEntryDocument(site.now, writtenOf(wanted));
  sendBytes(response, 403, 'text/html; charset=UTF-8', page.markup);
}

/** Whether a request may have the page of a role; if not, it has been answered. */
export function admitsToPage(
  { door, site }: { readonly door: Door; readonly site: SiteNow },
  request: IncomingMessage,
  response: ServerResponse,
  wanted: Actor,
): boolean {
  if (door.mayOpen(request, wanted)) return true;
  sendNoEntry(response, site, wanted);
  return false;
}

/** The same for what a page of a role reads. */
export function admitsToFeed(
  door: Door,
  request: IncomingMessage,
  response: ServerResponse,
  wanted: Actor,
): boolean {
  if (door.mayRead(request, wanted)) return true;
  problem(response, 'not-allowed');
  return false;
}

/** Whether a request may have what is for all who work here; if not, it has been answered. */
export function admitsStaff(door: Door, request: IncomingMessage, response: ServerResponse): boolean {
  if (door.isStaff(request)) return true;
  problem(response, 'not-allowed');
  return false;
}

function writtenOf({ role, place }: Actor): string {
  return place === undefined ? role : `${role}/${place}`;
}

/** Loaded when first asked for, as all pages. */
function documents(): typeof import('../pages/access/access-document') {
  return require('../pages/access/access-document');
}
