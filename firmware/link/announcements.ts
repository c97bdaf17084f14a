import { messageOf } from '../../hal/platform/error';
import type { Log } from '../../hal/platform/log';
import type { Site } from '../config/site';
import { Announced } from './announced';
import type { Session } from './session';
import { Topics } from './topics';

export interface AnnouncementsOptions {
  readonly site: Site;
  readonly version: string;
  readonly stateDir: string;
  readonly log: Log;
}

/**
 * What the box leaves at the broker outside its own topics over the link's connection: how Home Assistant finds it. What an earlier
 * setting had left there, Homie's topics included, is taken back. A broker whose rules forbid it is not argued with.
 */
export class Announcements {
  readonly #options: AnnouncementsOptions;
  readonly #homeAssistant: Announced;
  readonly #homie: Announced;
  #loaded: Promise<unknown> = Promise.resolve();

  constructor(options: AnnouncementsOptions) {
    this.#options = options;
    this.#homeAssistant = new Announced(options.stateDir, 'home-assistant');
    this.#homie = new Announced(options.stateDir, 'homie');
  }

  start(): void {
    this.#loaded = Promise.all([this.#homeAssistant.load(), this.#homie.load()]);
  }

  /** A new connection. One message at a time, so that nothing else waits for these. */
  opened(session: Session): void {
    this.#tell(session).catch(error =>
      this.#options.log.warn({ error: messageOf(error) }, 'not announced to other programs'),
    );
  }

  async #tell(session: Session): Promise<void> {
    await this.#loaded;
    await this.#say(session, this.#homeAssistant, this.#wanted());
    // While Homie is on, its own connection tidies up.
    if (this.#options.site.mqtt?.homie === undefined) await this.#say(session, this.#homie, new Map());
  }

  async #say(session: Session, announced: Announced, wanted: ReadonlyMap<string, string>): Promise<void> {
    const old = announced.topics.filter(topic => !wanted.has(topic));
    if (wanted.size > 0) await announced.save({ topics: [...wanted.keys(), ...old] });
    for (const [topic, payload] of wanted) await this.#publish(session, topic, payload);
    if (old.length === 0) return;
    const refused = [];
    for (const topic of old) if (!(await this.#publish(session, topic, ''))) refused.push(topic);
    await announced.save({ topics: [...wanted.keys(), ...refused] });
  }

  /** Resolves with whether the broker took it; never, if the connection ends before it answers. */
  #publish(session: Session, topic: string, payload: string): Promise<boolean> {
    const { log } = this.#options;
    return new Promise(resolve => {
      const refused = (reason: string) => {
        log.warn({ topic, reason }, 'the broker does not allow it');
        resolve(false);
      };
      session.publish({ topic, payload, retain: true, contentType: 'application/json', refused }, () =>
        resolve(true),
      );
    });
  }

  #wanted(): ReadonlyMap<string, string> {
    const { site, version } = this.#options;
    const asked = site.mqtt?.homeAssistant;
    if (asked === undefined) return new Map();
    const { discovery } =
      require('./home-assistant/discovery') as typeof import('./home-assistant/discovery');
    const prefix = asked === true ? undefined : asked;
    const { topic, body } = discovery(site, new Topics(site.site, site.appliance), version, prefix);
    return new Map([[topic, JSON.stringify(body)]]);
  }
}
