import { EventEmitter } from 'node:events';
import type { Counters, DeviceStatus } from '../../device';
import type { CatalogueCode } from '../../platform/catalogue';
import { messageOf } from '../../platform/error';
import type { Log } from '../../platform/log';
import type { Time, Timer } from '../../platform/time';
import type { RingSource, RingSourceEvents } from '../../ring-source';
import { notStarted, StatusKeeper } from '../../status-keeper';
import { addressOf } from './address';
import { CallBook, type RingChange } from './call-book';
import type { Credentials } from './credentials';
import { readCredentials } from './credentials';
import type { Limits } from './limits';
import type { XapiRingOptions } from './options';
import { pauses } from './pauses';
import { Session } from './session';
import type { Trouble } from './trouble';

export interface XapiRingSettings {
  readonly options: XapiRingOptions;
  readonly limits: Limits;
  readonly time: Time;
  readonly log: Log;
  /** Draws from [0, 1). */
  readonly random: () => number;
}

/** Somebody must do something; everything else may pass by itself, and until then nobody knows whether it rings. */
const failures: readonly CatalogueCode[] = [
  'codec-refused',
  'codec-untrusted',
  'codec-calls-hidden',
  'codec-password-missing',
];

/**
 * A Cisco RoomOS or CE video unit as a ring source. While the unit cannot be asked, what rang goes on ringing under a status that is not ok,
 * for `limits.unconfirmed`; the list that is read after each reconnect sets it right. Counters: rings, answered, sessions, losses.
 */
export class XapiRing implements RingSource {
  readonly name: string;
  readonly kind = 'ring-source';
  readonly events = new EventEmitter<RingSourceEvents>();
  readonly #settings: XapiRingSettings;
  readonly #keeper: StatusKeeper;
  readonly #book = new CallBook();
  readonly #counts = { rings: 0, answered: 0, sessions: 0, losses: 0 };
  #session?: Session;
  #retry?: Timer;
  #unconfirmed?: Timer;
  #pauses: Iterator<number, never>;
  #openSince?: number;

  constructor(name: string, settings: XapiRingSettings) {
    this.name = name;
    this.#settings = settings;
    this.#pauses = this.#newPauses();
    this.#keeper = new StatusKeeper(status => {
      settings.log.info({ device: name, ...status }, 'video unit');
      this.events.emit('status', status);
    });
  }

  get status(): DeviceStatus {
    return this.#keeper.status;
  }

  get counters(): Counters {
    return { ...this.#counts };
  }

  get ringing(): readonly string[] {
    return this.#book.ringing;
  }

  async start(signal: AbortSignal): Promise<void> {
    signal.throwIfAborted();
    this.#attempt();
  }

  async stop(): Promise<void> {
    this.#retry?.cancel();
    this.#session?.close();
    this.#session = undefined;
    this.#openSince = undefined;
    this.#pauses = this.#newPauses();
    this.#forget();
    this.#keeper.set(notStarted);
  }

  #attempt(): void {
    const { options, time, limits } = this.#settings;
    let credentials: Credentials;
    try {
      credentials = readCredentials(options.username, options.passwordFile);
    } catch (error) {
      this.#trouble({ code: 'codec-password-missing', detail: messageOf(error) });
      this.#retryAfterPause();
      return;
    }
    this.#session = new Session(
      { address: addressOf(options.url), trust: options, credentials, time, limits },
      {
        calls: reports => {
          this.#confirmed();
          this.#tell(this.#book.replace(reports));
        },
        changed: report => this.#tell(this.#book.change(report)),
        ended: trouble => this.#ended(trouble, credentials),
      },
    );
    this.#session.start();
  }

  #confirmed(): void {
    this.#unconfirmed?.cancel();
    this.#unconfirmed = undefined;
    if (this.#openSince === undefined) {
      this.#openSince = this.#settings.time.monotonic();
      this.#counts.sessions += 1;
    }
    this.#keeper.set({ health: 'ok' });
  }

  #ended(trouble: Trouble, credentials: Credentials): void {
    const { time, limits } = this.#settings;
    if (this.#openSince !== undefined) {
      this.#counts.losses += 1;
      if (time.monotonic() - this.#openSince >= limits.proven) this.#pauses = this.#newPauses();
    }
    this.#session = undefined;
    this.#openSince = undefined;
    this.#unconfirmed ??= time.after(limits.unconfirmed, 'codec ring unconfirmed', () => this.#forget());
    this.#trouble(trouble);
    if (trouble.code === 'codec-refused') this.#retryRefused(credentials, time.monotonic());
    else this.#retryAfterPause();
  }

  #trouble({ code, detail }: Trouble): void {
    const health = failures.includes(code) ? 'failed' : 'unknown';
    this.#keeper.set({ health, code, ...(detail !== undefined && { detail }) });
  }

  #retryAfterPause(): void {
    this.#retry = this.#settings.time.after(this.#pauses.next().value, 'codec reconnect', () =>
      this.#attempt(),
    );
  }

  /** The same password again only after a long time: units lock an account after a few wrong ones. A new password at once. */
  #retryRefused(refused: Credentials, since: number): void {
    const { time, limits, options } = this.#settings;
    this.#retry = time.after(limits.passwordCheck, 'codec password check', () => {
      const isDue = time.monotonic() - since >= limits.retryRefused;
      if (isDue || passwordIn(options) !== refused.password) this.#attempt();
      else this.#retryRefused(refused, since);
    });
  }

  #forget(): void {
    this.#unconfirmed?.cancel();
    this.#unconfirmed = undefined;
    this.#tell(this.#book.forget());
  }

  #tell(changes: readonly RingChange[]): void {
    const at = this.#settings.time.monotonic();
    for (const change of changes) {
      const { call } = change;
      if (change.ring === 'begins') {
        this.#counts.rings += 1;
        const { caller } = change;
        this.events.emit('ringing', { call, ...(caller !== undefined && { caller }), at });
      } else {
        if (change.end === 'answered') this.#counts.answered += 1;
        this.events.emit('over', { call, end: change.end, at });
      }
    }
  }

  #newPauses(): Iterator<number, never> {
    const { limits, random } = this.#settings;
    return pauses(limits.retryFirst, limits.retryLongest, random);
  }
}

function passwordIn({ username, passwordFile }: XapiRingOptions): string | undefined {
  try {
    return readCredentials(username, passwordFile).password;
  } catch {
    return undefined;
  }
}
