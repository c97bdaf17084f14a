import { join } from 'node:path';
import { readIfThere, writeDurably } from '../../../hal/platform/durable-file';

/** A fault that was handed over, or is about to be, and is not over. */
export interface Case {
  readonly key: string;
  readonly code?: string;
  /** ms since 1970-01-01 UTC */
  readonly since: number;
  /** The helpdesk has it. */
  readonly told: boolean;
}

/** What the helpdesk knows of, by device; on disk before it is told, so that one who was told is always told the end as well. */
export class Cases {
  readonly #file: string;
  #open = new Map<string, Case>();

  constructor(folder: string) {
    this.#file = join(folder, 'helpdesk.json');
  }

  async read(): Promise<void> {
    const text = await readIfThere(this.#file);
    if (text !== undefined) this.#open = new Map(JSON.parse(text) as [string, Case][]);
  }

  get open(): ReadonlyMap<string, Case> {
    return this.#open;
  }

  async keep(device: string, open: Case): Promise<void> {
    this.#open.set(device, open);
    await this.#write();
  }

  async close(device: string): Promise<void> {
    this.#open.delete(device);
    await this.#write();
  }

  async #write(): Promise<void> {
    await writeDurably(this.#file, JSON.stringify([...this.#open]));
  }
}
