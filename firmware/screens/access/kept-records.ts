import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Static, TSchema } from '@sinclair/typebox';
import { Value } from '@sinclair/typebox/value';
import { makeFolder, removeDurably, writeDurably } from '../../../hal/platform/durable-file';

const ending = '.json';
const fileForm = /^[0-9a-f]{64}\.json$/;

/** Small records, a file each, named after a digest. What cannot be read, or has another form, is not there. */
export class KeptRecords<S extends TSchema> {
  readonly #folder: string;
  readonly #schema: S;

  constructor(folder: string, schema: S) {
    this.#folder = folder;
    this.#schema = schema;
  }

  /** Digests of all that are there. @throws the error of the file system */
  names(): readonly string[] {
    try {
      return readdirSync(this.#folder)
        .filter(name => fileForm.test(name))
        .map(name => name.slice(0, -ending.length));
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
      throw error;
    }
  }

  /** Some tens of microseconds: the file is in the memory of the system. */
  read(digest: string): Static<S> | undefined {
    try {
      const value: unknown = JSON.parse(readFileSync(this.#file(digest), 'utf8'));
      return Value.Check(this.#schema, value) ? value : undefined;
    } catch {
      return undefined;
    }
  }

  /** @throws the error of the file system */
  async keep(digest: string, record: Static<S>): Promise<void> {
    await makeFolder(this.#folder);
    await writeDurably(this.#file(digest), JSON.stringify(record));
  }

  /** @throws the error of the file system */
  async remove(digest: string): Promise<void> {
    await removeDurably(this.#file(digest));
  }

  #file(digest: string): string {
    return join(this.#folder, digest + ending);
  }
}
