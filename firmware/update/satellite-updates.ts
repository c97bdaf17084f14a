import type { Hal } from '../../hal/hal';
import type { MessageBus } from '../../hal/message-bus';
import type { Log } from '../../hal/platform/log';
import type { Time } from '../../hal/platform/time';
import { type Quiet, quietEvery, quietTopic, readQuiet } from './quiet-message';
import { UpdateDesk } from './update-desk';
import type { UpdateView } from './update-route';
import { UpdateSocket } from './update-socket';

export interface SatelliteUpdatesOptions {
  readonly site: string;
  readonly hub: string;
  readonly bus: MessageBus;
  readonly link: { readonly linked: boolean };
  readonly hal: Hal;
  /** Folder that survives restarts. */
  readonly stateDir: string;
  /** Folder of the updater; nothing is known of updates without it. */
  readonly updaterDir?: string;
  readonly version: string;
  readonly time: Time;
  readonly log: Log;
}

/** It has no journal that could be lost. */
const noJournal = { epoch: 'none', sequence: 0, digest: '', day: '' };

/**
 * The same for a satellite as for its hub: what the broker wants and what the updater reports go through it, and the updater asks it before a restart. Who would be
 * disturbed only the hub knows; while that cannot be heard nothing is restarted.
 */
export class SatelliteUpdates {
  readonly #options: SatelliteUpdatesOptions;
  readonly #desk: UpdateDesk;
  readonly #socket: UpdateSocket;
  #heard: { readonly quiet: Quiet; readonly at: number } | undefined;
  #starting: Promise<void> = Promise.resolve();
  #ready = false;
  #undo: (() => void)[] = [];
  readonly #report = () => {
    const { bus } = this.#options;
    bus.publish(`${bus.appliance}/update/reported`, JSON.stringify(this.#desk.reported), { retain: true });
  };

  constructor(options: SatelliteUpdatesOptions) {
    this.#options = options;
    this.#desk = new UpdateDesk({ ...options, onReport: this.#report });
    this.#socket = new UpdateSocket({ ...options, view: () => this.#view() });
  }

  start(): void {
    const { bus, hub } = this.#options;
    this.#undo = [
      bus.subscribe(quietTopic(hub, bus.appliance), ({ payload }) => this.#hear(payload)),
      bus.subscribe(`${bus.appliance}/update/desired`, ({ payload }) => void this.#desk.take(payload)),
      () => bus.events.off('online', this.#report),
    ];
    bus.events.on('online', this.#report);
    this.#ready = true;
    this.#starting = this.#desk.start().then(() => this.#socket.start());
  }

  async stop(): Promise<void> {
    this.#ready = false;
    for (const undo of this.#undo.splice(0)) undo();
    await this.#starting;
    await this.#socket.stop();
    await this.#desk.stop();
  }

  #hear(payload: Buffer): void {
    const quiet = readQuiet(payload);
    if (quiet) this.#heard = { quiet, at: this.#options.time.monotonic() };
  }

  #view(): UpdateView {
    const { site, bus, link, hal, version, time } = this.#options;
    const { at = Number.NEGATIVE_INFINITY, quiet } = this.#heard ?? {};
    const age = time.monotonic() - at;
    const told = link.linked && age < 3 * quietEvery ? quiet : undefined;
    const quietFor = told?.quietFor ?? null;
    return {
      box: `${site}/${bus.appliance}`,
      version,
      ready: this.#ready,
      busy: told?.busy ?? ['hub'],
      quietUntil: quietFor === null ? null : Math.round(time.now() + quietFor - age),
      ...(told?.upTo !== undefined && { upTo: told.upTo }),
      journal: noJournal,
      devices: Object.fromEntries(Array.from(hal.devices, ([name, { status }]) => [name, status.health])),
      broker: bus.online ? 'online' : 'offline',
    };
  }
}
