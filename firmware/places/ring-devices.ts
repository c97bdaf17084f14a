import type { Lamp, LampSign } from '../../hal/lamp';
import { messageOf } from '../../hal/platform/error';
import type { Log } from '../../hal/platform/log';
import type { RingEnd, RingSource } from '../../hal/ring-source';
import type { Sounder } from '../../hal/sounder';
import type { Runtime } from '../runtime';

export interface RingDevices {
  readonly source: RingSource;
  readonly lamps: readonly Lamp[];
  readonly sounders: readonly Sounder[];
}

/**
 * What rings in another room and the lamps that show it. A lamp is never dark because something is broken: a source that is not known to
 * work shows as `fault` on all its lamps.
 */
export class RingPlace {
  readonly #devices: RingDevices;
  readonly #runtime: Runtime;
  readonly #log: Log;
  /** The ring that each call of the source became; a promise while it is being written. */
  readonly #rings = new Map<string, Promise<string | undefined>>();
  readonly #undo: (() => void)[] = [];

  constructor(devices: RingDevices, runtime: Runtime, log: Log) {
    this.#devices = devices;
    this.#runtime = runtime;
    this.#log = log;
  }

  start(): void {
    const { source } = this.#devices;
    const heard = ({ call }: { readonly call: string }) => this.#heard(call);
    const over = ({ call, end }: { readonly call: string; readonly end: RingEnd }) => this.#over(call, end);
    const show = () => this.#show();
    source.events.on('ringing', heard);
    source.events.on('over', over);
    this.#runtime.events.on('committed', show);
    this.#undo.push(
      () => source.events.off('ringing', heard),
      () => source.events.off('over', over),
      () => this.#runtime.events.off('committed', show),
    );
    this.#show();
  }

  stop(): void {
    for (const undo of this.#undo.splice(0)) undo();
  }

  #heard(call: string): void {
    const { source, sounders } = this.#devices;
    const ring = this.#record({ name: 'ring-heard', args: { source: source.name } }).then(({ ring: id }) => {
      for (const sounder of sounders) sounder.play('ring');
      return typeof id === 'string' ? id : undefined;
    });
    this.#rings.set(call, ring);
  }

  async #over(call: string, end: RingEnd): Promise<void> {
    const ring = await this.#rings.get(call);
    this.#rings.delete(call);
    if (ring !== undefined) await this.#record({ name: 'ring-over', args: { ring, end } });
  }

  async #record(command: Parameters<Runtime['record']>[0]): Promise<Readonly<Record<string, unknown>>> {
    try {
      return await this.#runtime.record(command);
    } catch (error) {
      this.#log.error({ device: this.#devices.source.name, error: messageOf(error) }, 'ring not recorded');
      return {};
    }
  }

  #show(): void {
    const sign = this.#sign();
    for (const lamp of this.#devices.lamps) lamp.show(sign);
  }

  #sign(): LampSign {
    const { name } = this.#devices.source;
    const {
      ringing: { rings },
      devices,
    } = this.#runtime.state;
    const ringing = [...rings.values()].filter(({ source }) => source === name);
    if (ringing.some(({ acknowledged }) => !acknowledged)) return 'ring';
    if (devices.get(name)?.health !== 'ok') return 'fault';
    return ringing.length > 0 ? 'on' : 'off';
  }
}
