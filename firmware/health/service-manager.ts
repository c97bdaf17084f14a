import { messageOf } from '../../hal/platform/error';
import type { Log } from '../../hal/platform/log';
import type { Time } from '../../hal/platform/time';
import { type NotifySocket, openNotifySocket } from './notify-socket';
import type { Pulse } from './pulse';
import { Watchdog } from './watchdog';

export interface ServiceManagerOptions {
  readonly environment: NodeJS.ProcessEnv;
  readonly time: Time;
  readonly log: Log;
}

/** What systemd is told of this program (sd_notify(3), sd_watchdog_enabled(3)); nothing where nobody asks. */
export class ServiceManager {
  readonly #options: ServiceManagerOptions;
  #socket: NotifySocket | undefined;
  #watchdog: Watchdog | undefined;
  #deaf = false;

  constructor(options: ServiceManagerOptions) {
    this.#options = options;
  }

  /** The program serves; from now on its watchdog is fed as long as all of these go on. */
  ready(pulses: readonly Pulse[], status = 'serving'): void {
    const { environment, time, log } = this.#options;
    this.#watchdog?.stop();
    this.#tell('READY=1', `STATUS=${status}`);
    const patience = patienceIn(environment);
    if (patience === undefined || !this.#socket) return;
    const feed = () => this.#tell('WATCHDOG=1');
    this.#watchdog = new Watchdog({ pulses, patience, feed, time, log });
    this.#watchdog.start();
  }

  /** The program ends, by its own will. */
  stopping(): void {
    this.#watchdog?.stop();
    this.#watchdog = undefined;
    if (!this.#socket) return;
    this.#tell('STOPPING=1');
    this.#socket.close();
    this.#socket = undefined;
  }

  #tell(...assignments: readonly string[]): void {
    const { NOTIFY_SOCKET } = this.#options.environment;
    if (!NOTIFY_SOCKET) return;
    try {
      this.#socket ??= openNotifySocket(NOTIFY_SOCKET);
      this.#socket.tell(...assignments);
      this.#deaf = false;
    } catch (error) {
      if (!this.#deaf)
        this.#options.log.error({ error: messageOf(error) }, 'the service manager is not told');
      this.#deaf = true;
    }
  }
}

/** Milliseconds; nothing if no watchdog waits for this process. */
function patienceIn({ WATCHDOG_USEC, WATCHDOG_PID }: NodeJS.ProcessEnv): number | undefined {
  const patience = Number(WATCHDOG_USEC) / 1000;
  const isForUs = !WATCHDOG_PID || Number(WATCHDOG_PID) === process.pid;
  return isForUs && patience > 0 && Number.isFinite(patience) ? patience : undefined;
}
