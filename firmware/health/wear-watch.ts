import type { Device } from '../../hal/device';
import type { CatalogueCode } from '../../hal/platform/catalogue';
import { messageOf } from '../../hal/platform/error';
import type { KeptText } from '../../hal/platform/kept-text';
import type { Log } from '../../hal/platform/log';
import type { Time, Timer } from '../../hal/platform/time';
import { type ContactWear, contactWearFrom, freshContact, isWorn, wearWith } from './contact-wear';

/** Wear grows over years, ms; also how much of it a power cut may lose. */
const lookEvery = 3_600_000;

/** Presses that a panel button lasts where its data sheet is not given. */
const usualLife = 1_000_000;

export interface WearWatchOptions {
  readonly devices: ReadonlyMap<string, Device>;
  /** Presses that a device lasts, if the site file says so. */
  readonly life: (device: string) => number | undefined;
  readonly kept: KeptText;
  readonly time: Time;
  readonly log: Log;
  /** The warnings of a device are others now. */
  readonly onChange: (device: string) => void;
}

/** Counts what contacts that people press have been through, over all restarts, and says which will not last (DIA-01). */
export class WearWatch {
  readonly #options: WearWatchOptions;
  readonly #pressed: readonly Device[];
  readonly #wear = new Map<string, ContactWear>();
  readonly #worn = new Set<string>();
  #timer: Timer | undefined;
  #reading: Promise<void> = Promise.resolve();

  constructor(options: WearWatchOptions) {
    this.#options = options;
    const isPressed = ({ kind }: Device) => kind === 'button' || kind === 'smiley-unit';
    this.#pressed = [...options.devices.values()].filter(isPressed);
  }

  readonly warningsOf = (device: string): readonly CatalogueCode[] =>
    this.#worn.has(device) ? ['button-worn'] : [];

  start(): void {
    if (this.#pressed.length === 0) return;
    this.#timer = this.#options.time.every(lookEvery, 'contact wear', () => this.#look());
    this.#reading = this.#read();
  }

  /** Resolves when what was counted is on disk. */
  async stop(): Promise<void> {
    if (!this.#timer) return;
    this.#timer.cancel();
    this.#timer = undefined;
    await this.#reading;
    this.#look();
    await this.#options.kept.settled();
  }

  async #read(): Promise<void> {
    const { kept, log } = this.#options;
    try {
      const devices: unknown = JSON.parse((await kept.read()) ?? '{}');
      for (const [name, value] of Object.entries(devices ?? {})) {
        const wear = contactWearFrom(value);
        if (wear) this.#wear.set(name, wear);
      }
    } catch (error) {
      log.warn({ error: messageOf(error) }, 'what buttons have been through is not known');
    }
    this.#look();
  }

  #look(): void {
    let isNew = false;
    for (const { name, counters } of this.#pressed) {
      const before = this.#wear.get(name) ?? freshContact;
      const wear = wearWith(before, counters);
      isNew ||= wear !== before;
      this.#wear.set(name, wear);
      this.#judge(name, wear);
    }
    if (isNew) this.#options.kept.replace(JSON.stringify(Object.fromEntries(this.#wear)));
  }

  #judge(name: string, wear: ContactWear): void {
    const { life, onChange } = this.#options;
    const worn = isWorn(wear, life(name) ?? usualLife);
    if (worn === this.#worn.has(name)) return;
    if (worn) this.#worn.add(name);
    else this.#worn.delete(name);
    onChange(name);
  }
}
