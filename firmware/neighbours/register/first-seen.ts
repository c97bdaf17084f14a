import { join } from 'node:path';
import { readIfThere, writeDurably } from '../../../hal/platform/durable-file';
import type { Site } from '../../config/site';
import type { ServiceEvent } from '../../servicepoint/events';
import { identityOf, seenAs } from './device-register';

/** When each device was ok first; longer than the journal keeps its facts. */
export class FirstSeen {
  readonly #file: string;
  #known = new Map<string, number>();

  constructor(folder: string) {
    this.#file = join(folder, 'first-seen.json');
  }

  get known(): ReadonlyMap<string, number> {
    return this.#known;
  }

  async read(): Promise<void> {
    const text = await readIfThere(this.#file);
    if (text !== undefined) this.#known = new Map(JSON.parse(text) as [string, number][]);
  }

  /** Devices that are no more are forgotten when another one comes. */
  async take({ type, at, data }: ServiceEvent, site: Pick<Site, 'devices'>): Promise<void> {
    if (type !== 'device.changed' || data.health !== 'ok' || !Object.hasOwn(site.devices, data.device))
      return;
    const name = seenAs(data.device, identityOf(site, data.device));
    if (this.#known.has(name)) return;
    this.#known.set(name, at);
    const wired = new Set(Object.keys(site.devices).map(device => seenAs(device, identityOf(site, device))));
    for (const old of this.#known.keys()) if (!wired.has(old)) this.#known.delete(old);
    await writeDurably(this.#file, JSON.stringify([...this.#known]));
  }
}
