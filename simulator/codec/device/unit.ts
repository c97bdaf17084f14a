import { randomBytes } from 'node:crypto';
import type { Time } from '../../../hal/platform/time';
import type { CallChange } from './call';
import { Calls } from './calls';
import { dig, type Path } from './path';

/** Feedback: where in the tree, and the tree from its root, as the API sends it. */
export interface Feedback {
  readonly place: Path;
  readonly tree: object;
}

/** An error as the API gives it: 3 no such path or command, 4 wrong parameters. */
export class ApiError extends Error {
  readonly code: number;

  constructor(code: number, message: string) {
    super(message);
    this.code = code;
  }
}

/** The unit behind all its connections: state, commands, and what it tells of. */
export class Unit {
  readonly calls: Calls;
  readonly #time: Time;
  readonly #tell: (feedback: Feedback) => void;
  readonly #serial = randomBytes(4).toString('hex').toUpperCase();
  #startedAt: number;

  constructor(time: Time, tell: (feedback: Feedback) => void) {
    this.#time = time;
    this.#tell = tell;
    this.#startedAt = time.monotonic();
    this.calls = new Calls(change => this.tellOfCall(change));
  }

  /** Calls are lost, ids and uptime begin anew. */
  restart(): void {
    this.calls.forget();
    this.#startedAt = this.#time.monotonic();
  }

  /** Feedback about a call, whether it is true or not. */
  tellOfCall(change: CallChange): void {
    this.#tell({ place: ['Status', 'Call'], tree: { Status: { Call: [change] } } });
  }

  tellOfEvent(name: string, fields: object): void {
    this.#tell({ place: ['Event', name], tree: { Event: { [name]: fields } } });
  }

  /** What stands at `path`: a number or string, a tree, or `undefined` for a list that is empty. @throws ApiError */
  get(path: Path): unknown {
    const { list } = this.calls;
    const value = dig(this.#status(), path);
    if (value !== undefined) return value;
    const isEmptyList = list.length === 0 && path.length === 2 && /^call$/i.test(String(path[1]));
    if (isEmptyList) return undefined;
    throw new ApiError(3, 'No match on address expression');
  }

  /** @throws ApiError */
  command(name: string, params: Readonly<Record<string, unknown>>): object {
    const id = Number(params.CallId ?? this.calls.list[0]?.id);
    const known = this.calls.list.some(call => call.id === id);
    switch (name.toLowerCase()) {
      case 'call/accept':
        if (known) this.answer(id);
        break;
      case 'call/ignore':
        if (known) this.calls.change(id, { AnswerState: 'Ignored' });
        break;
      case 'call/reject':
      case 'call/disconnect':
        if (known) this.hangUp(id);
        break;
      default:
        throw new ApiError(3, 'Unknown command');
    }
    if (!known) throw new ApiError(4, 'Invalid or missing parameters');
    return { status: 'OK' };
  }

  answer(id: number): void {
    this.calls.change(id, { AnswerState: 'Answered', Status: 'Connecting' });
    this.calls.change(id, { Status: 'Connected' });
  }

  hangUp(id: number): void {
    const { CallbackNumber: RequestedURI } = this.calls.get(id);
    this.calls.change(id, { Status: 'Disconnecting' });
    this.calls.remove(id);
    this.tellOfEvent('CallDisconnect', { CallId: id, RequestedURI, CauseType: 'LocalDisconnect' });
  }

  #status(): object {
    const { list } = this.calls;
    return {
      Status: {
        ...(list.length > 0 && { Call: list }),
        SystemUnit: {
          ProductId: 'Simulated codec',
          ProductPlatform: 'Simulated codec',
          Hardware: { Module: { SerialNumber: this.#serial } },
          State: { NumberOfActiveCalls: list.length },
          Uptime: Math.floor((this.#time.monotonic() - this.#startedAt) / 1000),
        },
      },
    };
  }
}
