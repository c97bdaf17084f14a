import { join } from 'node:path';
import { readIfThere, writeDurably } from '../../../hal/platform/durable-file';

/** Days that are remembered: the journal keeps facts for 90. */
const mostDays = 100;

/** Where in the journal each service day begins, so that one can be read without reading all. */
export class DayIndex {
  readonly #folder: string;
  #days = new Map<string, number>();

  constructor(folder: string) {
    this.#folder = folder;
  }

  /** @param epoch of the journal: places in another one mean nothing */
  async read(epoch: string): Promise<void> {
    const text = await readIfThere(this.#file);
    if (text === undefined) return;
    const kept: { readonly epoch?: string; readonly days?: [string, number][] } = JSON.parse(text);
    if (kept.epoch === epoch) this.#days = new Map(kept.days);
  }

  /** Where the newest day begins; 0 without one. */
  get last(): number {
    return [...this.#days.values()].at(-1) ?? 0;
  }

  find(day: string): number | undefined {
    return this.#days.get(day);
  }

  /** A day that began twice, because the clock was set back, begins where it began first. */
  async begins(day: string, sequence: number, epoch: string): Promise<void> {
    if (this.#days.has(day)) return;
    this.#days.set(day, sequence);
    for (const [oldest] of this.#days) {
      if (this.#days.size <= mostDays) break;
      this.#days.delete(oldest);
    }
    await writeDurably(this.#file, JSON.stringify({ epoch, days: [...this.#days] }));
  }

  get #file(): string {
    return join(this.#folder, 'served-days.json');
  }
}
