import type { CatalogueCode } from '../../hal/platform/catalogue';
import type { Time, Timer } from '../../hal/platform/time';
import type { ButtonTask, SiteDraft } from './site-draft';

export interface LearningOptions {
  readonly draft: SiteDraft;
  readonly time: Time;
  readonly onChange: () => void;
}

/** For a walk to the button, ms. */
const patience = 60_000;

/** A second press of a button that was just learned is the same person, not a wish for the next task, ms. */
const sameHand = 1500;

/** Which button is which, learned by presses: one task after the other. */
export class Learning {
  /** The task that waits for a press. */
  wanted: string | undefined;
  trouble: CatalogueCode | undefined;
  readonly #options: LearningOptions;
  readonly #learned = new Set<string>();
  #timer: Timer | undefined;
  #last = { device: '', at: Number.NEGATIVE_INFINITY };

  constructor(options: LearningOptions) {
    this.#options = options;
  }

  get tasks(): (ButtonTask & { readonly learned: boolean })[] {
    return this.#options.draft.tasks.map(task => ({ ...task, learned: this.#learned.has(task.id) }));
  }

  begin(task: string): void {
    if (!this.tasks.some(({ id }) => id === task)) return;
    this.#learned.delete(task);
    this.trouble = undefined;
    this.#want(task);
  }

  stop(): void {
    this.#timer?.cancel();
    this.wanted = undefined;
  }

  /** A press of this button. Those that nobody waits for do nothing. */
  pressed(device: string): void {
    const { draft, time } = this.#options;
    const { wanted } = this;
    if (wanted === undefined) return;
    const again = device === this.#last.device && time.monotonic() - this.#last.at < sameHand;
    if (again) return;
    const taken = this.tasks.some(task => task.learned && task.device === device);
    if (taken) {
      this.trouble = 'setup-button-taken';
      this.#options.onChange();
      return;
    }
    draft.give(wanted, device);
    this.#learned.add(wanted);
    this.#last = { device, at: time.monotonic() };
    this.trouble = undefined;
    this.#want(this.tasks.find(({ learned }) => !learned)?.id);
  }

  #want(task: string | undefined): void {
    const { time, onChange } = this.#options;
    this.#timer?.cancel();
    this.wanted = task;
    if (task !== undefined)
      this.#timer = time.after(patience, 'learning', () => {
        this.wanted = undefined;
        this.trouble = 'setup-button-unheard';
        onChange();
      });
    onChange();
  }
}
