import { join } from 'node:path';
import { readIfThere, writeDurably } from '../../hal/platform/durable-file';

interface Content {
  readonly topics: readonly string[];
  readonly digest?: string;
  readonly version?: number;
}

const nothing: Content = { topics: [] };

/**
 * Which retained topics outside its own the box has put at the broker, on disk: a broker keeps them for ever, so somebody must know later
 * what to take back when a setting was changed or turned off.
 */
export class Announced {
  readonly #file: string;
  #content = nothing;
  #writing: Promise<void> = Promise.resolve();

  /** @param name of the convention that the topics belong to */
  constructor(stateDir: string, name: string) {
    this.#file = join(stateDir, `announced-${name}.json`);
  }

  get topics(): readonly string[] {
    return this.#content.topics;
  }

  /** Of the description that was published last; rises whenever it changes. */
  get version(): number | undefined {
    return this.#content.version;
  }

  get digest(): string | undefined {
    return this.#content.digest;
  }

  /** A file that cannot be read is none: what it named is then left at the broker, where it harms nobody. */
  async load(): Promise<void> {
    try {
      const text = await readIfThere(this.#file);
      if (text !== undefined) this.#content = contentOf(JSON.parse(text));
    } catch {
      this.#content = nothing;
    }
  }

  /** To be awaited before the topics are published. @throws the error of the file system */
  save(content: Content): Promise<void> {
    const text = JSON.stringify(content);
    if (text === JSON.stringify(this.#content)) return this.#writing;
    this.#content = content;
    this.#writing = this.#writing.catch(() => undefined).then(() => writeDurably(this.#file, text));
    return this.#writing;
  }
}

function contentOf(value: unknown): Content {
  const { topics, digest, version } = value as Partial<Content>;
  if (!Array.isArray(topics) || !topics.every(topic => typeof topic === 'string')) return nothing;
  return {
    topics,
    ...(typeof digest === 'string' && { digest }),
    ...(typeof version === 'number' && { version }),
  };
}
