import { basename, join } from 'node:path';
import { TiskiError } from '../../hal/platform/error';
import type { Disk } from '../disk/disk';
import { makeFolderDurably, pointDurably, removeAll, replaceDurably } from '../disk/durably';
import type { Manifest } from '../format/manifest';
import { after, type Step } from './phases';
import { manifestIn, wholeRelease } from './slot-check';
import { other, readSlotsState, type SlotName, type SlotsState, slotNames } from './slots-state';

export interface SlotsOptions {
  readonly disk: Disk;
  /** Holds `slots/`, `slots.json`, and the links `current` and `good`. */
  readonly folder: string;
}

/** A release that starts so often without proving itself is left for the one before. */
export const mostStarts = 3;

/** So many releases that failed are remembered. */
const mostRefused = 16;

/** What starts now. */
export interface Start {
  readonly slot: SlotName;
  readonly folder: string;
  readonly manifest: Manifest;
  /** Whether it is on trial: it goes back if nobody commits it. */
  readonly trial: boolean;
}

/**
 * Two slots and which of them starts. `slots.json` is the truth; the links follow it: `current` leads to the slot that starts, `good` to the one
 * that has proven itself, whose program counts the starts of the other (a release that cannot run cannot count its own).
 */
export class Slots {
  readonly #disk: Disk;
  readonly #folder: string;
  /** A manifest has thousands of lines: each is read once. */
  readonly #known = new Map<SlotName, { readonly manifest: Manifest; readonly digest: string }>();

  constructor({ disk, folder }: SlotsOptions) {
    this.#disk = disk;
    this.#folder = folder;
  }

  folderOf(slot: SlotName): string {
    return join(this.#folder, 'slots', slot);
  }

  /**
   * The state, made anew from what lies in the slots if its file is damaged or contradicts them.
   * @throws TiskiError `update-slot-damaged` if no slot holds a whole release
   */
  state(): SlotsState {
    const file = this.#stateFile;
    const kept = this.#disk.kind(file) === 'file' ? readSlotsState(this.#disk.read(file)) : undefined;
    if (kept && this.#manifest(kept.active, kept)) return kept;
    return this.#found(kept);
  }

  /** The release that the links lead to. */
  running(): Start {
    const state = this.state();
    const manifest = this.#manifest(state.active, state);
    if (!manifest) throw new TiskiError('update-slot-damaged');
    const { active: slot, phase } = state;
    return { slot, folder: this.folderOf(slot), manifest, trial: phase === 'trial' };
  }

  /**
   * Called before every start of the product: counts it, and after three that were never committed goes back. A count that cannot be
   * written does not keep the box from serving. If no slot holds a whole release, the links go, so that the release of the package starts.
   * @throws TiskiError `update-slot-damaged`
   */
  start(): Start {
    const state = this.#stateOrNoLinks();
    try {
      if (state.phase !== 'trial') this.#keep(state);
      else if (state.starts >= mostStarts) this.rollBack();
      else this.#keep({ ...state, starts: state.starts + 1 });
    } catch {
      // What is on disk still starts.
    }
    return this.running();
  }

  /** Empties the idle slot for another release and returns its folder. */
  prepare(): string {
    const state = this.state();
    const idle = other(state.active);
    this.#step(state, 'prepare', { whole: { [state.active]: state.whole[state.active] } });
    const folder = this.folderOf(idle);
    removeAll(this.#disk, folder);
    makeFolderDurably(this.#disk, folder);
    return folder;
  }

  /** The idle slot holds a whole release: every file of it was read back. */
  prepared(manifestDigest: string): void {
    const state = this.state();
    this.#step(state, 'prepared', { whole: { ...state.whole, [other(state.active)]: manifestDigest } });
  }

  /** The next start is that of the new release. */
  switch(): void {
    const state = this.state();
    this.#step(state, 'switch', { active: other(state.active), starts: 0 });
  }

  /** The release on trial has proven itself. */
  commit(): void {
    this.#step(this.state(), 'commit', { starts: 0 });
  }

  /** The release on trial has not: the next start is that of the one before. */
  rollBack(): void {
    const state = this.state();
    const tried = state.whole[state.active];
    const refused = tried === undefined ? state.refused : [...state.refused, tried].slice(-mostRefused);
    this.#step(state, 'roll-back', { active: other(state.active), starts: 0, refused });
  }

  /** @throws TiskiError `update-busy` if the step may not follow */
  #step(state: SlotsState, step: Step, change: Partial<SlotsState>): void {
    const phase = after(state.phase, step);
    if (!phase) throw new TiskiError('update-busy', `${step} in phase ${state.phase}`);
    this.#keep({ ...state, ...change, phase });
  }

  #keep(state: SlotsState): void {
    const content = Buffer.from(`${JSON.stringify(state)}\n`);
    const file = this.#stateFile;
    const same = this.#disk.kind(file) === 'file' && this.#disk.read(file).equals(content);
    if (!same) replaceDurably(this.#disk, file, content);
    const good = state.phase === 'trial' ? other(state.active) : state.active;
    pointDurably(this.#disk, join(this.#folder, 'current'), join('slots', state.active));
    pointDurably(this.#disk, join(this.#folder, 'good'), join('slots', good));
  }

  #stateOrNoLinks(): SlotsState {
    try {
      return this.state();
    } catch (error) {
      for (const name of ['current', 'good']) removeAll(this.#disk, join(this.#folder, name));
      throw error;
    }
  }

  /** Every slot is read through: the state is gone, or names a release that is. */
  #found(kept: SlotsState | undefined): SlotsState {
    const whole = Object.fromEntries(
      slotNames
        .map(slot => [slot, wholeRelease(this.#disk, this.folderOf(slot))] as const)
        .filter(([, digest]) => digest),
    ) as SlotsState['whole'];
    const link = join(this.#folder, 'good');
    const last = this.#disk.kind(link) === 'link' ? basename(this.#disk.linkTarget(link)) : undefined;
    const active = slotNames.toSorted(slot => (slot === last ? -1 : 0)).find(slot => whole[slot]);
    if (!active) throw new TiskiError('update-slot-damaged');
    return { format: 1, active, phase: 'idle', starts: 0, whole, refused: kept?.refused ?? [] };
  }

  #manifest(slot: SlotName, state: SlotsState): Manifest | undefined {
    const known = this.#known.get(slot);
    if (known && known.digest === state.whole[slot]) return known.manifest;
    const found = manifestIn(this.#disk, this.folderOf(slot));
    if (!found || found.digest !== state.whole[slot]) return undefined;
    this.#known.set(slot, found);
    return found.manifest;
  }

  get #stateFile(): string {
    return join(this.#folder, 'slots.json');
  }
}
