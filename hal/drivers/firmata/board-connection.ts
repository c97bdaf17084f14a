import type { DeviceStatus } from '../../device';
import type { CatalogueCode } from '../../platform/catalogue';
import { isTiskiError, messageOf } from '../../platform/error';
import type { Log } from '../../platform/log';
import type { Time, Timer } from '../../platform/time';
import { notStarted } from '../../status-keeper';
import { findPort, type ListPorts } from './find-port';
import type { Limits } from './limits';
import { Session } from './session';
import type { OpenWire, Wire } from './wire';

/** A device or line on the board. */
export interface BoardUser {
  /** The board is there and ready to be set up; all that was set up before is forgotten. */
  attached(session: Session): void;
  /** The board is not there, or not ready: why. May be called again with another reason. */
  detached(status: DeviceStatus): void;
  /** Noise on the wire began or ended while the board works. */
  warned(warnings: readonly CatalogueCode[]): void;
}

export interface BoardSetup {
  /** As in the site file. */
  readonly port: string;
  readonly limits: Limits;
  readonly time: Time;
  readonly log: Log;
  readonly openWire: OpenWire;
  readonly listPorts: ListPorts;
}

/** Reasons that stay shown while the board is tried again; after the others a port that opens is news. */
const shownUntilReady: readonly CatalogueCode[] = ['board-silent', 'board-reset', 'board-garbage'];

const starting: DeviceStatus = { health: 'unknown', code: 'board-starting' };

/**
 * One physical board, shared by all devices on it. Works as long as anybody uses it: finds the port, opens it, talks to the board, and
 * begins again from the start whenever anything of that breaks down.
 */
export class BoardConnection {
  readonly #setup: BoardSetup;
  readonly #users = new Set<BoardUser>();
  readonly #claimed = new Set<number>();
  readonly #counters = { connects: 0, resets: 0, silences: 0, losses: 0, garbageBytes: 0 };
  #status: DeviceStatus = notStarted;
  #wire: Wire | undefined;
  #session: Session | undefined;
  #isReady = false;
  #retry: Timer | undefined;
  #garbageTimer: Timer | undefined;
  #delay: number;
  /** What is under way with the port; one thing at a time. */
  #work: Promise<void> = Promise.resolve();

  constructor(setup: BoardSetup) {
    this.#setup = setup;
    this.#delay = setup.limits.retry;
  }

  get counters(): Readonly<Record<string, number>> {
    return this.#counters;
  }

  /** Whether the pin was free; it is taken now. */
  claim(pin: number): boolean {
    if (this.#claimed.has(pin)) return false;
    this.#claimed.add(pin);
    return true;
  }

  /** From now on the user is told of the board; the first to come starts it. */
  join(user: BoardUser): void {
    if (this.#users.has(user)) return;
    this.#users.add(user);
    if (this.#users.size === 1) this.#connect();
    if (this.#isReady && this.#session) this.#attach(user, this.#session);
    else user.detached(this.#status);
  }

  /** The last to go closes the port; resolves when it is free. */
  async leave(user: BoardUser): Promise<void> {
    if (!this.#users.delete(user) || this.#users.size > 0) return;
    this.#retry?.cancel();
    this.#garbageTimer?.cancel();
    this.#garbageTimer = undefined;
    this.#status = notStarted;
    this.#delay = this.#setup.limits.retry;
    this.#hangUp();
    await this.#work;
  }

  get #isWanted(): boolean {
    return this.#users.size > 0;
  }

  #connect(): void {
    const { port, openWire, listPorts } = this.#setup;
    this.#work = this.#work.then(async () => {
      if (!this.#isWanted || this.#wire) return;
      try {
        const path = await findPort(port, listPorts);
        const wire = await openWire(path, {
          received: bytes => this.#session?.receive(bytes),
          lost: reason => this.#lost(reason),
        });
        this.#wire = wire;
        if (!this.#isWanted) return this.#hangUp();
        this.#begin();
      } catch (error) {
        this.#failed(isTiskiError(error) ? error.code : 'board-port-failed', messageOf(error));
      }
    });
  }

  #failed(code: CatalogueCode, detail: string): void {
    if (!this.#isWanted) return;
    // A board that was there and is gone is more than one that is absent.
    if (code !== 'board-absent' || this.#status.code !== 'board-lost') {
      this.#down({ health: 'failed', code, detail });
    }
    this.#tryLater();
  }

  #tryLater(): void {
    const { time, limits } = this.#setup;
    this.#retry?.cancel();
    this.#retry = time.after(this.#delay, 'board retry', () => this.#connect());
    this.#delay = Math.min(2 * this.#delay, limits.retryMost);
  }

  /** A conversation on the open wire. */
  #begin(): void {
    const { time, limits } = this.#setup;
    if (this.#status.code === undefined || !shownUntilReady.includes(this.#status.code)) this.#down(starting);
    this.#session = new Session(bytes => this.#wire?.write(bytes), {
      time,
      limits,
      listener: {
        ready: () => this.#ready(),
        garbage: bytes => this.#garbage(bytes),
        over: (code, detail) => this.#over(code, detail),
      },
    });
    this.#session.start();
  }

  #ready(): void {
    if (!this.#session) return;
    this.#isReady = true;
    this.#delay = this.#setup.limits.retry;
    this.#counters.connects += 1;
    this.#setup.log.info({ board: this.#setup.port }, 'board ready');
    this.#status = { health: 'ok' };
    for (const user of this.#users) this.#attach(user, this.#session);
  }

  #attach(user: BoardUser, session: Session): void {
    user.attached(session);
    // Noise may have begun before the board was ready.
    if (this.#garbageTimer) user.warned(['board-garbage']);
  }

  #over(code: CatalogueCode, detail: string): void {
    const wasReady = this.#isReady;
    if (code === 'board-reset') this.#counters.resets += 1;
    else this.#counters.silences += 1;
    const mumbled = !wasReady && this.#garbageTimer !== undefined;
    this.#down({ health: 'failed', code: mumbled ? 'board-garbage' : code, detail });
    if (code === 'board-reset') {
      this.#begin();
    } else {
      // Opening the port anew resets most boards, so that one that hangs comes back.
      this.#hangUp();
      this.#tryLater();
    }
  }

  #lost(reason: string): void {
    this.#counters.losses += 1;
    this.#down({ health: 'failed', code: 'board-lost', detail: reason });
    this.#hangUp();
    this.#tryLater();
  }

  #down(status: DeviceStatus): void {
    this.#isReady = false;
    if (status.code !== this.#status.code && status.health === 'failed') {
      this.#setup.log.warn({ board: this.#setup.port, ...status }, 'board not usable');
    }
    this.#status = status;
    for (const user of this.#users) user.detached(status);
  }

  #hangUp(): void {
    this.#isReady = false;
    this.#session?.stop();
    this.#session = undefined;
    const wire = this.#wire;
    this.#wire = undefined;
    if (wire) this.#work = Promise.all([this.#work, wire.close()]).then(() => {});
  }

  #garbage(bytes: number): void {
    const { time, limits } = this.#setup;
    this.#counters.garbageBytes += bytes;
    const isNew = this.#garbageTimer === undefined;
    this.#garbageTimer?.cancel();
    this.#garbageTimer = time.after(limits.garbageShown, 'board garbage', () => {
      this.#garbageTimer = undefined;
      this.#warn([]);
    });
    if (isNew) this.#warn(['board-garbage']);
  }

  #warn(warnings: readonly CatalogueCode[]): void {
    for (const user of this.#users) user.warned(warnings);
  }
}
