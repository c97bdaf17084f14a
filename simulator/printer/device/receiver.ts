import { DLE } from '../language/command-length';
import { type Frame, Framer } from '../language/framer';
import type { ReceiveBuffer } from './receive-buffer';

export interface ReceiverOptions<Origin> {
  readonly buffer: ReceiveBuffer<Origin>;
  readonly realTimeInsideData: boolean;
  readonly onRealTime: (frame: Frame, origin: Origin) => void;
}

/**
 * Looks at each byte when it arrives. Real-time commands between two commands are carried out at once and not stored; the same
 * bytes inside another command are its data, and are carried out besides when the model does that. The rest goes into the buffer.
 */
export class Receiver<Origin> {
  private readonly options: ReceiverOptions<Origin>;
  private readonly arriving = new Framer();
  /** Looks for real-time commands inside the data of another command. */
  private readonly inside = new Framer();
  /** A command that begins like a real-time one and may yet turn out to be none. */
  private held: number[] = [];
  private stored: number[] = [];
  private seen = 0;

  constructor(options: ReceiverOptions<Origin>) {
    this.options = options;
  }

  /** @returns how many bytes were kept as printing data. */
  receive(bytes: Uint8Array, origin: Origin): number {
    let kept = 0;
    for (const byte of bytes) kept += this.take(byte, origin);
    this.store(origin);
    return kept;
  }

  reset(): void {
    this.arriving.reset();
    this.inside.reset();
    this.held = [];
    this.stored = [];
  }

  private take(byte: number, origin: Origin): number {
    this.seen += 1;
    if (this.held.length > 0 || (this.arriving.isIdle && byte === DLE)) return this.hold(byte, origin);
    const isInside = !this.arriving.isIdle;
    this.stored.push(byte);
    this.arriving.next(byte);
    if (isInside && this.options.realTimeInsideData) this.lookInside(byte, origin);
    if (this.arriving.isIdle) this.inside.reset();
    return 1;
  }

  private hold(byte: number, origin: Origin): number {
    this.held.push(byte);
    const frame = this.arriving.next(byte);
    if (!frame) return 0;
    const { held } = this;
    this.held = [];
    if (frame.command === 'unknown') {
      this.stored.push(...held);
      return held.length;
    }
    this.store(origin, held.length);
    this.options.onRealTime(frame, origin);
    return 0;
  }

  private lookInside(byte: number, origin: Origin): void {
    if (this.inside.isIdle && byte !== DLE) return;
    const frame = this.inside.next(byte);
    if (!frame) return;
    if (frame.command !== 'unknown') {
      this.store(origin);
      this.options.onRealTime(frame, origin);
    } else if (byte === DLE) this.inside.next(byte);
  }

  /** @param after bytes that came after the ones to be stored. */
  private store(origin: Origin, after: number = this.held.length): void {
    const offset = this.seen - after - this.stored.length;
    this.options.buffer.push(Uint8Array.from(this.stored), origin, offset);
    this.stored = [];
  }
}
