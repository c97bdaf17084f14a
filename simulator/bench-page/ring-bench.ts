import type { Device } from '../../hal/device';
import { VirtualRingSource } from '../../hal/drivers/virtual/ring-source';
import type { CodecPeer } from '../peers/codec-peer';
import type { CodecFault, RingAct, RingState, RingView } from './bench-view';

/** The caller and the person who is called, whatever is between them. */
interface Caller {
  readonly state: RingState;
  ring(): void;
  answer(): void;
  hangUp(): void;
}

/** Everything that rings on a site, in the hands of a developer. */
export class RingBench {
  readonly #callers: ReadonlyMap<string, Caller>;
  readonly #codecs: ReadonlyMap<string, CodecPeer>;

  constructor(devices: ReadonlyMap<string, Device>, codecs: ReadonlyMap<string, CodecPeer>) {
    const virtual = [...devices.values()].filter(device => device instanceof VirtualRingSource);
    this.#codecs = codecs;
    this.#callers = new Map<string, Caller>([
      ...codecs,
      ...virtual.map((source): [string, Caller] => [source.name, new VirtualCaller(source)]),
    ]);
  }

  view(): RingView[] {
    return Array.from(this.#callers, ([name, { state }]) => ({
      name,
      state,
      broken: this.#codecs.get(name)?.broken ?? null,
    }));
  }

  /** @returns false when nothing of that name rings here */
  act(name: string, act: RingAct): boolean {
    const caller = this.#callers.get(name);
    if (act === 'ring') caller?.ring();
    else if (act === 'answer') caller?.answer();
    else caller?.hangUp();
    return caller !== undefined;
  }

  /** @returns false when there is no such video unit */
  async set(name: string, fault: CodecFault, on: boolean): Promise<boolean> {
    const codec = this.#codecs.get(name);
    await codec?.set(fault, on);
    return codec !== undefined;
  }
}

class VirtualCaller implements Caller {
  readonly #source: VirtualRingSource;

  constructor(source: VirtualRingSource) {
    this.#source = source;
  }

  get state(): RingState {
    return this.#source.ringing.length > 0 ? 'ringing' : 'idle';
  }

  ring(): void {
    if (this.state === 'idle') this.#source.ring();
  }

  answer(): void {
    for (const call of this.#source.ringing) this.#source.end(call, 'answered');
  }

  hangUp(): void {
    for (const call of this.#source.ringing) this.#source.end(call, 'ended');
  }
}
