/** Public entry for those who add routes to the box's web server. */

export { RESPONSE_ALREADY_SENT } from '@hono/node-server/utils/response';
export { type Broadcast, frame } from './broadcast';
export { type Html, html } from './html';
export type { ExtraRoutes, PageLink, RouteTools, WebApp, WebContext } from './http';
export { problem } from './problem';
export { type Body, readJson } from './read-json';
