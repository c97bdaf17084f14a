import { silent } from '../../../hal/platform/log';
import type { Time } from '../../../hal/platform/time';
import type { Offer, UpdateClient } from '../../../ota/client/update-client';
import { placeOf } from '../../../ota/rollout/cohort';
import type { BoxReport } from '../../../ota/rollout/tally';
import { Round, type Served } from '../../../ota/round/round';
import { RoundMemories } from '../../../ota/round/round-memory';
import type { Slots } from '../../../ota/slots/slots';
import type { BusyReason, Told } from '../../../ota/window/told';
import type { CrashDisk } from './crash-disk';

const hour = 3_600_000;
const day = 24 * hour;

/** How a bad release is bad on a box: none, never ready, loses a device, ends at once whenever it starts, takes the machine with it, loses its journal, could not be left again. */
export const faults = ['none', 'not-ready', 'device', 'crash', 'bricked', 'journal', 'updater'] as const;
export type Fault = (typeof faults)[number];

export interface FleetBoxOptions {
  readonly name: string;
  readonly time: Time;
  readonly disk: CrashDisk;
  readonly slots: Slots;
  readonly own: UpdateClient;
  /** What a box that still has the first release is offered. */
  readonly offerOfAll: () => Promise<Offer | undefined>;
  /** What a release does to this box. */
  readonly faultOf: (release: string) => Fault;
}

/** A box of a fleet: the updater's own code, and a day of customers around it. Open 8 to 16 or 10 to 18 UTC, with people who stay on. */
export class FleetBox {
  readonly name: string;
  /** Starts of a release that a customer, an announced visitor or a technician would have noticed. */
  readonly disturbed: BusyReason[] = [];
  readonly tried = new Set<string>();
  restarts = 0;
  readonly #options: FleetBoxOptions;
  readonly #round: Round;
  readonly #memories: RoundMemories;
  /** What runs; nothing if it ended or hangs. */
  #runs = '1.0.0';
  #fault: Fault = 'none';
  #lastHeard: BoxReport;

  constructor(options: FleetBoxOptions) {
    const { name, slots, disk, own, offerOfAll, time } = options;
    this.name = name;
    this.#options = options;
    this.#memories = new RoundMemories(disk, '/box');
    const served: Served = { told: async () => this.told(), restart: async () => this.#restart() };
    const isFirst = () =>
      slots.running().manifest.version === '1.0.0' && slots.state().phase !== 'rolled-back';
    const client = {
      check: () => (isFirst() ? offerOfAll() : own.check()),
      install: () => own.install(),
      prove: async () => {},
    };
    this.#round = new Round({
      slots,
      client,
      served,
      next: { rehearse: async () => this.#fault !== 'updater' },
      memories: this.#memories,
      desired: () => undefined,
      time,
      log: silent,
    });
    this.#lastHeard = this.report();
  }

  /** One round of the updater. @returns ms until the next that can matter */
  async look(): Promise<number> {
    if (this.#fault === 'bricked') return day;
    await this.#round.once();
    const { state } = this.#memories.read().report;
    this.heard();
    if (state === 'committed' || state === 'rolled-back') return 30 * day;
    if (state === 'starting' || state === 'trial') return 60_000;
    return state === 'waiting' ? hour / 2 : 8 * hour;
  }

  /** What the broker has of it. */
  heard(): BoxReport {
    // A box that does not run says nothing; what it said last stays.
    if (this.#fault !== 'bricked' && this.#fault !== 'crash') this.#lastHeard = this.report();
    return this.#lastHeard;
  }

  get version(): string {
    return this.#runs;
  }

  report(): BoxReport {
    const { since, ...report } = this.#memories.read().report;
    return { ...report, version: this.#runs, since: since === null ? null : new Date(since).toISOString() };
  }

  /** Who is there at this instant. */
  busy(): BusyReason[] {
    const now = this.#options.time.now();
    const [opens, closes] = this.#hours;
    const ofDay = now % day;
    const chance = (salt: string) => placeOf(`${Math.floor(now / day)} ${salt}`, this.name) / 2 ** 32;
    const isOpen = ofDay >= opens && ofDay < closes;
    if (isOpen) return ['open', 'customer'];
    const staysOn = (past: number) =>
      past < 2 * hour && chance('stays') < 0.3 && past < chance('how long') * 2 * hour;
    const visited = () => ofDay - 19 * hour - chance('when') * 3 * hour;
    const isEvening = ofDay >= 19 * hour && ofDay < 23 * hour;
    const isVisited = isEvening && chance('visit') < 0.1 && visited() >= 0 && visited() < hour;
    const rings = ofDay >= 20 * hour && ofDay < 20.2 * hour && chance('ring') < 0.05;
    const isRepaired = ofDay >= 6 * hour && ofDay < 7 * hour && chance('technician') < 0.02;
    return [
      ...(ofDay >= closes && staysOn(ofDay - closes) ? (['customer'] as const) : []),
      ...(isVisited ? (['visit'] as const) : []),
      ...(rings ? (['ring'] as const) : []),
      ...(isRepaired ? (['technician'] as const) : []),
    ];
  }

  told(): Told | undefined {
    if (this.#fault === 'bricked' || this.#fault === 'crash') return undefined;
    const now = this.#options.time.now();
    const opens = now - (now % day) + this.#hours[0];
    return {
      box: this.name,
      version: this.#runs,
      ready: this.#fault !== 'not-ready',
      busy: this.busy(),
      quietUntil: opens > now ? opens : opens + day,
      journal: {
        epoch: this.name,
        sequence: this.restarts,
        digest: this.#fault === 'journal' ? 'other' : 'same',
        day: 'today',
      },
      devices: { kiosk: 'ok', lamp: this.#fault === 'device' ? 'failed' : 'ok', broken: 'failed' },
      broker: 'online',
    };
  }

  get #hours(): [number, number] {
    return placeOf('hours', this.name) % 2 === 0 ? [8 * hour, 16 * hour] : [10 * hour, 18 * hour];
  }

  /** As the service manager does it: each start is counted first, one that ends at once is followed by another. */
  #restart(): void {
    const { slots, faultOf } = this.#options;
    this.disturbed.push(...this.busy());
    for (;;) {
      this.restarts += 1;
      const { manifest, trial } = slots.start();
      this.#runs = manifest.version;
      if (trial) this.tried.add(manifest.version);
      this.#fault = faultOf(manifest.version);
      if (this.#fault !== 'crash') return;
    }
  }
}
