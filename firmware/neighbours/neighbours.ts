import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { DeviceStatus } from '../../hal/device';
import { messageOf } from '../../hal/platform/error';
import { neighbourDevice, neighbourNames } from '../config/neighbour-names';
import type { Runtime } from '../runtime';
import type { ExtraRoutes, Routes } from '../screens/extra-routes';
import type { Neighbour, NeighbourContext, NeighbourName } from './neighbour';
import { registry } from './registry';

export interface NeighboursOptions extends Omit<NeighbourContext, 'runtime' | 'folder' | 'changed'> {
  readonly runtime: Runtime;
  readonly stateDir: string;
}

/** The systems beside the box that its site file turns on. The others are not even loaded, and nothing is kept for them. */
export class Neighbours implements ExtraRoutes {
  readonly links = [];
  readonly #options: NeighboursOptions;
  readonly #all: readonly Neighbour[];
  #stopping = new AbortController();

  constructor(options: NeighboursOptions) {
    this.#options = options;
    const { site, runtime, stateDir } = options;
    const settings = site.neighbours ?? {};
    const folder = join(stateDir, 'neighbours');
    if (Object.keys(settings).length > 0) mkdirSync(folder, { recursive: true });
    const context = { ...options, folder, changed: () => this.#report() };
    this.#all = Object.values(registry).flatMap(({ open, bookmarks = [] }) => {
      const neighbour = open(settings, context);
      if (neighbour) return [neighbour];
      for (const bookmark of bookmarks) runtime.journal.forget(bookmark);
      return [];
    });
  }

  add(routes: Routes): void {
    for (const neighbour of this.#all) neighbour.addRoutes?.(routes);
  }

  start(): void {
    this.#stopping = new AbortController();
    for (const neighbour of this.#all) neighbour.start?.(this.#stopping.signal);
    this.#report();
  }

  /** Ends all of them; the server calls `stop` of routes without waiting, so this is another name. */
  async end(): Promise<void> {
    this.#stopping.abort();
    await Promise.all(this.#all.map(neighbour => neighbour.stop?.()));
  }

  /** The core keeps what has changed and drops the rest. */
  #report(): void {
    if (this.#stopping.signal.aborted) return;
    for (const { name, health } of this.#all) if (neighbourNames.includes(name)) this.#record(name, health);
  }

  #record(name: NeighbourName, { health, code, warnings = [] }: DeviceStatus): void {
    const { runtime, log } = this.#options;
    const args = {
      device: neighbourDevice(name),
      health,
      ...(code !== undefined && { code }),
      warnings: [...warnings],
    };
    runtime.record({ name: 'device-reported', args }).catch(error => {
      log.error({ neighbour: name, error: messageOf(error) }, 'health of a neighbour not recorded');
    });
  }
}
