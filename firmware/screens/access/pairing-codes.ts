import { randomInt } from 'node:crypto';
import { join } from 'node:path';
import { Type } from '@sinclair/typebox';
import type { Time } from '../../../hal/platform/time';
import { pairingCodeLasts } from '../../servicepoint/box/pairing';
import { exactly } from '../../servicepoint/vocabulary';
import { KeptRecords } from './kept-records';
import { digestOf } from './secrets';

/** Nothing that is read as something else on paper: no I and 1, no O and 0. */
const letters = 'ABCDEFGHJKLMNPQRSTUVWXYZ23456789';

/** 40 bits: at ten guesses a minute and address, a thousand addresses hit one in ten million codes. */
const length = 8;

/** Instants in ms since 1970-01-01 UTC. */
const Kept = exactly({ madeAt: Type.Integer(), until: Type.Integer() });

/**
 * The code that lets a technician in: the newest only, once, for ten minutes. On disk, as the console of the box makes some too, by its digest; who
 * reads that folder is the service itself or root, whom no code keeps out.
 */
export class PairingCodes {
  readonly #kept: KeptRecords<typeof Kept>;
  readonly #time: Time;
  /** Two who bring the same code at once: the first is in. */
  readonly #used = new Set<string>();

  /** @param folder of the state that survives restarts */
  constructor({ folder, time }: { readonly folder: string; readonly time: Time }) {
    this.#kept = new KeptRecords(join(folder, 'pairing'), Kept);
    this.#time = time;
  }

  /** A new one, such as `K7TQ-2MXA`, in the place of any before. @throws the error of the file system */
  async make(): Promise<string> {
    await this.withdraw();
    const code = Array.from({ length }, () => letters[randomInt(letters.length)]).join('');
    const madeAt = this.#time.now();
    await this.#kept.keep(digestOf(code), { madeAt, until: madeAt + pairingCodeLasts });
    return `${code.slice(0, length / 2)}-${code.slice(length / 2)}`;
  }

  /** Whether this is it; then it is used up. However it was typed. @throws the error of the file system */
  async use(typed: string): Promise<boolean> {
    const digest = digestOf(typed.toUpperCase().replace(/[^A-Z0-9]/g, ''));
    const kept = this.#kept.read(digest);
    const now = this.#time.now();
    if (!kept || now < kept.madeAt || now >= kept.until || this.#used.has(digest)) return false;
    this.#used.add(digest);
    await this.#kept.remove(digest);
    return true;
  }

  /** Nobody comes in by one that was made before. @throws the error of the file system */
  async withdraw(): Promise<void> {
    for (const digest of this.#kept.names()) await this.#kept.remove(digest);
  }
}
