import type { Time } from '../../../hal/platform/time';
import type { Path } from '../device/path';
import { type Faults, Session } from '../device/session';
import { ApiError, type Feedback, type Unit } from '../device/unit';

interface Request {
  readonly id?: string | number;
  readonly method: string;
  readonly params?: Readonly<Record<string, unknown>>;
}

/** JSON-RPC 2.0 as the unit speaks it over WebSocket: xGet, xCommand/…, xFeedback/Subscribe and Unsubscribe. */
export class JsonRpcSession extends Session {
  readonly #unit: Unit;
  readonly #send: (text: string) => void;
  #lastSubscription = 0;

  constructor(settings: { unit: Unit; time: Time; faults: Faults; send: (text: string) => void }) {
    super(settings.time, settings.faults);
    this.#unit = settings.unit;
    this.#send = settings.send;
  }

  override sendRaw(text: string): void {
    this.#send(text);
  }

  received(text: string): void {
    const request = parse(text);
    this.say(() => {
      if (request) this.#reply({ id: request.id, ...this.#outcome(request) });
      else this.#reply({ id: null, error: { code: -32700, message: 'Parse error' } });
    });
  }

  protected override sendFeedback(id: number, { tree }: Feedback): void {
    this.#reply({ method: 'xFeedback/Event', params: { ...tree, Id: id } });
  }

  #reply(message: object): void {
    this.#send(JSON.stringify({ jsonrpc: '2.0', ...message }));
  }

  #outcome({ method, params = {} }: Request): object {
    try {
      return { result: this.#result(method, params) ?? null };
    } catch (error) {
      if (error instanceof ApiError) return { error: { code: error.code, message: error.message } };
      throw error;
    }
  }

  #result(method: string, params: Readonly<Record<string, unknown>>): unknown {
    if (method === 'xGet') return this.#unit.get(pathOf(params.Path));
    if (method.startsWith('xCommand/')) return this.#unit.command(method.slice('xCommand/'.length), params);
    if (method === 'xFeedback/Subscribe') {
      if (this.refusesFeedback) throw new ApiError(0, 'Permission denied');
      this.#lastSubscription += 1;
      this.subscriptions.set(this.#lastSubscription, pathOf(params.Query));
      return { Id: this.#lastSubscription };
    }
    if (method === 'xFeedback/Unsubscribe') return this.subscriptions.delete(Number(params.Id));
    throw new ApiError(-32601, 'Method not found.');
  }
}

function pathOf(value: unknown): Path {
  if (Array.isArray(value)) return value;
  throw new ApiError(4, 'Invalid or missing parameters');
}

function parse(text: string): Request | undefined {
  try {
    const value = JSON.parse(text);
    return typeof value?.method === 'string' ? value : undefined;
  } catch {
    return undefined;
  }
}
