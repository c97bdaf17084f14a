import { Value } from '@sinclair/typebox/value';
import { type CatalogueCode, catalogue, isCatalogueCode } from '../../hal/platform/catalogue';
import { messageOf } from '../../hal/platform/error';
import type { Log } from '../../hal/platform/log';
import type { Time, Timer } from '../../hal/platform/time';
import type { SettingProblem } from '../config/remote/settings-judge';
import { isRecord } from '../config/walk';
import type { Runtime } from '../runtime';
import type { Configured } from '../servicepoint/configuration/configuration-state';
import { Base, Revision, siteFile } from '../servicepoint/configuration/configuration-words';
import { configure } from '../servicepoint/configuration/configuring';
import { mostProblems, type ReportedConfiguration } from './configuration-messages';
import type { ConfiguredSite } from './configured-site';
import { digestOf } from './digest';
import { readMessage } from './read-message';

/** Between attempts to take a configuration that the disk could not, ms. */
const retryAfter = 10_000;

export interface ConfigurationDeskOptions {
  readonly site: ConfiguredSite;
  readonly runtime: Runtime;
  readonly time: Time;
  readonly log: Log;
  /** `reported` has changed without a fact. */
  readonly onReport?: () => void;
}

interface Refused {
  /** Absent where it cannot be read. */
  readonly revision?: string;
  readonly problems: readonly SettingProblem[];
}

/**
 * Takes desired configurations, one at a time and of those that wait only the newest, whole or not at all, and says what became of it. What is in the message is judged
 * here; whether it may come into force now, the core decides.
 */
export class ConfigurationDesk {
  readonly #options: ConfigurationDeskOptions;
  /** The newest that was refused, in all its words: the facts hold but one code. */
  #refused: Refused | undefined;
  #newest: Buffer | undefined;
  #turn: Promise<void> = Promise.resolve();
  #retry: Timer | undefined;

  constructor(options: ConfigurationDeskOptions) {
    this.#options = options;
  }

  /**
   * Resolves when it, or a newer one that came before its turn, is in force or refused, and that is on disk. Never rejects: what the disk
   * could not take is tried again.
   */
  take(payload: Buffer): Promise<void> {
    this.#newest = payload;
    this.#turn = this.#turn.then(() => this.#takeNewest());
    return this.#turn;
  }

  async stop(): Promise<void> {
    this.#retry?.cancel();
    await this.#turn;
    this.#retry?.cancel();
  }

  /** What is in force and what became of the newest that was desired. */
  get reported(): ReportedConfiguration {
    const { active, previous, since, refused } = this.#options.runtime.state.configuration;
    const at = refused?.at ?? since;
    return {
      revision: refused ? (refused.revision ?? null) : (active?.revision ?? null),
      state: refused ? 'refused' : 'accepted',
      since: at === 0 ? null : new Date(at).toISOString(),
      problems: refused ? this.#problemsOf(refused).slice(0, mostProblems) : [],
      active: active?.revision ?? null,
      digest: active?.digest ?? siteFile,
      previous: previous?.revision ?? null,
    };
  }

  async #takeNewest(): Promise<void> {
    const { log } = this.#options;
    const payload = this.#newest;
    if (!payload) return;
    this.#newest = undefined;
    this.#retry?.cancel();
    try {
      const refused = await this.#outcome(payload);
      this.#refused = refused;
      if (refused) await this.#refuse(refused);
    } catch (error) {
      log.error({ error: messageOf(error) }, 'configuration not taken');
      this.#retry = this.#options.time.after(
        retryAfter,
        'configuration retry',
        () => void this.take(payload),
      );
    }
    this.#options.onReport?.();
  }

  /** Puts it into force, or says why not. @throws when the disk cannot be written */
  async #outcome(payload: Buffer): Promise<Refused | undefined> {
    // An empty message takes a retained one away (MQTT 5, 3.3.1.3).
    if (payload.length === 0) return this.#configure(undefined, undefined);
    const { site: keeper, runtime } = this.#options;
    const read = readMessage(payload);
    if ('code' in read) return { problems: [problem(read.code, read.detail)] };
    const { message } = read;
    const revision = wordOf(message, 'revision', Revision);
    const base = wordOf(message, 'base', Base);
    const settings = isRecord(message) ? message.settings : undefined;
    const configured = revision !== undefined && { revision, digest: digestOf(settings ?? null) };
    if (configured) {
      // Asked first: a copy that comes again and again must cost neither time nor disk.
      const args = { configuration: configured, ...(base !== undefined && { base }) };
      const decision = configure(runtime.state, args);
      if (!decision.ok) return refusedBy(decision.code, revision);
    }
    const { site, problems } = keeper.judge(message);
    if (!site || !configured)
      return { ...(revision !== undefined && { revision }), problems: problems ?? [] };
    await keeper.keep(configured.digest, settings, site);
    return this.#configure(configured, base);
  }

  async #configure(
    configuration: Configured | undefined,
    base: string | undefined,
  ): Promise<Refused | undefined> {
    const args = { ...(configuration && { configuration }), ...(base !== undefined && { base }) };
    const { refused } = await this.#options.runtime.record({ name: 'configure', args });
    return typeof refused === 'string' && isCatalogueCode(refused)
      ? refusedBy(refused, configuration?.revision)
      : undefined;
  }

  async #refuse({ revision, problems: [first] }: Refused): Promise<void> {
    const { runtime, log } = this.#options;
    const code = first?.code ?? 'internal-error';
    log.warn({ revision, code, path: first?.path }, 'configuration refused');
    const args = { ...(revision !== undefined && { revision }), code };
    await runtime.record({ name: 'configuration-refused', args });
  }

  #problemsOf({ revision, code }: { readonly revision?: string; readonly code: string }): SettingProblem[] {
    const told = this.#refused;
    if (told && told.revision === revision && told.problems[0]?.code === code) return [...told.problems];
    const known = isCatalogueCode(code) ? [problem(code)] : [];
    return code === 'configuration-unfit' ? [...known, ...this.#options.site.unfit] : known;
  }
}

function refusedBy(code: CatalogueCode, revision: string | undefined): Refused {
  return { ...(revision !== undefined && { revision }), problems: [problem(code, undefined, pathOf(code))] };
}

function problem(code: CatalogueCode, detail?: string, path = ''): SettingProblem {
  const { what, advice } = catalogue[code];
  return { code, path, what: detail === undefined ? what : `${what}: ${detail}`, advice };
}

function pathOf(code: CatalogueCode): string {
  return code === 'configuration-base' ? '/base' : '/revision';
}

function wordOf(message: unknown, name: string, schema: typeof Revision | typeof Base): string | undefined {
  const value = isRecord(message) && Object.hasOwn(message, name) ? message[name] : undefined;
  return Value.Check(schema, value) ? value : undefined;
}
