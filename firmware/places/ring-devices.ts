import type { Button } from '../../hal/button';
import type { Lamp } from '../../hal/lamp';
import { messageOf } from '../../hal/platform/error';
import type { Log } from '../../hal/platform/log';
import type { Time } from '../../hal/platform/time';
import type { RingEnd, RingSource } from '../../hal/ring-source';
import type { Sounder } from '../../hal/sounder';
import type { Runtime } from '../runtime';
import { openRingOf } from '../servicepoint/ringing/beginning';
import { isQuiet } from '../servicepoint/ringing/quiet-hours';
import { type RingRules, rulesOfGroup } from '../servicepoint/ringing/ring-rules';
import { RefusalSign } from './refusal-sign';
import { signOfGroup } from './ring-sign';
import { RingTone } from './ring-tone';

export interface RingDevices {
  /** What rings by itself: a contact, a video unit, a message. */
  readonly source?: RingSource;
  /** What a customer presses to call somebody, once more to end the call. */
  readonly button?: Button;
  readonly lamps: readonly Lamp[];
  readonly sounders: readonly Sounder[];
}

export interface RingPlaceOptions {
  /** Of the ring. */
  readonly id: string;
  readonly devices: RingDevices;
  readonly runtime: Runtime;
  readonly time: Time;
  readonly log: Log;
}

/** Longest address that a source may tell of, characters. */
const longestAddress = 256;

/** Where it rings, with the lamps and sounders of the ring itself. */
export class RingPlace {
  readonly #options: RingPlaceOptions;
  readonly #tone: RingTone;
  readonly #refusal: RefusalSign;
  /** The ring that each call of the source became; a promise while it is being written. */
  readonly #rings = new Map<string, Promise<string | undefined>>();
  readonly #undo: (() => void)[] = [];

  constructor(options: RingPlaceOptions) {
    const { devices, time, runtime } = options;
    this.#options = options;
    this.#tone = new RingTone(devices.sounders, time, () =>
      isQuiet(this.#group, time.now(), runtime.rules.timezone),
    );
    const [lamp, sounder] = [devices.lamps[0], devices.sounders[0]];
    this.#refusal = new RefusalSign({ lamp, sounder }, time, () => this.#show());
  }

  start(): void {
    const { devices, runtime } = this.#options;
    const { source, button } = devices;
    const heard = ({ call, caller }: { readonly call: string; readonly caller?: string }) =>
      this.#heard(call, caller);
    const over = ({ call, end }: { readonly call: string; readonly end: RingEnd }) => this.#over(call, end);
    const press = () => this.#pressed();
    const show = () => this.#show();
    source?.events.on('ringing', heard);
    source?.events.on('over', over);
    button?.events.on('gesture', press);
    runtime.events.on('committed', show);
    this.#undo.push(
      () => source?.events.off('ringing', heard),
      () => source?.events.off('over', over),
      () => button?.events.off('gesture', press),
      () => runtime.events.off('committed', show),
    );
    this.#show();
  }

  stop(): void {
    for (const undo of this.#undo.splice(0)) undo();
    this.#tone.stop();
    this.#refusal.stop();
  }

  get #group(): RingRules {
    const { id, runtime } = this.#options;
    return rulesOfGroup(runtime.rules, id);
  }

  #heard(call: string, caller: string | undefined): void {
    const source = this.#options.devices.source?.name ?? '';
    const args = { source, ...(caller !== undefined && { caller: caller.slice(0, longestAddress) }) };
    const ring = this.#record({ name: 'ring-heard', args }).then(({ ring: id }) =>
      typeof id === 'string' ? id : undefined,
    );
    this.#rings.set(call, ring);
  }

  async #over(call: string, end: RingEnd): Promise<void> {
    const ring = await this.#rings.get(call);
    this.#rings.delete(call);
    if (ring !== undefined) await this.#record({ name: 'ring-over', args: { ring, end } });
  }

  async #pressed(): Promise<boolean> {
    const { runtime, devices } = this.#options;
    const source = devices.button?.name ?? '';
    const name = openRingOf(runtime.state, source) ? 'help-over' : 'help';
    const reply = await runtime.execute({ name, args: { source }, channel: 'button', by: 'customer' });
    if (!reply.ok) this.#refusal.show();
    return reply.ok;
  }

  async #record(command: Parameters<Runtime['record']>[0]): Promise<Readonly<Record<string, unknown>>> {
    const { runtime, log, id } = this.#options;
    try {
      return await runtime.record(command);
    } catch (error) {
      log.error({ ring: id, error: messageOf(error) }, 'ring not recorded');
      return {};
    }
  }

  #show(): void {
    const { devices, runtime } = this.#options;
    const sign = signOfGroup(runtime.state, this.#group);
    this.#tone.sound(sign === 'ring');
    for (const lamp of devices.lamps)
      if (!(this.#refusal.showing && lamp === devices.lamps[0])) lamp.show(sign);
  }
}
