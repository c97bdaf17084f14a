import type { Device } from '../../hal/device';
import { BoxReport } from '../../hal/drivers/satellite/box-report';
import { read } from '../../hal/drivers/satellite/messages';
import { lendTopics } from '../../hal/drivers/satellite/topics';
import type { MessageBus } from '../../hal/message-bus';
import { isCatalogueCode } from '../../hal/platform/catalogue';
import { messageOf } from '../../hal/platform/error';
import type { Log } from '../../hal/platform/log';
import type { Runtime } from '../runtime';
import { Version } from '../servicepoint/vocabulary';

export interface SatelliteBoxesOptions {
  /** Devices by the satellite that lends them. */
  readonly satellites: ReadonlyMap<string, readonly Device[]>;
  readonly bus: MessageBus;
  readonly runtime: Pick<Runtime, 'record'>;
  readonly log: Log;
  /** Readings have come that belong to no change of health. */
  readonly onReadings: () => void;
}

const versionPattern = new RegExp(Version.pattern ?? '');

/**
 * How the machines of the satellites are, as facts of the hub: what they say themselves while their link stands, `unknown` (`satellite-lost`) while it does
 * not. Their devices know whether it stands.
 */
export class SatelliteBoxes {
  readonly #options: SatelliteBoxesOptions;
  readonly #reports = new Map<string, BoxReport>();
  #undo: (() => void)[] = [];

  constructor(options: SatelliteBoxesOptions) {
    this.#options = options;
  }

  start(): void {
    const { satellites, bus } = this.#options;
    for (const [id, devices] of satellites) {
      const topic = lendTopics(id).box;
      const changed = () => {
        if (!isLinked(devices)) this.#reports.delete(id);
        this.#record(id);
      };
      this.#undo.push(bus.subscribe(topic, ({ payload }) => this.#heard(id, payload)));
      for (const { events } of devices) {
        events.on('status', changed);
        this.#undo.push(() => events.off('status', changed));
      }
      this.#record(id);
    }
  }

  stop(): void {
    for (const undo of this.#undo.splice(0)) undo();
    this.#reports.clear();
  }

  /** What a satellite told besides its health; nothing while its link does not stand. */
  readonly detailOf = (id: string): { version?: string; readings?: Record<string, number> } => {
    const report = this.#reports.get(id);
    if (!report || !this.#isLinked(id)) return {};
    const { version, readings } = report;
    return { ...(versionPattern.test(version) && { version }), readings };
  };

  #heard(id: string, payload: Buffer): void {
    const report = read(BoxReport, payload);
    if (!report) return;
    this.#reports.set(id, report);
    this.#record(id);
    this.#options.onReadings();
  }

  #record(id: string): void {
    const { runtime, log } = this.#options;
    runtime
      .record({ name: 'box-reported', args: { satellite: id, ...this.#stateOf(id) } })
      .catch(error =>
        log.error({ satellite: id, error: messageOf(error) }, 'health of a satellite not recorded'),
      );
  }

  #isLinked(id: string): boolean {
    return isLinked(this.#options.satellites.get(id) ?? []);
  }

  #stateOf(id: string) {
    if (!this.#isLinked(id)) return { health: 'unknown' as const, code: 'satellite-lost', warnings: [] };
    const report = this.#reports.get(id);
    if (!report) return { health: 'unknown' as const, code: 'device-not-started', warnings: [] };
    const { health, code, warnings } = report;
    return {
      health,
      // A newer satellite may have codes that this hub does not know.
      ...(code !== undefined && isCatalogueCode(code) && { code }),
      warnings: warnings.filter(isCatalogueCode).slice(0, 8),
    };
  }
}

/** All its devices say so together when the link is lost. */
function isLinked(devices: readonly Device[]): boolean {
  return devices.some(
    ({ status }) => status.code !== 'satellite-lost' && status.code !== 'device-not-started',
  );
}
