import type { HttpBindings } from '@hono/node-server';
import type { Context, Hono } from 'hono';
import type { Broadcast } from './broadcast';

interface WebEnv {
  Bindings: HttpBindings;
}

export type WebApp = Hono<WebEnv>;
export type WebContext = Context<WebEnv>;

/** A link on the index of the box. */
export interface PageLink {
  readonly href: string;
  readonly text: string;
}

/** What the server lends to routes that others add; it is stopped with the server. */
export interface RouteTools {
  /** Server-sent events for a route of one's own. */
  readonly broadcast: (name: string) => Broadcast;
}

/** Routes from outside this folder, such as those of the simulator. They stand behind the same guard as all others. */
export interface ExtraRoutes {
  readonly links: readonly PageLink[];
  add(app: WebApp, tools: RouteTools): void;
  /** Undoes what `add` began; called when the server stops. */
  stop?(): void;
}
