import { isTiskiError, messageOf, TiskiError } from '../../hal/platform/error';
import type { Log } from '../../hal/platform/log';
import { sleep, type Time } from '../../hal/platform/time';
import { backOff, thrownOutBackOff } from './back-off';
import { isVersionRefusal } from './explained';
import { type Protocol, Session, type SessionOptions, sessionLimits } from './session';

/** A connection that lasted so long (ms) was a good one: the next attempt after it comes quickly again. */
const stableAfter = 10_000;

/** By so much (ms) a step may come later than its own limit says before the connection counts as hung. */
const slack = 15_000;

/** An attempt takes at most the time for its session and, after that, the time to find out why there was none, ms. */
const longestAttempt = 2 * sessionLimits.connect;

/** An open session hears something in this time, ms: at least the answers to its keep-alive. */
const longestSilence = 1.5 * sessionLimits.keepAlive * 1000;

export interface ConnectionOptions {
  readonly time: Time;
  readonly log: Log;
  /** Draws from [0, 1). */
  readonly random: () => number;
  /** What a session needs besides the protocol, made anew for each attempt. May throw: the attempt then fails with that. */
  readonly session: () => Omit<SessionOptions, 'protocol' | 'time' | 'onOpen' | 'onClosed'>;
  readonly onOpen: (session: Session) => void;
  /** The connection ended or could not be made. */
  readonly onClosed: (reason: TiskiError) => void;
}

/** Keeps one session with the broker for as long as it runs, whatever happens to network and broker. */
export class Connection {
  readonly #options: ConnectionOptions;
  #protocol: Protocol = 5;
  /** Monotonic ms; undefined while there is no session. */
  #openedAt: number | undefined;
  #session: Session | undefined;
  /** Monotonic ms at which the next step is due at the latest; infinite while nothing runs. */
  #stepDue = Number.POSITIVE_INFINITY;

  constructor(options: ConnectionOptions) {
    this.#options = options;
  }

  /** What the broker is spoken to in; 3.1.1 once it has refused 5, until the program ends. */
  get protocol(): Protocol {
    return this.#protocol;
  }

  /** Whether it neither tries nor waits for the next attempt nor hears its broker, within the limits that it has for each. */
  get hung(): boolean {
    const now = this.#options.time.monotonic();
    if (this.#session) return now - this.#session.lastHeard > longestSilence + slack;
    return now > this.#stepDue;
  }

  /** Resolves when the signal is aborted. A session that is open then is left to whoever aborts. */
  async run(signal: AbortSignal): Promise<void> {
    signal.addEventListener('abort', () => this.#expect(Number.POSITIVE_INFINITY), { once: true });
    const { time, random, log, onClosed } = this.#options;
    let withoutSession = backOff(random);
    let afterSession = backOff(random, thrownOutBackOff);
    while (!signal.aborted) {
      this.#openedAt = undefined;
      this.#expect(longestAttempt);
      const error = await this.#attempt(signal);
      this.#session = undefined;
      if (signal.aborted) return;
      if (this.#protocol === 5 && isVersionRefusal(error)) {
        this.#protocol = 4;
        continue;
      }
      const reason = isTiskiError(error)
        ? error
        : new TiskiError('link-refused', messageOf(error), { cause: error });
      const hadSession = this.#openedAt !== undefined;
      if (hadSession) withoutSession = backOff(random);
      if (this.#lasted() >= stableAfter) afterSession = backOff(random, thrownOutBackOff);
      const delay = (hadSession ? afterSession : withoutSession).next().value;
      log.warn({ code: reason.code, error: reason.message, delay }, 'no connection to the broker');
      onClosed(reason);
      this.#expect(delay);
      await sleep(time, delay, 'link back-off', signal).catch(() => undefined);
    }
  }

  /** The next step is due in so many ms. */
  #expect(within: number): void {
    this.#stepDue = this.#options.time.monotonic() + within + slack;
  }

  /** How long the session stood, ms. */
  #lasted(): number {
    return this.#openedAt === undefined ? 0 : this.#options.time.monotonic() - this.#openedAt;
  }

  /** Resolves with what ended the session or kept it from beginning. */
  #attempt(signal: AbortSignal): Promise<unknown> {
    const { time, onOpen, session } = this.#options;
    return new Promise(resolve => {
      const ended = (reason: unknown) => {
        signal.removeEventListener('abort', aborted);
        resolve(reason);
      };
      const aborted = () => ended(signal.reason);
      signal.addEventListener('abort', aborted, { once: true });
      try {
        const opened = (session: Session) => {
          this.#openedAt = time.monotonic();
          this.#session = session;
          onOpen(session);
        };
        const options = { ...session(), protocol: this.#protocol, time, onOpen: opened, onClosed: ended };
        Session.open(options, signal).catch(ended);
      } catch (error) {
        ended(error);
      }
    });
  }
}
