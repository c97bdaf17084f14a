import type { Counters, DeviceKind, DeviceStatus } from '../../device';
import { isCatalogueCode } from '../../platform/catalogue';
import { notStarted, StatusKeeper } from '../../status-keeper';
import type { BorrowedSatellite, Borrower } from './borrowed-satellite';
import type { Input, Report } from './messages';

const lost: DeviceStatus = { health: 'unknown', code: 'satellite-lost' };

/**
 * A device on a satellite. It is what the satellite says of it, and `unknown` (`satellite-lost`) while nothing proves that the satellite is
 * there, `failed` (`satellite-twice`) while two boxes go by its name. Its counters are the satellite's.
 */
export abstract class LentDevice<Kind extends DeviceKind> implements Borrower {
  readonly name: string;
  readonly kind: Kind;
  readonly device: string;
  protected readonly satellite: BorrowedSatellite;
  readonly #keeper = new StatusKeeper(status => this.tell(status));
  #counters: Counters = {};
  #giveBack: (() => void) | undefined;

  constructor(name: string, kind: Kind, device: string, satellite: BorrowedSatellite) {
    this.name = name;
    this.kind = kind;
    this.device = device;
    this.satellite = satellite;
  }

  protected abstract tell(status: DeviceStatus): void;

  get status(): DeviceStatus {
    return this.#keeper.status;
  }

  get counters(): Counters {
    return this.#counters;
  }

  restartFar(what: 'device' | 'box'): void {
    this.satellite.act(this.device, { restart: what });
  }

  async start(signal: AbortSignal): Promise<void> {
    if (signal.aborted) return;
    this.#keeper.set(lost);
    this.#giveBack = this.satellite.borrow(this);
  }

  async stop(): Promise<void> {
    this.#giveBack?.();
    this.#giveBack = undefined;
    this.lost();
    this.#keeper.set(notStarted);
  }

  linked(): void {}

  lost(): void {
    this.#keeper.set(lost);
  }

  reported(report: Report | undefined): void {
    if (report) this.#counters = report.counters;
    this.#keeper.set(this.#statusIn(report));
  }

  async input(_input: Input['input'], _age: number): Promise<boolean> {
    return false;
  }

  #statusIn(report: Report | undefined): DeviceStatus {
    if (this.satellite.isTwice) return { health: 'failed', code: 'satellite-twice' };
    if (!report) return { health: 'unknown', code: 'satellite-device-missing', detail: this.device };
    if (report.kind !== this.kind) {
      const detail = `${this.device} is a ${report.kind}`;
      return { health: 'failed', code: 'satellite-device-kind', detail };
    }
    const { health, code, detail, warnings = [] } = report;
    // A newer satellite may have codes that this hub does not know: they are for the technician to read.
    const known = code !== undefined && isCatalogueCode(code);
    const words = [
      ...(code !== undefined && !known ? [code] : []),
      ...(detail === undefined ? [] : [detail]),
    ];
    const knownWarnings = warnings.filter(isCatalogueCode);
    return {
      health,
      ...(known && { code }),
      ...(words.length > 0 && { detail: words.join(': ') }),
      ...(knownWarnings.length > 0 && { warnings: knownWarnings }),
    };
  }
}
