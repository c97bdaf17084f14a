import { closeSync } from 'node:fs';
import type { OpenOutput } from '../back-end';
import type { Kernel } from './kernel';
import { readValue, writeValue } from './line-values';

export class CharacterOutput implements OpenOutput {
  readonly #descriptor: number;
  readonly #kernel: Kernel;
  #closed = false;

  /** Owns the descriptor from now on. */
  constructor(descriptor: number, kernel: Kernel) {
    this.#descriptor = descriptor;
    this.#kernel = kernel;
  }

  write(on: boolean): void {
    writeValue(this.#kernel, this.#descriptor, on);
  }

  check(): void {
    readValue(this.#kernel, this.#descriptor);
  }

  close(): void {
    if (this.#closed) return;
    this.#closed = true;
    closeSync(this.#descriptor);
  }
}
