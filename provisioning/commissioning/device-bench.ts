import type { Device, DeviceKind } from '../../hal/device';
import { Hal } from '../../hal/hal';
import type { CatalogueCode } from '../../hal/platform/catalogue';
import type { Log } from '../../hal/platform/log';
import type { Time, Timer } from '../../hal/platform/time';
import type { PrintDocument } from '../../hal/print-document';
import type { PaperWidth, PrintOutcome } from '../../hal/ticket-printer';
import type { SiteDraft } from './site-draft';

/** Kinds that somebody looks at or listens to. */
const triedKinds: readonly DeviceKind[] = ['ticket-printer', 'lamp', 'sounder', 'number-display'];

/** How a device did. `unknown`: nobody has tried it or seen the outcome. */
export interface Trial {
  readonly device: string;
  readonly kind: DeviceKind;
  readonly result: 'ok' | 'failed' | 'unknown';
  readonly code?: CatalogueCode;
  /** It has done what it can; a person has to say whether it was seen or heard. */
  readonly asked: boolean;
}

export interface DeviceBenchOptions {
  readonly draft: SiteDraft;
  readonly time: Time;
  readonly log: Log;
  /** For what drivers keep: thrown away with the stage. */
  readonly folder: string;
  /** A button was pressed. */
  readonly onPress: (device: string) => void;
  /** A device came or went. */
  readonly onStatus: () => void;
}

/** What is shown while somebody looks, ms. */
const shownFor = 6000;

/** The devices of a staged site file on their real wires, to be learned and tried. */
export class DeviceBench {
  readonly hal: Hal;
  readonly #options: DeviceBenchOptions;
  readonly #trials = new Map<string, Trial>();
  readonly #signal = new AbortController();
  readonly #shown = new Set<Timer>();

  /** @throws TiskiError of a driver */
  constructor(options: DeviceBenchOptions) {
    this.#options = options;
    const { draft, time, log, folder } = options;
    this.hal = new Hal(draft.devices, { time, log, stateDir: folder });
    for (const { name, kind } of this.hal.devices.values())
      if (triedKinds.includes(kind))
        this.#trials.set(name, { device: name, kind, result: 'unknown', asked: false });
  }

  async start(): Promise<void> {
    for (const device of this.hal.devices.values()) {
      device.events.on('status', this.#options.onStatus);
      if (device.kind === 'button') this.#listen(device);
    }
    await this.hal.start(this.#signal.signal);
  }

  async stop(): Promise<void> {
    for (const timer of this.#shown) timer.cancel();
    this.#signal.abort();
    await this.hal.stop();
  }

  get trials(): readonly Trial[] {
    return [...this.#trials.values()];
  }

  /** Buttons that would not be heard now. */
  get deaf(): readonly { readonly device: string; readonly code: CatalogueCode }[] {
    return [...this.hal.devices.values()].flatMap(({ name, kind, status }) =>
      kind === 'button' && status.health !== 'ok'
        ? [{ device: name, code: status.code ?? 'device-not-started' }]
        : [],
    );
  }

  get printers(): readonly string[] {
    return this.trials.filter(({ kind }) => kind === 'ticket-printer').map(({ device }) => device);
  }

  /** Lets a lamp, a sounder or a display show that it works. */
  show(device: string): void {
    const trial = this.#trials.get(device);
    const lamp = trial?.kind === 'lamp' ? this.hal.find('lamp', device) : undefined;
    const display = trial?.kind === 'number-display' ? this.hal.find('number-display', device) : undefined;
    if (trial?.kind === 'sounder') this.hal.find('sounder', device)?.play('test');
    lamp?.show('call');
    display?.show('888');
    this.#later(() => {
      lamp?.show('off');
      display?.show('');
    });
    if (trial) this.#trials.set(device, { ...trial, asked: true });
  }

  /** A person has looked. */
  judge(device: string, isGood: boolean): void {
    const trial = this.#trials.get(device);
    if (!trial) return;
    const { code: _, ...rest } = trial;
    const status = this.hal.devices.get(device)?.status;
    this.#trials.set(device, {
      ...rest,
      asked: false,
      result: isGood ? 'ok' : 'failed',
      ...(!isGood && status?.code !== undefined && { code: status.code }),
    });
  }

  /** Prints, and takes the printer's word. Nothing if there is no such printer. */
  async print(device: string, lay: (paper: PaperWidth) => PrintDocument): Promise<PrintOutcome | undefined> {
    const trial = this.#trials.get(device);
    if (trial?.kind !== 'ticket-printer') return undefined;
    const printer = this.hal.find('ticket-printer', device);
    if (!printer) return undefined;
    const outcome = await printer.print(lay(printer.paper));
    const { code: _, ...rest } = trial;
    this.#trials.set(device, {
      ...rest,
      asked: outcome.outcome === 'unknown',
      result: outcome.outcome === 'done' ? 'ok' : outcome.outcome === 'not-done' ? 'failed' : 'unknown',
      ...(outcome.outcome !== 'done' && { code: outcome.code }),
    });
    return outcome;
  }

  #listen(device: Device): void {
    this.hal.find('button', device.name)?.events.on('gesture', () => this.#options.onPress(device.name));
  }

  #later(run: () => void): void {
    const timer = this.#options.time.after(shownFor, 'trial', () => {
      this.#shown.delete(timer);
      run();
    });
    this.#shown.add(timer);
  }
}
