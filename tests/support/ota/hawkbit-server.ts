import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { createServer as createSecureServer, type ServerOptions } from 'node:https';
import type { AddressInfo } from 'node:net';
import { type Static, Type } from '@sinclair/typebox';
import { Value } from '@sinclair/typebox/value';

const closed = { additionalProperties: false };
const oneOf = <T extends string>(...values: T[]) => Type.Union(values.map(value => Type.Literal(value)));

/** Lines that hawkBit keeps have so many characters at most, and a message so many lines. */
const Details = Type.Optional(Type.Array(Type.String({ maxLength: 512 }), { maxItems: 50 }));

const Feedback = Type.Object(
  {
    timestamp: Type.Optional(Type.Integer({ minimum: 0 })),
    status: Type.Object(
      {
        execution: oneOf(
          'closed',
          'proceeding',
          'canceled',
          'scheduled',
          'rejected',
          'resumed',
          'downloaded',
          'download',
        ),
        result: Type.Object({ finished: oneOf('success', 'failure', 'none') }, closed),
        code: Type.Optional(Type.Integer()),
        details: Details,
      },
      closed,
    ),
  },
  closed,
);

const Confirmed = Type.Object(
  { confirmation: oneOf('confirmed', 'denied'), code: Type.Optional(Type.Integer()), details: Details },
  closed,
);

const Attributes = Type.Object(
  {
    mode: Type.Optional(oneOf('merge', 'replace', 'remove')),
    data: Type.Record(Type.String({ maxLength: 128 }), Type.String({ maxLength: 128 }), { minProperties: 1 }),
  },
  closed,
);

type Handling = 'skip' | 'attempt' | 'forced';

export interface Assigned {
  readonly version: string;
  readonly module: string;
  /** As whoever assigns it chooses: forced, soft or only the download. */
  readonly type: 'forced' | 'soft' | 'download-only';
  /** Whether it has a schedule, and is within it. */
  readonly window?: 'available' | 'unavailable';
  readonly confirm?: boolean;
}

type ActionState = 'asking' | 'running' | 'canceling' | 'finished' | 'error' | 'canceled';

interface Action {
  assigned: Assigned;
  state: ActionState;
  isRead: boolean;
  readonly said: string[];
}

/** An answer instead of the right one. */
export type Fault =
  | 'no-attributes'
  | 'away'
  | 'broken'
  | 'huge'
  | 'elsewhere'
  | 'locked'
  | 'moved'
  | 'other-form';

/**
 * The device side of hawkBit, as its interface for devices (DDI v1) describes it: one target, its actions and their states. It refuses more than hawkBit does: unknown
 * fields, a download that is told before it is read, anything after the end.
 */
export class HawkbitServer {
  fault: Fault | undefined;
  /** `HH:mm:ss` */
  sleep = '00:05:00';
  wantsAttributes = true;
  attributes: Readonly<Record<string, string>> = {};
  polls = 0;
  /** What a device must not do, as it was done. */
  readonly wrong: string[] = [];
  readonly #actions: Action[] = [];
  readonly #authorization: string | undefined;
  readonly #server: Server;
  readonly #scheme: string;
  #base = '';

  /** @param tls of the proxy before it, which lets certificates of boxes in and nobody else */
  constructor(authorization: string | undefined, tls?: ServerOptions) {
    this.#authorization = authorization;
    const answer = (request: IncomingMessage, response: ServerResponse) =>
      void this.#answer(request, response);
    this.#scheme = tls ? 'https' : 'http';
    this.#server = tls ? createSecureServer(tls, answer) : createServer(answer);
  }

  async start(): Promise<string> {
    this.#server.listen(0, '127.0.0.1');
    await once(this.#server, 'listening');
    const url = `${this.#scheme}://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
    this.#base = `${url}/DEFAULT/controller/v1/mikkeli.hub`;
    return url;
  }

  async stop(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise(resolve => this.#server.close(resolve));
  }

  /** @returns id of the action */
  assign(version: string, how: Partial<Assigned> = {}): number {
    const assigned = { version, module: 'tiski', type: 'forced' as const, ...how };
    const state = how.confirm ? 'asking' : 'running';
    return this.#actions.push({ assigned, state, isRead: false, said: [] });
  }

  change(id: number, how: Partial<Assigned>): void {
    const action = this.#of(id);
    action.assigned = { ...action.assigned, ...how };
  }

  cancel(id: number): void {
    this.#of(id).state = 'canceling';
  }

  stateOf(id: number): ActionState {
    return this.#of(id).state;
  }

  /** Executions and results of an action as they were told, without repetition in a row. */
  saidOf(id: number): readonly string[] {
    return this.#of(id).said;
  }

  #of(id: number): Action {
    const action = this.#actions[id - 1];
    if (!action) throw new Error(`no action ${id}`);
    return action;
  }

  async #answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    if (this.fault === 'away') return void request.socket.destroy();
    if (this.fault === 'moved') return void response.writeHead(302, { location: '/login' }).end();
    const { authorization } = request.headers;
    if (this.fault === 'locked' || authorization !== this.#authorization)
      return void response.writeHead(401).end();
    const { pathname } = new URL(request.url ?? '/', this.#base);
    const own = new URL(this.#base).pathname;
    if (pathname !== own && !pathname.startsWith(`${own}/`)) return void response.writeHead(404).end();
    const parts = pathname.slice(own.length).split('/').filter(Boolean);
    const { status, body } = this.#route(request, parts, Buffer.concat(chunks).toString());
    response.writeHead(status, body === undefined ? {} : { 'content-type': 'application/hal+json' });
    response.end(body === undefined ? undefined : this.#spoilt(body));
  }

  #spoilt(body: object): string {
    const text = JSON.stringify(body);
    if (this.fault === 'broken') return text.slice(0, -2);
    if (this.fault === 'huge') return `${text.slice(0, -1)},"more":"${'x'.repeat(1_000_000)}"}`;
    if (this.fault === 'elsewhere') return text.replaceAll('127.0.0.1', 'localhost');
    if (this.fault === 'other-form') return '{"_links":[]}';
    return text;
  }

  #route(
    request: IncomingMessage,
    [kind, id, last]: string[],
    text: string,
  ): { status: number; body?: object } {
    const { method } = request;
    if (method === 'GET' && kind === undefined) return { status: 200, body: this.#poll() };
    if (method === 'PUT' && kind === 'configData') {
      if (this.fault === 'no-attributes') return { status: 400 };
      const given = this.#read(request, Attributes, text);
      if (!given) return { status: 400 };
      this.attributes = { ...(given.mode === 'merge' ? this.attributes : {}), ...given.data };
      this.wantsAttributes = false;
      return { status: 200 };
    }
    const action = this.#actions[Number(id) - 1];
    if (!action) return { status: 404 };
    if (method === 'GET') return this.#show(kind, action, String(id));
    if (method !== 'POST' || last !== 'feedback') return { status: 405 };
    if (kind === 'confirmationBase') return this.#confirm(request, action, text);
    const given = this.#read(request, Feedback, text);
    if (!given) return { status: 400 };
    const { execution, result } = given.status;
    if (kind === 'cancelAction') return this.#endCancel(action, execution, result.finished);
    if (kind === 'deploymentBase') return this.#take(action, execution, result.finished);
    return { status: 404 };
  }

  #poll(): object {
    this.polls += 1;
    const id = this.#actions.findIndex(({ state }) => ['asking', 'running', 'canceling'].includes(state)) + 1;
    const { state, assigned } = this.#actions[id - 1] ?? {};
    const rel = { asking: 'confirmationBase', running: 'deploymentBase', canceling: 'cancelAction' }[
      String(state)
    ];
    const tag = Buffer.from(JSON.stringify(assigned ?? '')).reduce((sum, byte) => (sum * 31 + byte) | 0, 7);
    const href = `${this.#base}/${rel}/${id}${rel === 'cancelAction' ? '' : `?c=${tag}`}`;
    return {
      config: { polling: { sleep: this.sleep } },
      _links: {
        ...(rel && { [rel]: { href } }),
        ...(this.wantsAttributes && { configData: { href: `${this.#base}/configData` } }),
      },
    };
  }

  #show(kind: string | undefined, action: Action, id: string): { status: number; body?: object } {
    const { state, assigned } = action;
    const work = workOf(assigned);
    if (kind === 'cancelAction' && state === 'canceling')
      return { status: 200, body: { id, cancelAction: { stopId: id } } };
    if (kind === 'confirmationBase' && state === 'asking')
      return { status: 200, body: { id, confirmation: work } };
    if (kind !== 'deploymentBase' || state !== 'running') return { status: 404 };
    action.isRead = true;
    return { status: 200, body: { id, deployment: work } };
  }

  #take(action: Action, execution: string, finished: string): { status: number } {
    const { said, state } = action;
    if (state === 'asking') return { status: 404 };
    if (state !== 'running' && state !== 'canceling') return { status: 410 };
    const word = execution === 'closed' ? `closed ${finished}` : execution;
    if (!action.isRead) this.wrong.push(`${word} before the action was read`);
    if (execution === 'closed' && finished === 'none') this.wrong.push('an end without a result');
    if (execution !== 'closed' && finished !== 'none') this.wrong.push(`${word} with the result ${finished}`);
    if (said.at(-1) !== word) said.push(word);
    if (execution === 'closed') {
      action.state = finished === 'failure' ? 'error' : 'finished';
      this.wantsAttributes = true;
    }
    return { status: 200 };
  }

  #endCancel(action: Action, execution: string, finished: string): { status: number } {
    if (action.state !== 'canceling') return { status: 405 };
    const isEnded = execution === 'closed' && finished !== 'failure';
    if (execution === 'canceled') this.wrong.push('canceled is no answer to a cancellation');
    if (isEnded) action.state = 'canceled';
    else if (execution === 'rejected' || execution === 'closed') action.state = 'running';
    return { status: 200 };
  }

  #confirm(request: IncomingMessage, action: Action, text: string): { status: number } {
    const given = this.#read(request, Confirmed, text);
    if (!given) return { status: 400 };
    if (action.state !== 'asking') return { status: 404 };
    if (given.confirmation === 'confirmed') action.state = 'running';
    action.said.push(given.confirmation);
    return { status: 200 };
  }

  #read<T extends Parameters<typeof Value.Check>[0]>(
    { method, url, headers }: IncomingMessage,
    schema: T,
    text: string,
  ): Static<T> | undefined {
    try {
      const given: unknown = JSON.parse(text);
      if (headers['content-type'] === 'application/json' && Value.Check(schema, given)) return given;
      this.wrong.push(
        `${method} ${url}: ${Value.Errors(schema, given).First()?.path} ${headers['content-type']}`,
      );
    } catch {
      this.wrong.push(`${method} ${url}: no JSON`);
    }
    return undefined;
  }
}

/** As hawkBit works it out of what was chosen: a shut window or a mere download skips the update. */
function workOf({ version, module, type, window }: Assigned): object {
  const download: Handling = type === 'soft' ? 'attempt' : 'forced';
  const update: Handling = type === 'download-only' || window === 'unavailable' ? 'skip' : download;
  return {
    download,
    update,
    ...(window && { maintenanceWindow: window }),
    chunks: [
      { part: 'bApp', version, name: module, artifacts: [] },
      { part: 'os', version: '12', name: 'debian', artifacts: [] },
    ],
  };
}
