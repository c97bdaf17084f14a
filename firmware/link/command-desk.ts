import { messageOf } from '../../hal/platform/error';
import type { Log } from '../../hal/platform/log';
import type { Time, Timer } from '../../hal/platform/time';
import type { Reply, Request, Runtime } from '../runtime';
import { backlogLimits } from './backlog';
import type { ReplyMessage } from './messages';
import { refusal, understood } from './understood';

/** Between attempts to carry out a command that the journal could not take, ms. */
const retryAfter = 1_000;

/** Commands carried out in one turn of the event loop: the printer would run dry while a broker's whole backlog is decided. */
const mostAtOnce = 4;

export interface Arrival {
  readonly name: string;
  readonly payload: Buffer;
  /** It may be older than a command may be. */
  readonly stale: boolean;
  /** To be called once the command needs no repetition. */
  readonly acknowledge: () => void;
}

export interface CommandDeskOptions {
  readonly runtime: Pick<Runtime, 'execute'> & {
    readonly journal: Pick<Runtime['journal'], 'replyTo' | 'append'>;
  };
  readonly time: Time;
  readonly log: Log;
  /** Sends a reply; calls `sent` once it is on its way, never if the connection ends before. */
  readonly reply: (message: ReplyMessage, sent: () => void) => void;
}

interface Pending {
  readonly request: Request & { readonly id: string };
  /** Monotonic ms of the first arrival. */
  readonly since: number;
  readonly acknowledgements: (() => void)[];
  retry?: Timer;
}

/**
 * Takes commands from the wire to the runtime and its replies back. A command is acknowledged only when its reply is on disk and
 * on its way: until then the broker keeps it, and the id makes a repetition harmless.
 */
export class CommandDesk {
  readonly #options: CommandDeskOptions;
  readonly #pending = new Map<string, Pending>();
  /** In the order in which they came. */
  readonly #arrived: Arrival[] = [];
  #takenAtOnce = 0;
  #nextTurn: NodeJS.Immediate | undefined;

  constructor(options: CommandDeskOptions) {
    this.#options = options;
  }

  /** Never throws: what cannot be understood is refused, and dropped when nobody can be told. At once, unless many come at once. */
  take(arrival: Arrival): void {
    this.#arrived.push(arrival);
    this.#takeSome();
  }

  #takeSome(): void {
    for (; this.#takenAtOnce < mostAtOnce; this.#takenAtOnce += 1) {
      const arrival = this.#arrived.shift();
      if (!arrival) break;
      this.#takeOne(arrival);
    }
    if (this.#takenAtOnce === 0) return;
    this.#nextTurn ??= setImmediate(() => {
      this.#nextTurn = undefined;
      this.#takenAtOnce = 0;
      this.#takeSome();
    });
  }

  #takeOne({ name, payload, stale, acknowledge }: Arrival): void {
    const message = understood(payload);
    if ('code' in message) {
      const { id, code, detail } = message;
      this.#options.log.warn({ command: name, id, code, detail }, 'command not understood');
      if (id === undefined) acknowledge();
      else this.#answer(id, refusal(code, detail), [acknowledge]);
      return;
    }
    const { id, by, args = {} } = message;
    const pending = this.#pending.get(id);
    if (pending) {
      pending.acknowledgements.push(acknowledge);
      return;
    }
    const { time } = this.#options;
    const request = { id, name, args, channel: 'mqtt' as const, ...(by !== undefined && { by }) };
    const taken: Pending = { request, since: time.monotonic(), acknowledgements: [acknowledge] };
    this.#pending.set(id, taken);
    if (stale) void this.#refuseStale(taken);
    else void this.#carryOut(taken);
  }

  /** Forgets what is under way: nothing of it is acknowledged any more, so the broker will bring it again. */
  stop(): void {
    if (this.#nextTurn) clearImmediate(this.#nextTurn);
    this.#nextTurn = undefined;
    this.#takenAtOnce = 0;
    this.#arrived.length = 0;
    for (const { retry } of this.#pending.values()) retry?.cancel();
    this.#pending.clear();
  }

  async #carryOut(pending: Pending): Promise<void> {
    const { runtime, time } = this.#options;
    const reply = await runtime.execute(pending.request);
    // A box that stops or cannot write has decided nothing: no reply and no acknowledgement, so that the command is not lost.
    if (!reply.ok && reply.code === 'box-stopping') return;
    if (!reply.ok && reply.code === 'journal-unwritable' && this.#isFresh(pending)) {
      pending.retry = time.after(retryAfter, 'command retry', () => void this.#carryOut(pending));
      return;
    }
    this.#settle(pending, reply);
  }

  /**
   * Refuses durably: the asker who has been told no must not see the same id carried out when a copy of it arrives later.
   * A command that was carried out before it was repeated gets the reply it had.
   */
  async #refuseStale(pending: Pending): Promise<void> {
    const { journal } = this.#options.runtime;
    const { id } = pending.request;
    const stored = journal.replyTo(id);
    if (stored !== undefined) return this.#settle(pending, JSON.parse(stored));
    const reply = refusal('command-stale');
    try {
      await journal.append([], { id, at: this.#options.time.now(), reply: JSON.stringify(reply) });
      this.#settle(pending, reply);
    } catch (error) {
      this.#options.log.error({ id, error: messageOf(error) }, 'refusal not recorded');
      this.#settle(pending, refusal('journal-unwritable'));
    }
  }

  #isFresh({ since }: Pending): boolean {
    return this.#options.time.monotonic() - since + retryAfter <= backlogLimits.stale;
  }

  #settle({ request, acknowledgements }: Pending, reply: Reply): void {
    this.#pending.delete(request.id);
    this.#answer(request.id, reply, acknowledgements);
  }

  #answer(id: string, reply: Reply, acknowledgements: readonly (() => void)[]): void {
    this.#options.reply({ id, ...reply } as ReplyMessage, () => {
      for (const acknowledge of acknowledgements) acknowledge();
    });
  }
}
