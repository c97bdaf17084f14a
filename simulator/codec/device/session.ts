import type { Time, Timer } from '../../../hal/platform/time';
import { covers, type Path } from './path';
import type { Feedback } from './unit';

/** What is wrong with the unit just now. */
export interface Faults {
  /** It takes what is sent and says nothing. */
  isHung: boolean;
  /** It tells of nothing by itself; questions are answered. */
  isMute: boolean;
  /** It refuses to register feedback. */
  refusesFeedback: boolean;
  /** Milliseconds by which everything it says is late. */
  delay: number;
}

/** One connection of one client that has logged in. The protocols differ in how a message looks. */
export abstract class Session {
  protected readonly subscriptions = new Map<number, Path>();
  readonly #time: Time;
  readonly #faults: Faults;
  readonly #late = new Set<Timer>();
  #ended = false;

  constructor(time: Time, faults: Faults) {
    this.#time = time;
    this.#faults = faults;
  }

  protected get refusesFeedback(): boolean {
    return this.#faults.refusesFeedback;
  }

  /** Bytes as they are, for garbage. */
  abstract sendRaw(text: string): void;

  protected abstract sendFeedback(id: number, feedback: Feedback): void;

  tell(feedback: Feedback): void {
    if (this.#faults.isMute) return;
    for (const [id, query] of this.subscriptions)
      if (covers(query, feedback.place)) this.say(() => this.sendFeedback(id, feedback));
  }

  /** No timer outlives the connection. */
  end(): void {
    this.#ended = true;
    for (const timer of this.#late) timer.cancel();
    this.#late.clear();
  }

  /** Says it now, late, or never, as the faults want it. */
  protected say(speak: () => void): void {
    if (this.#ended || this.#faults.isHung) return;
    if (this.#faults.delay === 0) {
      speak();
      return;
    }
    const timer = this.#time.after(this.#faults.delay, 'codec answer', () => {
      this.#late.delete(timer);
      speak();
    });
    this.#late.add(timer);
  }
}
