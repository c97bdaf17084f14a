import type { Time, Timer } from '../../../hal/platform/time';
import { advanceOf, type DecodedItem } from '../language/items';
import type { PrinterStatus } from './status';

export interface MechanismOptions {
  /** Millimetres of paper per second; Infinity prints at once. */
  readonly speed: number;
  /** Milliseconds that the blade takes; 0 when the speed is infinite. */
  readonly cutTime: number;
  /** Millimetres on the roll at the start. */
  readonly paper: number;
  /** Millimetres left when the near-end sensor reports; 0 for a printer without that sensor. */
  readonly nearEnd: number;
}

export const dotsPerMillimetre = 8;

/** How printing of one item ended. `stopped`: nothing of it counts as printed; it is to be started again when ready. */
export type ItemEnd = 'printed' | 'stopped';

/** Roll, head, blade and cover. Prints one item at a time, in the time that the paper takes to move. */
export class Mechanism {
  millimetres = 0;
  cuts = 0;
  private readonly time: Time;
  private readonly options: MechanismOptions;
  /** Called after anything changed, and after each item. */
  private readonly onChange: () => void;
  private paperLeft: number;
  private coverOpen = false;
  private bladeStuck = false;
  private cutterError = false;
  private job:
    | { item: DecodedItem; started: number; timer: Timer; ended: (end: ItemEnd) => void }
    | undefined;

  constructor(time: Time, options: MechanismOptions, onChange: () => void) {
    this.time = time;
    this.options = options;
    this.onChange = onChange;
    this.paperLeft = options.paper;
  }

  /** Millimetres on the roll. */
  get paper(): number {
    return this.paperLeft;
  }

  get isReady(): boolean {
    return !this.coverOpen && this.paperLeft > 0 && !this.cutterError;
  }

  get isBusy(): boolean {
    return this.job !== undefined;
  }

  get sensors(): Pick<PrinterStatus, 'cover' | 'paper' | 'error'> {
    return {
      cover: this.coverOpen ? 'open' : 'closed',
      paper: this.paperLeft <= 0 ? 'end' : this.paperLeft <= this.options.nearEnd ? 'near-end' : 'adequate',
      error: this.cutterError ? 'cutter' : 'none',
    };
  }

  /** Prints, feeds or cuts. Ask `isReady` first. `ended` is called before this returns when the item takes no time. */
  perform(item: DecodedItem, ended: (end: ItemEnd) => void): void {
    const { speed, cutTime } = this.options;
    const length = advanceOf(item) / dotsPerMillimetre;
    const moved = Math.min(length, this.paperLeft);
    const duration = (moved / speed) * 1000 + (item.item === 'cut' && speed !== Infinity ? cutTime : 0);
    if (duration === 0) {
      this.finish(item, length, ended);
      return;
    }
    const timer = this.time.after(duration, 'printer paper', () => {
      this.job = undefined;
      this.finish(item, length, ended);
    });
    this.job = { item, started: this.time.monotonic(), timer, ended };
  }

  /** Stops in the middle of an item, as a cover, the end of the roll or the loss of power does. */
  interrupt(): void {
    const job = this.job;
    if (!job) return;
    job.timer.cancel();
    this.job = undefined;
    const moved = ((this.time.monotonic() - job.started) / 1000) * this.options.speed;
    this.usePaper(Math.min(moved, advanceOf(job.item) / dotsPerMillimetre));
    job.ended('stopped');
  }

  setCover(isOpen: boolean): void {
    if (isOpen === this.coverOpen) return;
    this.coverOpen = isOpen;
    if (isOpen) this.interrupt();
    this.onChange();
  }

  /** @param millimetres that are on the roll from now on. */
  setPaper(millimetres: number): void {
    this.paperLeft = Math.max(0, millimetres);
    if (this.paperLeft === 0) this.interrupt();
    this.onChange();
  }

  /** The blade fails at its next cut. */
  setBlade(isStuck: boolean): void {
    this.bladeStuck = isStuck;
  }

  /** `DLE ENQ`, or power: the error goes if its cause has gone. */
  recover(): void {
    if (!this.cutterError || this.bladeStuck) return;
    this.cutterError = false;
    this.onChange();
  }

  private finish(item: DecodedItem, length: number, ended: (end: ItemEnd) => void): void {
    const isEnough = length <= this.paperLeft;
    this.usePaper(Math.min(length, this.paperLeft));
    if (item.item === 'cut' && isEnough) {
      if (this.bladeStuck) this.cutterError = true;
      else this.cuts += 1;
    }
    const isPrinted = isEnough && !this.cutterError;
    ended(isPrinted ? 'printed' : 'stopped');
    this.onChange();
  }

  private usePaper(millimetres: number): void {
    this.millimetres += millimetres;
    this.paperLeft = Math.max(0, this.paperLeft - millimetres);
  }
}
