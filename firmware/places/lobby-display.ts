import type { NumberDisplay } from '../../hal/number-display';
import type { Time, Timer } from '../../hal/platform/time';
import type { Sounder } from '../../hal/sounder';
import type { Runtime } from '../runtime';
import { lobbyAt, type Showing } from '../servicepoint/queue/announcements';

export interface LobbyDevices {
  readonly display: NumberDisplay;
  readonly sounder?: Sounder;
}

/**
 * A display that everybody who waits looks at. It shows one number at a time, as planned in `announcements.ts`; a chime may go with each,
 * never a voice (CAL-01). Makes no facts: what it shows follows from those of the calls.
 */
export class LobbyPlace {
  readonly #devices: LobbyDevices;
  readonly #runtime: Runtime;
  readonly #time: Time;
  readonly #show = () => this.show();
  #timer: Timer | undefined;
  #shown: Showing | undefined;

  constructor(devices: LobbyDevices, runtime: Runtime, time: Time) {
    this.#devices = devices;
    this.#runtime = runtime;
    this.#time = time;
  }

  start(): void {
    this.#runtime.events.on('committed', this.#show);
    this.show();
  }

  stop(): void {
    this.#runtime.events.off('committed', this.#show);
    this.#timer?.cancel();
    this.#timer = undefined;
  }

  /** Brings the display to what is to stand there now, and wakes again when that changes. */
  show(): void {
    const { state, rules } = this.#runtime;
    const now = this.#time.now();
    const { showing, changesAt } = lobbyAt(state.announcements, rules.announcements, now);
    this.#devices.display.show(showing?.ticket ?? '');
    if (showing && !isSame(showing, this.#shown)) this.#devices.sounder?.play('chime');
    this.#shown = showing;
    this.#timer?.cancel();
    this.#timer =
      changesAt === Number.POSITIVE_INFINITY
        ? undefined
        : this.#time.after(Math.max(1, changesAt - now), 'lobby display', this.#show);
  }
}

/** Its end may have come nearer. */
function isSame(one: Showing, other: Showing | undefined): boolean {
  return one.ticket === other?.ticket && one.time === other.time && one.from === other.from;
}
