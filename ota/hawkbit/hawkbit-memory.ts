import { join } from 'node:path';
import { type Static, Type } from '@sinclair/typebox';
import { Value } from '@sinclair/typebox/value';
import type { Disk } from '../disk/disk';
import { replaceDurably } from '../disk/durably';

const closed = { additionalProperties: false };

const Action = Type.Object(
  {
    id: Type.String(),
    /** Where it was read; another address says that it changed. */
    href: Type.String(),
    /** Nothing if it names none of this product. */
    release: Type.Optional(Type.String()),
    download: Type.String(),
    update: Type.String(),
    /** What was said of it. */
    told: Type.Array(Type.String()),
  },
  closed,
);
/** What the server wants done. */
export type Action = Static<typeof Action>;

const HawkbitMemory = Type.Object(
  {
    format: Type.Literal(1),
    /** Polls that came to nothing since the last that did. */
    failures: Type.Integer({ minimum: 0 }),
    /** Until the next poll, ms. */
    sleep: Type.Integer({ minimum: 0 }),
    /** ms since 1970-01-01 UTC */
    polledAt: Type.Optional(Type.Integer()),
    /** When a poll last succeeded, ms since 1970-01-01 UTC. */
    heardAt: Type.Optional(Type.Integer()),
    action: Type.Optional(Action),
  },
  closed,
);
/** What must outlive a round. */
export type HawkbitMemory = Static<typeof HawkbitMemory>;

const empty: HawkbitMemory = { format: 1, failures: 0, sleep: 0 };

/** `hawkbit.json` in the folder of the slots. */
export class HawkbitMemories {
  readonly #disk: Disk;
  readonly #file: string;

  constructor(disk: Disk, folder: string) {
    this.#disk = disk;
    this.#file = join(folder, 'hawkbit.json');
  }

  /** Empty if there is none, or if it is damaged: the server says all of it again. */
  read(): HawkbitMemory {
    if (this.#disk.kind(this.#file) !== 'file') return empty;
    try {
      const parsed: unknown = JSON.parse(this.#disk.read(this.#file).toString('utf8'));
      return Value.Check(HawkbitMemory, parsed) ? parsed : empty;
    } catch {
      return empty;
    }
  }

  /** @throws the error of the file system */
  keep(memory: HawkbitMemory): void {
    const content = Buffer.from(`${JSON.stringify(memory)}\n`);
    const same = this.#disk.kind(this.#file) === 'file' && this.#disk.read(this.#file).equals(content);
    if (!same) replaceDurably(this.#disk, this.#file, content);
  }
}
