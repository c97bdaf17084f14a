import type { DeviceStatus } from '../../hal/device';
import { messageOf } from '../../hal/platform/error';
import type { Log } from '../../hal/platform/log';
import type { Face, SmileyUnit } from '../../hal/smiley-unit';
import type { Runtime } from '../runtime';

export interface SmileyDevices {
  /** In the site file. */
  readonly id: string;
  readonly unit: SmileyUnit;
}

/**
 * Where customers give feedback by one press. The unit answers once the press is on disk; a press that does not count (lock-out, no campaign,
 * no disk) is answered as refused, so that no button is dead without a sign.
 */
export class SmileyPlace {
  readonly #devices: SmileyDevices;
  readonly #runtime: Runtime;
  readonly #log: Log;
  readonly #down = new Set<Face>();
  readonly #undo: (() => void)[] = [];

  constructor(devices: SmileyDevices, runtime: Runtime, log: Log) {
    this.#devices = devices;
    this.#runtime = runtime;
    this.#log = log;
  }

  start(): void {
    const { events } = this.#devices.unit;
    const pressed = ({ face }: { readonly face: Face }) => this.#pressed(face);
    const released = ({ face }: { readonly face: Face }) => this.#down.delete(face);
    const status = (now: DeviceStatus) => this.#status(now);
    events.on('pressed', pressed);
    events.on('released', released);
    events.on('status', status);
    this.#undo.push(
      () => events.off('pressed', pressed),
      () => events.off('released', released),
      () => events.off('status', status),
    );
  }

  stop(): void {
    for (const undo of this.#undo.splice(0)) undo();
    this.#down.clear();
  }

  async #pressed(face: Face): Promise<boolean> {
    const { id, unit } = this.#devices;
    this.#down.add(face);
    const { counted } = await this.#record({
      name: 'smiley-pressed',
      args: { unit: id, face, faces: unit.faces },
    });
    unit.answer(counted === true);
    return counted === true;
  }

  /** What is down when the unit reports a stuck button is what is stuck. */
  #status({ code }: DeviceStatus): void {
    if (code !== 'button-stuck') return;
    const { id, unit } = this.#devices;
    for (const face of this.#down) {
      this.#record({ name: 'smiley-stuck', args: { unit: id, face, faces: unit.faces } });
    }
  }

  async #record(command: Parameters<Runtime['record']>[0]): Promise<Readonly<Record<string, unknown>>> {
    try {
      return await this.#runtime.record(command);
    } catch (error) {
      this.#log.error({ unit: this.#devices.id, error: messageOf(error) }, 'press not recorded');
      return {};
    }
  }
}
