import type { DeviceStatus } from '../../hal/device';
import { failureOf } from '../../hal/platform/error';
import { sleep } from '../../hal/platform/time';
import { type BackOffLimits, backOff } from '../link/back-off';
import { type Answer, exchange, type Peer, secretIn } from './http-exchange';
import type { NeighbourContext } from './neighbour';
import { signed } from './signature';

/** Delays before another attempt, ms. */
export const deliveryBackOff: BackOffLimits = { first: 1000, most: 300_000 };

/** The longest pause that a receiver can ask for (RFC 9110, 10.2.3), ms. */
const longestPause = 3600_000;

/** What the receiver calls wrong in itself will not become right by being sent again; tried so often all the same. */
const faultyContent: readonly number[] = [400, 413, 415, 422];
const attemptsOfFaulty = 5;

export interface Message {
  /** The same however often it is sent: the receiver takes it once. */
  readonly key: string;
  readonly body: object;
}

export interface DeliveryOptions extends Pick<NeighbourContext, 'time' | 'log' | 'random' | 'changed'> {
  /** For the log. */
  readonly name: string;
  readonly peer: Peer;
  /** File with the key that signs (`signature.ts`); unsigned without. */
  readonly keyFile?: string;
}

/**
 * Delivers messages one after the other, each until the receiver has it: at least once, in order. Between attempts a delay drawn evenly up to
 * a ceiling that doubles (full jitter), or what the receiver asks for.
 */
export class Delivery {
  readonly #options: DeliveryOptions;
  #health: DeviceStatus = { health: 'unknown', code: 'device-not-started' };
  /** Messages that the receiver did not take for what is in them. */
  #setAside = 0;

  constructor(options: DeliveryOptions) {
    this.#options = options;
  }

  get health(): DeviceStatus {
    return this.#health;
  }

  /**
   * Resolves when the receiver has it, or has refused it for good.
   * @param make asked before each attempt: what has grown old meanwhile may be another message
   * @throws the reason of the signal
   */
  async deliver(make: () => Message, signal: AbortSignal): Promise<void> {
    const { time, random, name } = this.#options;
    const delays = backOff(random, deliveryBackOff);
    for (let attempt = 1; ; attempt += 1) {
      signal.throwIfAborted();
      const message = make();
      const outcome = await this.#attempt(message, signal);
      if (outcome === 'delivered') return;
      if (outcome.isFaulty && attempt >= attemptsOfFaulty) return this.#leave(message, outcome.status);
      await sleep(time, outcome.pause ?? delays.next().value, `delivery ${name}`, signal);
    }
  }

  async #attempt(
    { key, body }: Message,
    signal: AbortSignal,
  ): Promise<'delivered' | { readonly pause?: number; readonly isFaulty: boolean; readonly status: number }> {
    const { peer, keyFile, time, log, name } = this.#options;
    try {
      const text = JSON.stringify(body);
      const headers = {
        'content-type': 'application/json',
        'idempotency-key': `"${key}"`,
        ...(keyFile !== undefined && signed(text, secretIn(keyFile), time.now())),
      };
      const answer = await exchange(peer, { method: 'POST', headers, body: text }, { time, signal });
      const { status } = answer;
      if (status >= 200 && status < 300) {
        this.#tell({ health: 'ok', ...(this.#setAside > 0 && { warnings: ['neighbour-left-out'] }) });
        return 'delivered';
      }
      log.warn({ neighbour: name, status }, 'the neighbour did not take a message');
      this.#tell({ health: 'failed', code: 'neighbour-refused', detail: `status ${status}` });
      const pause = pauseOf(answer, time.now());
      return { status, isFaulty: faultyContent.includes(status), ...(pause !== undefined && { pause }) };
    } catch (error) {
      signal.throwIfAborted();
      const failure = failureOf(error);
      log.warn({ neighbour: name, error: failure.message }, 'the neighbour cannot be reached');
      this.#tell({ health: 'failed', code: failure.code });
      return { status: 0, isFaulty: false };
    }
  }

  #leave({ key }: Message, status: number): void {
    this.#setAside += 1;
    this.#options.log.error({ neighbour: this.#options.name, key, status }, 'a message is set aside');
  }

  #tell(health: DeviceStatus): void {
    this.#health = health;
    this.#options.changed();
  }
}

/** Seconds, or a date. */
function pauseOf({ status, headers }: Answer, now: number): number | undefined {
  const asked = headers['retry-after'];
  if (asked === undefined || (status !== 429 && status !== 503)) return undefined;
  const pause = /^\d+$/.test(asked) ? Number(asked) * 1000 : Date.parse(asked) - now;
  return Number.isFinite(pause) ? Math.min(Math.max(pause, 0), longestPause) : undefined;
}
