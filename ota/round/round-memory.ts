import { join } from 'node:path';
import { type Static, Type } from '@sinclair/typebox';
import { Value } from '@sinclair/typebox/value';
import type { Disk } from '../disk/disk';
import { replaceDurably } from '../disk/durably';
import { Notes } from '../format/manifest';
import { Told } from '../window/told';

const closed = { additionalProperties: false };

export const updateStates = [
  'none',
  'held',
  'waiting',
  'starting',
  'trial',
  'committed',
  'rolled-back',
  'failed',
] as const;
export type UpdateState = (typeof updateStates)[number];

const Report = Type.Object(
  {
    /** Which release it speaks of. */
    release: Type.Union([Type.String(), Type.Null()]),
    state: Type.Union(updateStates.map(state => Type.Literal(state))),
    /** ms since 1970-01-01 UTC */
    since: Type.Union([Type.Integer(), Type.Null()]),
    /** Code of the catalogue. */
    reason: Type.Union([Type.String(), Type.Null()]),
    /** What is new in it, for staff. */
    notes: Type.Optional(Notes),
  },
  closed,
);
/** How it stands with the newest release, for the appliance to pass on. Which one runs it does not say: the appliance knows that of itself. */
export type Report = Static<typeof Report>;

const RoundMemory = Type.Object(
  {
    format: Type.Literal(1),
    report: Report,
    /** When it asked the repository last, ms since 1970-01-01 UTC. */
    checkedAt: Type.Optional(Type.Integer()),
    /** Of a release that is started: what was true before, how often it was looked at since, and how often its updater did not do what this one could. */
    trial: Type.Optional(
      Type.Object(
        {
          release: Type.String(),
          before: Told,
          looks: Type.Integer({ minimum: 0 }),
          misses: Type.Optional(Type.Integer({ minimum: 0 })),
        },
        closed,
      ),
    ),
  },
  closed,
);
/** What must outlive a round, a restart and a power cut. */
export type RoundMemory = Static<typeof RoundMemory>;
export type TrialMemory = NonNullable<RoundMemory['trial']>;

const empty: RoundMemory = { format: 1, report: { release: null, state: 'none', since: null, reason: null } };

/** Others read what is reported. */
const readable = 0o644;

/** `round.json` and, for the appliance, `report.json` in the folder of the slots. */
export class RoundMemories {
  readonly #disk: Disk;
  readonly #folder: string;

  constructor(disk: Disk, folder: string) {
    this.#disk = disk;
    this.#folder = folder;
  }

  /** Empty if there is none, or if it is damaged: then the slots alone say how it stands. */
  read(): RoundMemory {
    const file = join(this.#folder, 'round.json');
    if (this.#disk.kind(file) !== 'file') return empty;
    try {
      const parsed: unknown = JSON.parse(this.#disk.read(file).toString('utf8'));
      return Value.Check(RoundMemory, parsed) ? parsed : empty;
    } catch {
      return empty;
    }
  }

  /** @throws the error of the file system */
  keep(memory: RoundMemory): void {
    this.#replace('round.json', memory, 0o600);
    this.#replace('report.json', memory.report, readable);
  }

  #replace(name: string, value: object, mode: number): void {
    const file = join(this.#folder, name);
    const content = Buffer.from(`${JSON.stringify(value)}\n`);
    const same = this.#disk.kind(file) === 'file' && this.#disk.read(file).equals(content);
    if (!same) replaceDurably(this.#disk, file, content, mode);
  }
}
