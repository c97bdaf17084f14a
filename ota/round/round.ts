import type { CatalogueCode } from '../../hal/platform/catalogue';
import { isTiskiError, TiskiError } from '../../hal/platform/error';
import type { Log } from '../../hal/platform/log';
import type { Time } from '../../hal/platform/time';
import type { Offer, UpdateClient } from '../client/update-client';
import type { Notes } from '../format/manifest';
import { judgeProof } from '../proof/judge-proof';
import { type Assignment, type Desired, heldBack } from '../rollout/admission';
import { placeOf } from '../rollout/cohort';
import type { Slots } from '../slots/slots';
import { mayNotInstall, mayNotLead } from '../window/may-install';
import type { Told } from '../window/told';
import { lastProofs, type NextUpdater } from './last-proofs';
import type { RoundMemories, RoundMemory, UpdateState } from './round-memory';

/** The program that serves, as the updater sees it. */
export interface Served {
  /** What it says of itself; nothing if nobody answers. */
  told(): Promise<Told | undefined>;
  /** Starts it anew, from whatever `current` leads to. Resolves when that has been asked for. */
  restart(): Promise<void>;
  /** Lets it print test tickets; whether each came out, by device. Nothing if nobody answers. */
  printed?(): Promise<Readonly<Record<string, boolean>> | undefined>;
}

export interface RoundOptions {
  readonly slots: Slots;
  readonly client: Pick<UpdateClient, 'check' | 'install' | 'prove'>;
  readonly served: Served;
  readonly next: NextUpdater;
  /** Whether a release must print before it is kept. */
  readonly printTest?: boolean;
  readonly memories: RoundMemories;
  /** What the broker wants, as the appliance has passed it on. */
  readonly desired: () => Desired | undefined;
  /** What an update server of the operator says, if one is asked. */
  readonly assigned?: () => Assignment;
  readonly time: Time;
  readonly log: Log;
}

/** From one question to the repository to the next, ms; spread over the fleet by up to half of it. */
const checkEvery = 60 * 60_000;

/**
 * One look at everything, once a minute, by a program that ends after it: what must be remembered is on disk, so any of them may be cut at any
 * point. Goes at most one step: tells before it does, then does.
 */
export class Round {
  readonly #options: RoundOptions;

  constructor(options: RoundOptions) {
    this.#options = options;
  }

  /** @throws TiskiError `update-slot-damaged`, or the error of the file system */
  async once(): Promise<void> {
    const { slots, memories, served } = this.#options;
    const memory = memories.read();
    const told = await served.told();
    if (slots.state().phase === 'trial') await this.#onTrial(memory, told);
    else await this.#forward(this.#ended(memory), told);
  }

  /** All that a round needs, without a step: what the updater of a release on trial must be able to do. @throws TiskiError */
  async rehearse(): Promise<void> {
    const { slots, memories, served, client } = this.#options;
    slots.state();
    memories.read();
    if (!(await served.told())) throw new TiskiError('update-box-silent');
    await client.prove();
  }

  async #onTrial(memory: RoundMemory, told: Told | undefined): Promise<void> {
    const { slots, served, log, time } = this.#options;
    const release = slots.running().manifest.version;
    const kept = memory.trial?.release === release ? memory.trial : undefined;
    // Started by hand, or its memory is lost: then it is compared with what is told first.
    const before = kept?.before ?? (told && { ...told, version: release });
    const trial = before && { ...kept, release, before, looks: (kept?.looks ?? 0) + 1 };
    const judged = trial && judgeProof({ release, before, after: told, look: trial.looks });
    const verdict = trial && judged === 'proven' ? await lastProofs(this.#options, trial, told) : judged;
    if (verdict === 'proven') {
      slots.commit();
      this.#tell({ ...without(memory) }, release, 'committed');
      log.info({ release }, 'update kept');
    } else if (typeof verdict === 'object' && 'failed' in verdict && !servesSomebody(told)) {
      slots.rollBack();
      this.#tell(without(memory), release, 'rolled-back', verdict.failed);
      log.error({ release, code: verdict.failed }, 'update did not prove itself');
      await served.restart();
    } else {
      const { misses = trial?.misses, reason } =
        typeof verdict === 'object' && 'misses' in verdict ? verdict : {};
      const seen = trial && { ...trial, ...(misses !== undefined && { misses }) };
      this.#tell(seen ? { ...memory, trial: seen } : memory, release, 'trial', reason);
      // Cut between the switch and the restart: the release before still runs.
      if ((trial?.looks ?? 1) === 1 && told?.version !== release && !mayNotInstall(told, time.now()))
        await served.restart();
    }
  }

  /** A trial that ended between two rounds: by its starts, or by a person. */
  #ended(memory: RoundMemory): RoundMemory {
    const { phase } = this.#options.slots.state();
    const { trial } = memory;
    const isOver =
      trial && memory.report.state === 'trial' && (phase === 'rolled-back' || phase === 'committed');
    if (!isOver) return memory;
    return phase === 'committed'
      ? this.#tell(without(memory), trial.release, 'committed')
      : this.#tell(without(memory), trial.release, 'rolled-back', 'update-starts-failed');
  }

  async #forward(memory: RoundMemory, told: Told | undefined): Promise<void> {
    const { time, slots, log, served } = this.#options;
    const busy = mayNotInstall(told, time.now());
    const { state: said, release: tried } = memory.report;
    // Gone back, but the restart was cut or refused.
    if (said === 'rolled-back' && told?.version === tried && !busy) await served.restart();
    const hold = (told && tried !== null && mayNotLead(told, tried)) || this.#options.assigned?.().notStarted;
    const isReady = slots.state().phase === 'verified' && !busy && !hold;
    // A release that would start now is asked for once more: the rollout may have been stopped since.
    if (!told || !(isReady || this.#isDue(memory, told.box))) {
      if (memory.report.state === 'starting' || memory.report.state === 'waiting')
        this.#tell(memory, memory.report.release, 'waiting', busy ?? hold);
      return;
    }
    const checked = { ...memory, checkedAt: time.now() };
    let offer: Offer | undefined;
    try {
      offer = await this.#options.client.check(siteOf(told));
    } catch (error) {
      if (!isTiskiError(error)) throw error;
      log.warn({ code: error.code }, 'update not looked for');
      const { state, release } = memory.report;
      if (state === 'starting') this.#tell(checked, release, 'waiting', error.code);
      else this.#options.memories.keep(checked);
      return;
    }
    if (!offer) return void this.#options.memories.keep(checked);
    await this.#offered(offer, checked, told, busy);
  }

  async #offered(
    { head: { version: release, notes }, rollout }: Offer,
    memory: RoundMemory,
    told: Told,
    busy: CatalogueCode | undefined,
  ): Promise<void> {
    const { slots, client, served, desired, log } = this.#options;
    const assigned = this.#options.assigned?.();
    const say = (state: UpdateState, reason?: CatalogueCode) =>
      this.#tell(memory, release, state, reason, notes);
    const held = heldBack({ box: told.box, release, rollout, desired: desired(), assigned });
    if (held) return void say('held', held);
    const { report } = memory;
    const isHere = report.release === release && (report.state === 'waiting' || report.state === 'starting');
    if (assigned?.gently && busy && !isHere) return void say('held', busy);
    try {
      await client.install(siteOf(told));
    } catch (error) {
      if (!isTiskiError(error)) throw error;
      log.warn({ release, code: error.code }, 'update not brought in');
      say('failed', error.code);
      return;
    }
    const wait = busy ?? mayNotLead(told, release) ?? assigned?.notStarted;
    if (wait) return void say('waiting', wait);
    // Said first, done a round later: a box that never comes back has then said what it was about to do, and who stands before it was told.
    if (report.state !== 'starting' || report.release !== release) return void say('starting');
    this.#tell({ ...memory, trial: { release, before: told, looks: 0 } }, release, 'trial', undefined, notes);
    slots.switch();
    log.info({ release }, 'update starts');
    await served.restart();
  }

  #isDue({ checkedAt }: RoundMemory, box: string): boolean {
    const now = this.#options.time.now();
    const spread = (placeOf('check', box) / 2 ** 32) * (checkEvery / 2);
    // A clock that was set back must not keep it from asking.
    return checkedAt === undefined || now < checkedAt || now - checkedAt >= checkEvery / 2 + spread;
  }

  #tell(
    memory: RoundMemory,
    release: string | null,
    state: UpdateState,
    reason?: CatalogueCode,
    news?: Notes,
  ): RoundMemory {
    const { report } = memory;
    const isSame = report.release === release && report.state === state;
    const since = isSame ? report.since : this.#options.time.now();
    const notes = news ?? (report.release === release ? report.notes : undefined);
    const told = {
      ...memory,
      report: { release, state, since, reason: reason ?? null, ...(notes && { notes }) },
    };
    this.#options.memories.keep(told);
    return told;
  }
}

/** Somebody who would be interrupted by the way back: it waits for them, though not for closing time. */
function servesSomebody(told: Told | undefined): boolean {
  const { busy = [] } = { ...told };
  return busy.some(reason => reason === 'customer' || reason === 'ring' || reason === 'technician');
}

function without({ trial: _, ...memory }: RoundMemory): RoundMemory {
  return memory;
}

function siteOf({ box }: Told): string | undefined {
  return box.split('/')[0];
}
