import fs from 'node:fs';
import { join } from 'node:path';

/** One small mistake in the source of the product. */
export interface Mutation {
  readonly name: string;
  /** The promise that it breaks. */
  readonly breaks: string;
  /** From the root of the product. */
  readonly file: string;
  /** Stands there once. */
  readonly from: string;
  readonly to: string;
  /** A test file that notices it, where the simulated days cannot; from the root. */
  readonly test?: string;
}

/**
 * Loaded before the product: lets it be read with the mistake that `TISKI_MUTATION` names. Nothing on disk is changed.
 * @throws Error when the source is not as the mutation says: it has to follow the product
 */
const { TISKI_MUTATION } = process.env;
if (TISKI_MUTATION !== undefined) {
  const { file, from, to } = JSON.parse(TISKI_MUTATION) as Mutation;
  const path = join(__dirname, '..', '..', file);
  const read = fs.readFileSync as (...given: unknown[]) => string | Buffer;
  const mutated = (...given: unknown[]) => {
    const content = read(...given);
    if (given[0] !== path) return content;
    const parts = content.toString().split(from);
    if (parts.length !== 2) throw new Error(`${file} has ${parts.length - 1} of ${JSON.stringify(from)}`);
    return parts.join(to);
  };
  Object.assign(fs, { readFileSync: mutated });
}
