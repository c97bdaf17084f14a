import type { Log } from '../../hal/platform/log';
import type { Time, Timer } from '../../hal/platform/time';
import { ageFaults, readTls, type TlsFault, type TlsFiles } from '../config/tls-files';

export interface CertificateWatchOptions {
  readonly files: TlsFiles;
  readonly time: Time;
  readonly log: Log;
  readonly onChange: () => void;
}

/** Certificates live for days at least, ms. */
const lookEvery = 3_600_000;

/**
 * Says what will keep the box from its next connection while the present one still stands: a certificate that ends, a renewal that left key
 * and certificate at odds, a key that has become readable.
 */
export class CertificateWatch {
  readonly #options: CertificateWatchOptions;
  #timer: Timer | undefined;
  #faults: readonly TlsFault[] = [];

  constructor(options: CertificateWatchOptions) {
    this.#options = options;
  }

  /** Codes, each once. */
  get warnings(): string[] {
    return [...new Set(this.#faults.map(({ code }) => code))];
  }

  /** Looks at once and then every hour. */
  start(): void {
    const { files, time } = this.#options;
    if (files.ca === undefined && files.certificate === undefined && files.key === undefined) return;
    this.#timer = time.every(lookEvery, 'link certificates', () => this.look());
    this.look();
  }

  stop(): void {
    this.#timer?.cancel();
    this.#timer = undefined;
  }

  /** For a moment at which the files may well have changed. */
  look(): void {
    const { files, time, log, onChange } = this.#options;
    if (!this.#timer) return;
    const before = this.warnings;
    const reading = readTls(files);
    this.#faults = [...reading.faults, ...ageFaults(reading, time.now())];
    for (const { code, setting, message } of this.#faults)
      if (!before.includes(code)) log.warn({ code, setting, error: message }, 'certificates');
    if (before.join() !== this.warnings.join()) onChange();
  }
}
