import type { Door } from './access/door';
import type { Broadcast } from './broadcast';
import type { Routes } from './routes';

/** A link on the index of the box. */
export interface PageLink {
  readonly href: string;
  readonly text: string;
}

/** What the server lends to routes that others add; it is stopped with the server. */
export interface RouteTools {
  /** Server-sent events for a route of one's own. */
  readonly broadcast: (name: string) => Broadcast;
  /** Who asks, for routes that are not for everybody. */
  readonly door: Door;
}

/**
 * Routes from outside this folder, such as those of the simulator. They stand behind the same guard as all others. This file is the
 * public entry for whoever adds some.
 */
export interface ExtraRoutes {
  readonly links: readonly PageLink[];
  add(routes: Routes, tools: RouteTools): void;
  /** Undoes what `add` began; called when the server stops. */
  stop?(): void;
}

export { Attempts } from './attempts';
export { bearsSecret } from './bearer';
export { type Broadcast, frame } from './broadcast';
export { type Html, html } from './html';
export { problem } from './problem';
export { type Body, readJson } from './read-json';
export type { Handler, PathParams, Routes } from './routes';
export { sendBytes, sendHtml, sendJson } from './send';
