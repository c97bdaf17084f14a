import type { Time, Timer } from '../../platform/time';

/** Two boxes of one name are shown so long after they were last heard in turns, ms. */
const shownFor = 5000;

/** Runs that are remembered; a satellite that starts anew is heard under one more each time. */
const mostRuns = 16;

/**
 * Finds out that two boxes go by one name: a run of a program that was followed by another one is heard again. A satellite that was started anew
 * never returns to an earlier run.
 */
export class TwinWatch {
  readonly #time: Time;
  readonly #onChange: () => void;
  readonly #former = new Set<string>();
  #run: string | undefined;
  #shown: Timer | undefined;

  constructor(time: Time, onChange: () => void) {
    this.#time = time;
    this.#onChange = onChange;
  }

  get isTwice(): boolean {
    return this.#shown !== undefined;
  }

  hear(run: string): void {
    if (run === this.#run) return;
    if (this.#run !== undefined) this.#former.add(this.#run);
    this.#run = run;
    if (this.#former.delete(run)) this.#show();
    const [oldest] = this.#former;
    if (oldest !== undefined && this.#former.size > mostRuns) this.#former.delete(oldest);
  }

  stop(): void {
    this.#shown?.cancel();
    this.#shown = undefined;
    this.#run = undefined;
    this.#former.clear();
  }

  #show(): void {
    const isNew = !this.isTwice;
    this.#shown?.cancel();
    this.#shown = this.#time.after(shownFor, 'satellite twice', () => {
      this.#shown = undefined;
      this.#onChange();
    });
    if (isNew) this.#onChange();
  }
}
