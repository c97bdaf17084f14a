import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { StateView } from '../../firmware/screens/views';
import { silent } from '../../hal/platform/log';
import type { BenchView } from '../../simulator/bench-page/bench-view';
import { SimulatedSite } from '../../simulator/simulated-site';
import { siteSettings } from '../../simulator/site-settings';
import { awake, SteadyTime } from './steady-time';

/** What `npm start` runs, in this process, with the bench in the hands of a test. */
export class SiteBench {
  readonly #folder = mkdtempSync(join(tmpdir(), 'tiski-site-bench-'));
  readonly #site: SimulatedSite;
  #http = '';

  /** @param site a site of the simulator or a site file; `virtual` as by `--simulated` */
  constructor(site: string, { virtual = false } = {}) {
    const settings = siteSettings(site, '1', {
      TISKI_STATE_DIR: this.#folder,
      TISKI_HTTP_PORT: '0',
      TISKI_MQTT_PORT: '0',
      TISKI_PEOPLE: '0',
    });
    const time = new SteadyTime();
    this.#site = new SimulatedSite({
      settings,
      virtual,
      time,
      log: silent,
      version: '1',
      random: Math.random,
    });
  }

  async start(): Promise<this> {
    this.#http = (await this.#site.start()).http;
    return this;
  }

  async stop(): Promise<void> {
    await this.#site.stop();
    rmSync(this.#folder, { recursive: true });
  }

  async post(path: string, body: object): Promise<void> {
    const headers = { 'content-type': 'application/json' };
    const reply = await fetch(this.#http + path, { method: 'POST', headers, body: JSON.stringify(body) });
    if (!reply.ok) throw new Error(`${path}: ${reply.status} ${await reply.text()}`);
  }

  /** Resolves as soon as it is so. @throws Error after 9 s, with what was seen last */
  async until(condition: (bench: BenchView, state: StateView) => boolean): Promise<void> {
    const patience = awake() + 9_000;
    for (;;) {
      const [bench, state] = (await Promise.all(
        ['/simulator/api/state', '/api/state'].map(async path => (await fetch(this.#http + path)).json()),
      )) as [BenchView, StateView];
      if (condition(bench, state)) return;
      if (awake() > patience) {
        throw new Error(`not seen: ${condition}; ${JSON.stringify({ ...bench, messages: [], state })}`);
      }
      await new Promise(resolve => setTimeout(resolve, 30));
    }
  }
}
