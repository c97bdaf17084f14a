import type { Log } from '../../hal/platform/log';
import type { Time } from '../../hal/platform/time';
import type { Site } from '../config/site';
import { Announcements } from './announcements';
import { type Credentials, credentialsOf } from './credentials';
import type { Homie } from './homie/homie';
import type { Present } from './present';
import type { Session } from './session';

export interface OtherProgramsOptions {
  readonly site: Site;
  readonly version: string;
  readonly stateDir: string;
  readonly time: Time;
  readonly log: Log;
  /** Draws from [0, 1). */
  readonly random: () => number;
  readonly credentials?: (() => Credentials) | undefined;
  /** What is true and on disk; nothing while something is on its way there. */
  readonly present: () => Present | undefined;
}

/** How programs that do not know the box's own messages come to know it: Home Assistant and Homie, each only where the site file asks for it. */
export class OtherPrograms {
  readonly #announcements: Announcements;
  readonly #homie: Homie | undefined;

  constructor(options: OtherProgramsOptions) {
    this.#announcements = new Announcements(options);
    this.#homie = homieOf(options);
  }

  start(signal: AbortSignal): void {
    this.#announcements.start();
    this.#homie?.start(signal);
  }

  /** The link has a new connection. */
  opened(session: Session): void {
    this.#announcements.opened(session);
  }

  /** Something may have changed. */
  refresh(): void {
    this.#homie?.refresh();
  }

  /** Takes at most a few seconds. */
  async stop(): Promise<void> {
    await this.#homie?.stop();
  }
}

/** Loaded only where it is asked for. */
function homieOf(options: OtherProgramsOptions): Homie | undefined {
  const { mqtt } = options.site;
  if (!mqtt?.homie) return undefined;
  const { Homie } = require('./homie/homie') as typeof import('./homie/homie');
  const domain = mqtt.homie === true ? 'homie' : mqtt.homie;
  const { credentials = () => credentialsOf(mqtt) } = options;
  return new Homie({ ...options, domain, credentials });
}
