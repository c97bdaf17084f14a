import { Type } from '@sinclair/typebox';
import { Value } from '@sinclair/typebox/value';
import { readIfThere, writeDurably } from '../../hal/platform/durable-file';
import { digestOf } from './digest';

const Kept = Type.Object({
  format: Type.Literal(1),
  settings: Type.Record(Type.String(), Type.Unknown()),
});

/** The settings of a few configurations in one durable file, by their digest. What is damaged is as if it were not there. */
export class KeptSettings {
  readonly #file: string;
  #settings = new Map<string, unknown>();

  constructor(file: string) {
    this.#file = file;
  }

  /** @throws the error of the file system if there is a file that cannot be read */
  async load(): Promise<void> {
    const kept = parsed(await readIfThere(this.#file));
    this.#settings = new Map(
      Object.entries(kept).filter(([digest, settings]) => digestOf(settings) === digest),
    );
  }

  has(digest: string): boolean {
    return this.#settings.has(digest);
  }

  find(digest: string): unknown {
    return this.#settings.get(digest);
  }

  /** Keeps these besides those of `others`, and nothing else. @throws the error of the file system; then all is as before */
  async keep(digest: string, settings: unknown, others: readonly string[]): Promise<void> {
    const next = new Map([...this.#settings].filter(([name]) => others.includes(name)));
    next.set(digest, settings);
    await writeDurably(
      this.#file,
      JSON.stringify({ format: 1, settings: Object.fromEntries(next) }, undefined, 1),
    );
    this.#settings = next;
  }
}

function parsed(text: string | undefined): Record<string, unknown> {
  try {
    const kept: unknown = JSON.parse(text ?? '');
    return Value.Check(Kept, kept) ? kept.settings : {};
  } catch {
    return {};
  }
}
