import type { CatalogueCode } from '../../hal/platform/catalogue';
import { isTiskiError } from '../../hal/platform/error';
import type { Log } from '../../hal/platform/log';
import type { Time } from '../../hal/platform/time';
import type { UpdateClient } from '../client/update-client';
import { compareVersions, isVersion } from '../format/version-order';
import type { Assignment } from '../rollout/admission';
import type { RoundMemories } from '../round/round-memory';
import type { Slots } from '../slots/slots';
import { type Base, sleepOf, type Work } from './ddi-answers';
import type { DdiClient } from './ddi-client';
import { closed, type Feedback, feedbackOf } from './feedback';
import type { Action, HawkbitMemories, HawkbitMemory } from './hawkbit-memory';

export interface HawkbitDeskOptions {
  readonly ddi: DdiClient;
  readonly memories: HawkbitMemories;
  /** Of the rounds. */
  readonly rounds: RoundMemories;
  readonly slots: Slots;
  /** The software module that is this product. */
  readonly module: string;
  /** Whether the box confirms by itself. */
  readonly confirm: boolean;
  /** What it says of itself beside its version; values of at most 128 characters. */
  readonly attributes: Readonly<Record<string, string>>;
  readonly time: Time;
  readonly log: Log;
}

type Client = Pick<UpdateClient, 'check' | 'install' | 'prove'>;

const minute = 60_000;

/** So many messages of an action are remembered; there are not many kinds. */
const mostTold = 50;

/** After failures in a row, ms. */
const retries = { first: 5 * minute, most: 60 * minute };

/** Polls that may be missed before what was heard counts for nothing, and how long that takes at least, ms. */
const stale = { polls: 3, least: 15 * minute };

/**
 * Between hawkBit and the rounds of the updater: before a round it hears what is wanted, after it tells what became of that. It never fails a round: whatever is
 * wrong with the server, the box goes on with what it has, and starts nothing new.
 */
export class HawkbitDesk {
  readonly #options: HawkbitDeskOptions;
  /** Why the repository offered nothing in this round. */
  #refusal: CatalogueCode | undefined;

  constructor(options: HawkbitDeskOptions) {
    this.#options = options;
  }

  /** @throws the error of the file system */
  async before(): Promise<void> {
    const { ddi, memories, time, log } = this.#options;
    const memory = memories.read();
    const now = time.now();
    if (!this.#isDue(memory, now)) return;
    try {
      const base = await ddi.poll();
      const heard = { ...memory, failures: 0, sleep: sleepOf(base), polledAt: now, heardAt: now };
      memories.keep(await this.#follow(base, heard));
    } catch (error) {
      if (!isTiskiError(error)) throw error;
      log.warn({ code: error.code, detail: error.message }, 'hawkBit not heard');
      memories.keep({ ...memory, failures: memory.failures + 1, polledAt: now });
    }
  }

  /** What the server lets this box do now. */
  assigned(): Assignment {
    const { memories, time } = this.#options;
    const { action, heardAt, sleep } = memories.read();
    if (action?.release === undefined) return { gently: false, notBrought: 'hawkbit-none-assigned' };
    const { release, download, update } = action;
    const age = time.now() - (heardAt ?? Number.NEGATIVE_INFINITY);
    const isHeard = age >= 0 && age <= Math.max(stale.polls * sleep, stale.least);
    const shut = update === 'skip' ? 'hawkbit-window-shut' : undefined;
    const notStarted = shut ?? (isHeard ? undefined : 'hawkbit-silent');
    return {
      release,
      gently: download !== 'forced',
      ...(download === 'skip' && { notBrought: 'hawkbit-window-shut' }),
      ...(notStarted && { notStarted }),
    };
  }

  /** The same client, whose troubles are told to the server, and whose proof is that of the server as well. */
  wrap(client: Client): Client {
    return {
      check: async site => {
        this.#refusal = undefined;
        try {
          return await client.check(site);
        } catch (error) {
          if (isTiskiError(error)) this.#refusal = error.code;
          throw error;
        }
      },
      install: async site => {
        if (this.#options.slots.state().phase !== 'verified')
          await this.#tell({ execution: 'download', result: 'none', details: [] });
        return client.install(site);
      },
      prove: async () => {
        await client.prove();
        await this.#options.ddi.poll();
      },
    };
  }

  /** @throws the error of the file system */
  async after(): Promise<void> {
    const { slots, rounds, memories } = this.#options;
    const { action } = memories.read();
    if (!action) return;
    const { manifest, trial } = slots.running();
    const feedback = feedbackOf({
      release: action.release,
      running: manifest.version,
      trial,
      report: rounds.read().report,
      refusal: this.#refusal,
    });
    if (feedback) await this.#tell(feedback);
  }

  /** Each thing once, as an action may have a thousand messages; while the server cannot be heard, nothing: what counts is how it stands when it comes back. */
  async #tell(feedback: Feedback): Promise<void> {
    const { ddi, memories, rounds, time, log } = this.#options;
    const memory = memories.read();
    const { action } = memory;
    const what = keyOf(feedback);
    if (!action || memory.failures > 0 || action.told.includes(what)) return;
    try {
      const { release, since } = rounds.read().report;
      const isLate = feedback.execution === 'closed' && release === action.release;
      const at = (isLate ? since : null) ?? time.now();
      const outcome = await ddi.tell('deploymentBase', action.id, feedback, at);
      const isOver = outcome === 'gone' || feedback.execution === 'closed';
      const told = [...action.told, what].slice(-mostTold);
      memories.keep(isOver ? without(memory) : { ...memory, action: { ...action, told } });
    } catch (error) {
      if (!isTiskiError(error)) throw error;
      log.warn({ code: error.code, detail: error.message }, 'hawkBit not told');
      memories.keep({ ...memory, failures: memory.failures + 1, polledAt: time.now() });
    }
  }

  #isDue({ polledAt, failures, sleep }: HawkbitMemory, now: number): boolean {
    // A clock that was set back must not keep it from asking; before a start the last word is asked for.
    if (polledAt === undefined || now < polledAt) return true;
    if (failures > 0) return now - polledAt >= Math.min(retries.first * 2 ** (failures - 1), retries.most);
    return now - polledAt >= sleep || this.#options.rounds.read().report.state === 'starting';
  }

  async #follow({ _links: links = {} }: Base, memory: HawkbitMemory): Promise<HawkbitMemory> {
    if (links.configData) await this.#describe(links.configData.href);
    if (links.confirmationBase) return this.#confirm(links.confirmationBase.href, memory);
    if (links.cancelAction) return this.#cancel(links.cancelAction.href, memory);
    if (!links.deploymentBase) return without(memory);
    return this.#take(links.deploymentBase.href, memory);
  }

  /** Attributes are for people: a server that does not take them may still say what is wanted. */
  async #describe(href: string): Promise<void> {
    const { ddi, slots, attributes, log } = this.#options;
    try {
      await ddi.describe(href, { version: slots.running().manifest.version, ...attributes });
    } catch (error) {
      if (!isTiskiError(error)) throw error;
      log.warn(
        { code: error.code, detail: error.message },
        'hawkBit does not take what the box says of itself',
      );
    }
  }

  async #take(href: string, memory: HawkbitMemory): Promise<HawkbitMemory> {
    const { ddi, slots, rounds, log } = this.#options;
    if (memory.action?.href === href) return memory;
    const found = await ddi.deployment(href);
    if (!found) return without(memory);
    const { id, deployment } = found;
    const { action } = memory;
    // One that is on trial is seen to its end; the server shows the other again afterwards.
    if (action && action.id !== id && slots.state().phase === 'trial') return memory;
    const release = this.#releaseIn(deployment);
    const { download = 'attempt', update = 'attempt', maintenanceWindow } = deployment;
    const next: Action = {
      id,
      href,
      download,
      update: maintenanceWindow === 'unavailable' ? 'skip' : update,
      ...(release !== undefined && { release }),
      told: action?.id === id ? action.told : [],
    };
    log.info({ action: id, release, download, update }, 'hawkBit has assigned');
    // The repository is asked in this very round.
    const { checkedAt: _, ...round } = rounds.read();
    rounds.keep(round);
    return { ...memory, action: next };
  }

  /** What runs already cannot be called off; all else can. */
  async #cancel(href: string, memory: HawkbitMemory): Promise<HawkbitMemory> {
    const { ddi, slots, time, log } = this.#options;
    const found = await ddi.cancel(href);
    if (!found) return memory;
    const { action } = memory;
    const isStarted =
      action?.id === found.cancelAction.stopId && slots.running().manifest.version === action.release;
    const answer: Feedback = isStarted
      ? { execution: 'rejected', result: 'none', details: ['The release runs already'] }
      : closed('success');
    log.info({ action: found.cancelAction.stopId, isStarted }, 'hawkBit calls off');
    await ddi.tell('cancelAction', found.id, answer, time.now());
    return isStarted ? memory : without(memory);
  }

  async #confirm(href: string, memory: HawkbitMemory): Promise<HawkbitMemory> {
    const { ddi, slots, confirm } = this.#options;
    if (!confirm) return memory;
    const found = await ddi.confirmation(href);
    if (!found) return memory;
    const release = this.#releaseIn(found.confirmation);
    const running = slots.running().manifest.version;
    if (release !== undefined && compareVersions(release, running) >= 0)
      await ddi.confirm(found.id, 'confirmed', []);
    else await ddi.confirm(found.id, 'denied', closed('failure', 'hawkbit-no-release').details);
    return memory;
  }

  #releaseIn({ chunks }: Work): string | undefined {
    const [own, another] = chunks.filter(({ name }) => name === this.#options.module);
    return own && !another && isVersion(own.version) ? own.version : undefined;
  }
}

function without({ action: _, ...memory }: HawkbitMemory): HawkbitMemory {
  return memory;
}

/** A wait whose reason changes is no news; a trouble is. */
function keyOf({ execution, result, details }: Feedback): string {
  return execution === 'rejected' ? `${execution} ${details.join()}` : `${execution} ${result}`;
}
