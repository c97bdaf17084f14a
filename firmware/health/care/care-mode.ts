import type { CatalogueCode } from '../../../hal/platform/catalogue';
import type { Log } from '../../../hal/platform/log';
import type { Time, Timer } from '../../../hal/platform/time';
import type { Pulse } from '../pulse';
import { linkPulse, loopPulse } from '../pulses';
import { CareAnswers } from './care-answers';
import { CareLink } from './care-link';
import type { CareSettings } from './care-settings';
import { CareWeb } from './care-web';

export interface CareModeOptions {
  readonly settings: CareSettings;
  /** Why the box could not be started. */
  readonly cause: CatalogueCode;
  readonly stateDir: string;
  readonly version: string;
  readonly time: Time;
  readonly log: Log;
  /** Draws from [0, 1). */
  readonly random: () => number;
}

/** Whatever kept the box from starting may be over by itself after so long, ms: a full disk, a port that another program held. */
const tryAgainAfter = 3_600_000;

/**
 * A box that could not be started again and again, and must not be out of reach for that (DIA-09): no devices, no rules, no journal; only the link
 * and a page that says why.
 */
export class CareMode {
  readonly #options: CareModeOptions;
  readonly #answers: CareAnswers;
  readonly #link: CareLink | undefined;
  readonly #web: CareWeb | undefined;
  #tryAgain: Timer | undefined;
  #restart: () => void = () => undefined;
  /** Resolves when a full start is to be tried: somebody asked for it, or an hour has passed. */
  readonly restart: Promise<void>;

  constructor(options: CareModeOptions) {
    const { settings, cause, log } = options;
    const { mqtt, http } = settings;
    this.#options = options;
    this.#answers = new CareAnswers(options.stateDir, log);
    this.restart = new Promise(resolve => {
      this.#restart = resolve;
    });
    if (mqtt)
      this.#link = new CareLink({
        ...options,
        settings: { ...settings, mqtt },
        onRestart: () => this.#restart(),
        answers: this.#answers,
      });
    if (http) this.#web = new CareWeb({ http, cause, log });
  }

  get pulses(): readonly Pulse[] {
    const { stateDir } = this.#options;
    return [loopPulse(stateDir), ...(this.#link ? [linkPulse('link', this.#link)] : [])];
  }

  async start(): Promise<{ readonly http: string | null; readonly mqtt: string | null }> {
    const { time, settings } = this.#options;
    await this.#answers.load();
    this.#link?.start();
    this.#tryAgain = time.after(tryAgainAfter, 'care', () => this.#restart());
    return { http: (await this.#web?.start()) ?? null, mqtt: settings.mqtt?.url ?? null };
  }

  /** @param goodbye whether the box goes away; if not, a full start follows */
  async stop(goodbye = true): Promise<void> {
    this.#tryAgain?.cancel();
    await this.#web?.stop();
    await this.#link?.stop(goodbye);
  }
}
