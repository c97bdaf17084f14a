import { Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import type { Time, Timer } from '../../../hal/platform/time';
import type { Behaviour } from './behaviour';

export interface WireOptions {
  readonly time: Time;
  /** What is sent while the cable is out is lost (serial line) rather than held back (TCP). */
  readonly isLossy: boolean;
  readonly behaviours: () => readonly Behaviour[];
  /** Bytes that the printer can take now. */
  readonly room: () => number;
  readonly onBytes: (bytes: Uint8Array, wire: Wire) => void;
  readonly onClose: (wire: Wire) => void;
}

/** Milliseconds between two portions of a slow line. */
const portionTime = 10;

/** One connection, or one serial line, between a host and the printer. */
export class Wire {
  private readonly duplex: Duplex;
  private readonly options: WireOptions;
  /** Read from the host, not yet taken by the printer. While there is any, the host is held back. */
  private inbox: Uint8Array = new Uint8Array(0);
  private outbox: Uint8Array[] = [];
  private isFrozen = false;
  private isClosed = false;
  private received = 0;
  private portion: Timer | undefined;
  private readonly answers = new Set<Timer>();

  constructor(duplex: Duplex, options: WireOptions) {
    this.duplex = duplex;
    this.options = options;
  }

  get isLossy(): boolean {
    return this.options.isLossy;
  }

  start(): void {
    if (this.duplex instanceof Socket) this.duplex.setNoDelay(true);
    this.duplex.on('data', this.onData);
    this.duplex.on('error', this.onError);
    this.duplex.on('close', this.onClose);
  }

  /** Ends the wire. `reset`: the host sees a reset connection rather than an orderly end. */
  stop(reset = false): void {
    if (this.isClosed) return;
    this.onClose();
    this.duplex.off('data', this.onData);
    this.duplex.off('close', this.onClose);
    if (reset && this.duplex instanceof Socket) this.duplex.resetAndDestroy();
    else this.duplex.destroy();
  }

  /** An answer of the printer, through all behaviours. */
  answer(bytes: Uint8Array): void {
    let answer = { bytes, delay: 0 };
    for (const behaviour of this.options.behaviours()) {
      if (!behaviour.answer) continue;
      const changed = behaviour.answer(answer);
      if (!changed) return;
      answer = changed;
    }
    if (answer.delay <= 0) {
      this.send(answer.bytes);
      return;
    }
    const timer = this.options.time.after(answer.delay, 'printer late answer', () => {
      this.answers.delete(timer);
      this.send(answer.bytes);
    });
    this.answers.add(timer);
  }

  /** The cable is out: nothing moves in either direction and nobody notices. */
  freeze(): void {
    this.isFrozen = true;
    if (this.options.isLossy) this.inbox = new Uint8Array(0);
    else this.duplex.pause();
  }

  /** The cable is back: what was under way arrives. */
  thaw(): void {
    if (!this.isFrozen) return;
    this.isFrozen = false;
    for (const bytes of this.outbox.splice(0)) this.send(bytes);
    this.deliver();
  }

  /** The printer may have room again. */
  deliver(): void {
    if (this.isFrozen || this.isClosed || this.portion) return;
    const rate = Math.min(
      ...this.options.behaviours().map(behaviour => behaviour.bytesPerSecond ?? Infinity),
    );
    const most = rate === Infinity ? Infinity : Math.max(1, Math.round((rate * portionTime) / 1000));
    const count = Math.min(this.inbox.length, this.options.room(), most);
    if (count > 0) {
      const bytes = this.inbox.subarray(0, count);
      this.inbox = this.inbox.subarray(count);
      if (rate !== Infinity) {
        const pause = (count / rate) * 1000;
        this.portion = this.options.time.after(pause, 'printer slow line', () => {
          this.portion = undefined;
          this.deliver();
        });
      }
      this.options.onBytes(bytes, this);
    }
    if (this.inbox.length === 0 && !this.isFrozen && !this.isClosed) this.duplex.resume();
  }

  private readonly onData = (chunk: Buffer): void => {
    if (this.isFrozen && this.options.isLossy) return;
    this.received += chunk.length;
    this.inbox = this.inbox.length === 0 ? chunk : Buffer.concat([this.inbox, chunk]);
    const { received } = this;
    const isDead = this.options.behaviours().some(behaviour => behaviour.lives?.(received) === false);
    if (isDead) {
      this.stop(true);
      return;
    }
    this.deliver();
    if (this.inbox.length > 0) this.duplex.pause();
  };

  private readonly onError = (): void => {
    this.duplex.destroy();
  };

  private readonly onClose = (): void => {
    this.isClosed = true;
    this.portion?.cancel();
    this.portion = undefined;
    for (const timer of this.answers) timer.cancel();
    this.answers.clear();
    this.options.onClose(this);
  };

  private send(bytes: Uint8Array): void {
    if (this.isFrozen) {
      if (!this.options.isLossy) this.outbox.push(bytes);
    } else if (!this.isClosed && this.duplex.writable) this.duplex.write(bytes);
  }
}
