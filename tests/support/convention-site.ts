import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Appliance } from '../../firmware/appliance';
import { loadSite } from '../../firmware/config/load-site';
import { type Log, silent } from '../../hal/platform/log';
import { SteadyTime } from './steady-time';

const siteText = (mqtt: string, counters: string) => `
version: 1
site: lieksa
appliance: hub
name: { fi: Lieksan palvelupiste }
languages: [fi]
organisations: [{ id: kela, name: { fi: Kela } }]
services: [{ id: kela, letter: K, organisation: kela, name: { fi: Kela } }]
counters: [${counters}]
kiosks: [{ id: lobby }]
places: [{ id: desk-1, name: { fi: Paikka 1 }, lamp: lamp }]
rings: [{ id: room, source: unit, members: [desk-1] }]
smileys: [{ id: exit, device: faces }]
devices:
  unit: { driver: reported-ring }
  lamp: { driver: virtual-lamp }
  faces: { driver: virtual-smiley-unit, faces: 4 }
http: { port: 0 }
mqtt: ${mqtt}
`;

/** An appliance with something of every kind, that keeps its disk while its settings change. */
export class ConventionSite {
  readonly folder = mkdtempSync(join(tmpdir(), 'tiski-conventions-'));
  readonly #log: Log;
  #appliance: Appliance | undefined;

  constructor(log: Log = silent) {
    this.#log = log;
    mkdirSync(join(this.folder, 'assets'));
  }

  /** @param mqtt the setting, as YAML in one line */
  async start(
    mqtt: string,
    counters = '{ id: c1, name: { fi: Tiski 1 }, services: [kela] }',
  ): Promise<Appliance> {
    const file = join(this.folder, 'site.yaml');
    writeFileSync(file, siteText(mqtt, counters));
    this.#appliance = new Appliance({
      site: loadSite(file).site,
      stateDir: join(this.folder, 'state'),
      assetsDir: join(this.folder, 'assets'),
      time: new SteadyTime(),
      log: this.#log,
      version: '1.2.3',
      random: Math.random,
    });
    await this.#appliance.start();
    return this.#appliance;
  }

  async stop(): Promise<void> {
    await this.#appliance?.stop();
    this.#appliance = undefined;
  }

  async remove(): Promise<void> {
    await this.stop();
    rmSync(this.folder, { recursive: true });
  }
}
