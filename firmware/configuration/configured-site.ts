import { messageOf } from '../../hal/platform/error';
import type { Log } from '../../hal/platform/log';
import { type Judgement, type SettingProblem, SettingsJudge } from '../config/remote/settings-judge';
import { rulesOf } from '../config/rules-of-site';
import type { Site } from '../config/site';
import type { Committed } from '../journal/journal';
import type { Runtime } from '../runtime';
import type { Configured } from '../servicepoint/configuration/configuration-state';
import type { ServiceEvent } from '../servicepoint/events';
import { DesiredConfiguration } from './configuration-messages';
import { KeptSettings } from './kept-settings';
import type { SiteNow } from './site-now';

export interface ConfiguredSiteOptions {
  /** As the site file says. */
  readonly site: Site;
  readonly runtime: Runtime;
  /** Path of the file that keeps the settings in force and those before. */
  readonly file: string;
  readonly log: Log;
}

type UnfitCode = 'configuration-unfit' | 'configuration-lost';

interface Unfit {
  readonly digest: string;
  readonly code: UnfitCode;
  readonly problems: readonly SettingProblem[];
}

/**
 * The site file with the settings in force over it. The journal says which settings those are, a file beside it what is in them: the file is
 * written first, then comes the fact, and the fact puts them in force. So a stop at any instant leaves either the old or the new.
 */
export class ConfiguredSite implements SiteNow {
  readonly #options: ConfiguredSiteOptions;
  readonly #judge: SettingsJudge;
  readonly #kept: KeptSettings;
  /** Sites by the digest of the settings over them: those that may come into force. */
  readonly #sites = new Map<string, Site>();
  #unfit: readonly Unfit[] = [];
  #now: Site;

  constructor(options: ConfiguredSiteOptions) {
    this.#options = options;
    this.#judge = new SettingsJudge(options.site);
    this.#kept = new KeptSettings(options.file);
    this.#now = options.site;
  }

  get now(): Site {
    return this.#now;
  }

  /** Why the settings that were in force at the last stop are no more; empty when they are. */
  get unfit(): readonly SettingProblem[] {
    return this.#unfit.flatMap(({ problems }) => problems);
  }

  /** Puts into force what was in force at the last stop, before anything is decided or shown. Never rejects: without it the site file holds. */
  async load(): Promise<void> {
    const { runtime, log } = this.#options;
    const { active, previous } = runtime.state.configuration;
    try {
      await this.#kept.load();
    } catch (error) {
      log.error({ error: messageOf(error) }, 'kept configuration not readable');
    }
    const known = [active, previous].flatMap(one => (one ? [one.digest] : []));
    this.#unfit = [...new Set(known)].flatMap(digest => this.#prepare(digest));
    if (active) this.#apply(active);
  }

  /** Follows the facts from now on, and says what does not fit any more. @throws TiskiError `journal-unwritable` */
  async start(): Promise<void> {
    const { runtime } = this.#options;
    // Before everybody who shows something by the site when a fact comes.
    runtime.events.prependListener('committed', this.#committed);
    for (const { digest, code } of this.#unfit)
      await runtime.record({ name: 'configuration-unfit', args: { digest, code } });
  }

  stop(): void {
    this.#options.runtime.events.off('committed', this.#committed);
  }

  /** @param message a desired configuration of any form */
  judge(message: unknown): Judgement {
    return this.#judge.judge(message, DesiredConfiguration);
  }

  /** Makes settings that fit ready to come into force. @throws the error of the file system */
  async keep(digest: string, settings: unknown, site: Site): Promise<void> {
    const { active, previous } = this.#options.runtime.state.configuration;
    const others = [active, previous].flatMap(one => (one ? [one.digest] : []));
    if (!this.#kept.has(digest)) await this.#kept.keep(digest, settings, others);
    for (const name of this.#sites.keys()) if (!others.includes(name)) this.#sites.delete(name);
    this.#sites.set(digest, site);
  }

  #prepare(digest: string): Unfit[] {
    if (!this.#kept.has(digest)) return [{ digest, code: 'configuration-lost', problems: [] }];
    const message = { version: 1, revision: 'kept', settings: this.#kept.find(digest) };
    const { site, problems } = this.judge(message);
    if (!site) return [{ digest, code: 'configuration-unfit', problems }];
    this.#sites.set(digest, site);
    return [];
  }

  readonly #committed = (facts: readonly Committed<ServiceEvent>[]): void => {
    for (const { event } of facts) {
      if (event.type === 'appliance.configured') this.#apply(event.data.configuration ?? null);
    }
  };

  #apply(configured: Configured | null): void {
    const { site: ofFile, runtime, log } = this.#options;
    const site = configured ? this.#sites.get(configured.digest) : ofFile;
    log.info({ revision: configured?.revision ?? null, fits: site !== undefined }, 'configured');
    this.#now = site ?? ofFile;
    runtime.useRules(rulesOf(this.#now));
  }
}
