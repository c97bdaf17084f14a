import type { Time } from '../../hal/platform/time';
import type { CodecFault, RingState } from '../bench-page/bench-view';
import { type Call, SimulatedCodec } from '../codec';
import { type Begin, FaultSwitches } from './fault-switches';

const faults: Readonly<Record<CodecFault, Begin<SimulatedCodec>>> = {
  silent: codec => {
    codec.hang();
    return () => codec.hang(false);
  },
  'cable-out': codec => {
    codec.unplugCable();
    return () => codec.plugCable();
  },
  'power-off': codec => {
    const off = codec.powerOff();
    return () => off.then(() => codec.powerOn());
  },
};

/** A simulated video unit with somebody who rings it, one call at a time. */
export class CodecPeer {
  readonly #codec: SimulatedCodec;
  readonly #broken: FaultSwitches<SimulatedCodec, CodecFault>;

  /** @param password the one that the site's password file holds */
  constructor(options: { readonly time: Time; readonly username: string; readonly password: string }) {
    this.#codec = new SimulatedCodec({ ...options, ssh: false });
    this.#broken = new FaultSwitches(this.#codec, faults);
  }

  async start(): Promise<void> {
    await this.#codec.start();
  }

  async stop(): Promise<void> {
    await this.#codec.stop();
  }

  get url(): string {
    return this.#codec.url;
  }

  get state(): RingState {
    const call = this.#call;
    if (!call) return 'idle';
    return call.Status === 'Ringing' ? 'ringing' : 'connected';
  }

  /** Nothing happens while a call is there. */
  ring(): void {
    if (this.#call || this.#broken.has('power-off')) return;
    this.#codec.ring({ from: 'sip:office@example.org', name: 'The office' });
  }

  answer(): void {
    if (this.#call?.Status === 'Ringing') this.#codec.answer(this.#call.id);
  }

  hangUp(): void {
    if (this.#call) this.#codec.hangUp(this.#call.id);
  }

  get broken(): readonly CodecFault[] {
    return this.#broken.on;
  }

  async set(fault: CodecFault, on: boolean): Promise<void> {
    await this.#broken.set(fault, on);
  }

  get #call(): Call | undefined {
    return this.#codec.calls.find(({ Status }) => Status !== 'Disconnecting');
  }
}
