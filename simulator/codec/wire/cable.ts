import type { Socket } from 'node:net';
import { Duplex } from 'node:stream';

/** A connection that can be cut in the middle without either end being told, as when a switch loses power. */
export class Cable extends Duplex {
  readonly #socket: Socket;
  #isOut = false;
  #held: (() => void) | undefined;

  constructor(socket: Socket) {
    super();
    this.#socket = socket;
    socket.on('data', bytes => {
      if (!this.push(bytes)) socket.pause();
    });
    socket.on('end', () => this.push(null));
    socket.on('error', () => this.destroy());
    socket.on('close', () => this.destroy());
  }

  unplug(): void {
    this.#isOut = true;
    this.#socket.pause();
  }

  plug(): void {
    this.#isOut = false;
    this.#socket.resume();
    const write = this.#held;
    this.#held = undefined;
    write?.();
  }

  /** As a unit that lost its power and is back: the peer gets a reset. */
  reset(): void {
    this.#socket.resetAndDestroy();
  }

  override _read(): void {
    if (!this.#isOut) this.#socket.resume();
  }

  override _write(bytes: Buffer, _encoding: BufferEncoding, done: (error?: Error | null) => void): void {
    const write = () => {
      if (this.#socket.writable) this.#socket.write(bytes, () => done());
      else done();
    };
    if (this.#isOut) this.#held = write;
    else write();
  }

  override _final(done: (error?: Error | null) => void): void {
    this.#socket.end();
    done();
  }

  override _destroy(error: Error | null, done: (error?: Error | null) => void): void {
    this.#socket.destroy();
    done(error);
  }
}
