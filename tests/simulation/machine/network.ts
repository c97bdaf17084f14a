import { Duplex } from 'node:stream';
import type { Machine } from './machine';
import type { World } from './world';

/** Who answers at a port. */
export type Accept = (socket: NetworkSocket) => void;

/** From one machine to another, ms; each part of a stream takes its own time and none overtakes another. */
const latency = { least: 0.2, most: 3 };

/** Bytes that a socket takes although nothing arrives on the other side. */
const kernelBuffer = 65_536;

/** What one call of a program sends; nothing for the end of a stream. */
interface Part {
  readonly bytes: Buffer | undefined;
  /** Of so many writes, each with its own time on the way; what was written together arrives with the last of them. */
  readonly writes: number;
}

const end: Part = { bytes: undefined, writes: 1 };

/** All machines, by name, and the wires between them. Cables can be out, and come back with what was on its way. */
export class Network {
  readonly world: World;
  readonly #ports = new Map<string, { readonly machine: Machine; readonly accept: Accept }>();
  readonly #out = new Set<string>();
  readonly #dark = new Set<string>();
  readonly sockets = new Set<NetworkSocket>();
  /** Sees everything that crosses. */
  onBytes: (from: string, to: string, bytes: Buffer) => void = () => {};
  #nextPort = 40_000;

  constructor(world: World) {
    this.world = world;
  }

  /** @returns the port; @throws Error with code EADDRINUSE */
  listen(machine: Machine, port: number, accept: Accept): number {
    const taken = port === 0 ? this.#nextPort++ : port;
    const key = `${machine.name}:${taken}`;
    if (this.#ports.has(key)) throw Object.assign(new Error(`EADDRINUSE ${key}`), { code: 'EADDRINUSE' });
    this.#ports.set(key, { machine, accept });
    return taken;
  }

  close(machine: Machine, port: number): void {
    if (this.#ports.get(`${machine.name}:${port}`)?.machine === machine)
      this.#ports.delete(`${machine.name}:${port}`);
  }

  connect(machine: Machine, host: string, port: number): NetworkSocket {
    const name = host === '127.0.0.1' || host === 'localhost' ? machine.name : host;
    const near = new NetworkSocket(this, machine, name);
    this.sockets.add(near);
    this.after(machine, () => this.#knock(near, name, port));
    return near;
  }

  /** Takes the cable between two machines out. What is sent waits, connections are not answered. */
  cut(one: string, other: string): void {
    this.#out.add(wire(one, other));
  }

  mend(one: string, other: string): void {
    this.#out.delete(wire(one, other));
    for (const socket of this.sockets) socket.flow();
  }

  /** A machine without power: nothing answers, and nobody is told. */
  darken(name: string): void {
    this.#dark.add(name);
  }

  /** Power is back; what was connected before is unknown to it and is reset when it hears of it. */
  lighten(name: string): void {
    this.#dark.delete(name);
    for (const socket of [...this.sockets]) {
      if (socket.peerName !== name && socket.machine.name !== name) continue;
      if (socket.machine.name === name) {
        socket.vanish();
        // What had arrived and was not read went with the power.
        socket.destroy();
      } else if (socket.isOrphan) this.after(socket.machine, () => socket.destroy(reset()));
    }
  }

  isOpen(one: string, other: string): boolean {
    return !this.#out.has(wire(one, other)) && !this.#dark.has(one) && !this.#dark.has(other);
  }

  /** Ends all connections between two machines with a reset, as a network does that has lost its memory. */
  drop(one: string, other: string): void {
    for (const socket of [...this.sockets]) {
      if (wire(socket.machine.name, socket.peerName) === wire(one, other)) socket.destroy(reset());
    }
  }

  /** The program on a machine is gone. Its kernel, if there is power, tells the others. */
  forget(machine: Machine): void {
    for (const [key, port] of this.#ports) if (port.machine === machine) this.#ports.delete(key);
    for (const socket of [...this.sockets]) if (socket.machine === machine) socket.vanish();
  }

  /** Something happens on a machine when it has crossed the network. */
  after(machine: Machine, run: () => void, delay = this.delay()): void {
    this.world.clock.after(delay, 'network', () => machine.do(run));
  }

  delay(): number {
    return latency.least + this.world.random.unit() * (latency.most - latency.least);
  }

  #knock(near: NetworkSocket, name: string, port: number): void {
    if (near.destroyed) return;
    // Nobody answers; whoever knocks has patience of their own.
    if (!this.isOpen(near.machine.name, name)) {
      this.after(near.machine, () => this.#knock(near, name, port), 1000);
      return;
    }
    const there = this.#ports.get(`${name}:${port}`);
    if (!there) {
      near.destroy(failure('ECONNREFUSED', `connect ECONNREFUSED ${name}:${port}`));
      return;
    }
    const far = new NetworkSocket(this, there.machine, near.machine.name);
    far.isAccepted = false;
    this.sockets.add(far);
    near.pair(far);
    far.pair(near);
    this.after(there.machine, () => {
      if (far.destroyed) return;
      far.isAccepted = true;
      there.accept(far);
    });
    this.after(near.machine, () => near.connected());
  }
}

function wire(one: string, other: string): string {
  return one < other ? `${one} ${other}` : `${other} ${one}`;
}

function reset(): Error {
  return failure('ECONNRESET', 'read ECONNRESET');
}

/** As a socket tells of it. Without a stack, which streams ask of each error and which is dear. */
function failure(code: string, message: string): Error {
  const { stackTraceLimit } = Error;
  Error.stackTraceLimit = 0;
  const error = Object.assign(new Error(message), { code });
  Error.stackTraceLimit = stackTraceLimit;
  return error;
}

/** One end of a connection, with what programs use of `net.Socket`. */
export class NetworkSocket extends Duplex {
  readonly machine: Machine;
  readonly peerName: string;
  readonly #network: Network;
  #peer: NetworkSocket | undefined;
  readonly #onTheWay: Part[] = [];
  #lastArrival = 0;
  #waiting: (() => void) | undefined;
  #vanished = false;
  #isEnded = false;
  /** Its program has been given it: what happens to one that has not is the kernel's affair. */
  isAccepted = true;
  connecting = true;
  readonly remotePort = 1;
  readonly remoteFamily = 'IPv4';
  readonly localPort = 1;
  bytesRead = 0;
  bytesWritten = 0;

  constructor(network: Network, machine: Machine, peerName: string) {
    super({ allowHalfOpen: false });
    this.#network = network;
    this.machine = machine;
    this.peerName = peerName;
  }

  /** Addresses of one machine are its own. */
  get remoteAddress(): string {
    return this.peerName === this.machine.name ? '127.0.0.1' : '10.0.0.2';
  }

  get localAddress(): string {
    return this.peerName === this.machine.name ? '127.0.0.1' : '10.0.0.1';
  }

  get readyState(): string {
    return this.connecting ? 'opening' : 'open';
  }

  get hasVanished(): boolean {
    return this.#vanished;
  }

  /** The machine at the other end has lost this connection without a word. */
  get isOrphan(): boolean {
    return this.#peer?.hasVanished === true;
  }

  pair(peer: NetworkSocket): void {
    this.#peer = peer;
    this.connecting = this.machine !== peer.machine && this.connecting;
  }

  connected(): void {
    if (this.destroyed) return;
    this.connecting = false;
    this.emit('connect');
    this.emit('ready');
    this.flow();
  }

  setNoDelay(): this {
    return this;
  }

  setKeepAlive(): this {
    return this;
  }

  setTimeout(): this {
    return this;
  }

  ref(): this {
    return this;
  }

  unref(): this {
    return this;
  }

  address(): object {
    return { address: this.localAddress, family: 'IPv4', port: this.localPort };
  }

  destroySoon(): void {
    if (this.writable) this.end();
    if (this.writableFinished) this.destroy();
    else this.once('finish', () => this.destroy());
  }

  resetAndDestroy(): this {
    const peer = this.#peer;
    this.#isEnded = true;
    this.#onTheWay.length = 0;
    if (peer && !this.#vanished) this.#network.after(peer.machine, () => peer.destroy(reset()));
    this.destroy();
    return this;
  }

  /** The program or the power is gone at this end. */
  vanish(): void {
    if (this.#vanished) return;
    this.#vanished = true;
    this.#network.sockets.delete(this);
    const peer = this.#peer;
    const isTold = this.#network.isOpen(this.machine.name, this.peerName);
    if (peer && isTold) this.#network.after(peer.machine, () => peer.destroy(reset()));
  }

  override _read(): void {}

  override _write(bytes: Buffer | string, encoding: BufferEncoding, taken: () => void): void {
    this._writev([{ chunk: bytes, encoding }], taken);
  }

  override _writev(
    written: readonly { readonly chunk: Buffer | string; readonly encoding: BufferEncoding }[],
    taken: () => void,
  ): void {
    const { machine } = this;
    const sent: Buffer[] = [];
    for (const { chunk, encoding } of written) {
      if (machine.isDead || this.#vanished) break;
      machine.step();
      if (!machine.isDead) sent.push(typeof chunk === 'string' ? Buffer.from(chunk, encoding) : chunk);
    }
    if (sent.length === 0) return;
    // Whoever wrote it may use its memory for something else.
    const bytes = Buffer.concat(sent);
    this.bytesWritten += bytes.length;
    this.#onTheWay.push({ bytes, writes: sent.length });
    this.flow();
    if (machine.isDead || this.#vanished) return;
    if (this.#held < kernelBuffer) taken();
    else this.#waiting = taken;
  }

  override _final(done: () => void): void {
    if (this.machine.isDead || this.#vanished) return;
    if (!this.#isEnded) this.#onTheWay.push(end);
    this.#isEnded = true;
    this.flow();
    done();
  }

  override _destroy(error: Error | null, done: (error: Error | null) => void): void {
    // What was written before is still sent by the kernel, and then the end, whatever the program ended it for.
    if (this.#peer && !this.#vanished && !this.machine.isDead && !this.#isEnded) {
      this.#isEnded = true;
      this.#onTheWay.push(end);
    }
    this.flow();
    if (this.#onTheWay.length === 0) this.#network.sockets.delete(this);
    done(this.isAccepted ? error : null);
  }

  get #held(): number {
    return this.#onTheWay.reduce((sum, part) => sum + (part.bytes?.length ?? 0), 0);
  }

  /** Sends what waits, if the way is free. */
  flow(): void {
    const peer = this.#peer;
    const network = this.#network;
    if (!peer || this.connecting || !network.isOpen(this.machine.name, this.peerName)) return;
    if (peer.#vanished) {
      // What arrives at a machine that knows nothing of the connection is answered by a reset.
      if (!this.destroyed && this.#onTheWay.length > 0)
        network.after(this.machine, () => this.destroy(reset()));
      this.#onTheWay.length = 0;
      return;
    }
    for (const part of this.#onTheWay.splice(0)) {
      const now = network.world.clock.monotonic();
      let at = this.#lastArrival;
      for (let write = 0; write < part.writes; write++) at = Math.max(now + network.delay(), at);
      this.#lastArrival = at;
      network.after(peer.machine, () => this.#crossed(part, peer), at - now);
    }
    if (this.destroyed) network.sockets.delete(this);
    const waiting = this.#waiting;
    this.#waiting = undefined;
    waiting?.();
  }

  #crossed(part: Part, peer: NetworkSocket): void {
    for (let write = 1; write < part.writes; write++) peer.machine.step();
    if (peer.machine.isDead) return;
    const network = this.#network;
    if (!network.isOpen(this.machine.name, this.peerName)) {
      this.#onTheWay.splice(0, 0, part);
      return;
    }
    if (part.bytes) network.onBytes(this.machine.name, peer.machine.name, part.bytes);
    peer.#arrive(part);
  }

  #arrive({ bytes }: Part): void {
    if (this.destroyed || this.#vanished) return;
    if (!bytes) {
      this.push(null);
      return;
    }
    this.bytesRead += bytes.length;
    this.push(bytes);
  }
}
