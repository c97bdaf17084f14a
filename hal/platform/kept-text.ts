import { readIfThere, writeDurably } from './durable-file';

/** A small text that outlives the program. Writes follow one another; while one is under way only the newest text waits. */
export interface KeptText {
  /** What was kept last, or nothing. @throws the error of the file system */
  read(): Promise<string | undefined>;
  /** Keeps this from now on; a failure is told to `onError` and the next text tried again. */
  replace(text: string): void;
  /** Resolves when everything is written, or has failed. */
  settled(): Promise<void>;
}

/** A `KeptText` in a file of its own. */
export class KeptFile implements KeptText {
  readonly #file: string;
  readonly #onError: (error: unknown) => void;
  #next?: string;
  #writing?: Promise<void>;

  constructor(file: string, onError: (error: unknown) => void) {
    this.#file = file;
    this.#onError = onError;
  }

  read(): Promise<string | undefined> {
    return readIfThere(this.#file);
  }

  replace(text: string): void {
    this.#next = text;
    this.#writing ??= this.#write();
  }

  async settled(): Promise<void> {
    await this.#writing;
  }

  async #write(): Promise<void> {
    while (this.#next !== undefined) {
      const text = this.#next;
      this.#next = undefined;
      await writeDurably(this.#file, text).catch(this.#onError);
    }
    this.#writing = undefined;
  }
}
