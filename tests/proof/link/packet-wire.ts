import { closeSync, constants, openSync, readSync, writeSync } from 'node:fs';
import { loadKernel } from '../../../hal/drivers/gpio/chardev/kernel';
import type { Random } from '../../../simulator/random';
import type { Namespaces } from './namespaces';

/** What becomes of packets on the way. */
export interface Weather {
  /** Each way, ms. */
  readonly delay: number;
  /** Up to so much more, ms; packets then overtake each other. */
  readonly jitter: number;
  /** Part of the packets that is lost. */
  readonly loss: number;
  /** Bytes in a second, each way. */
  readonly rate: number;
  readonly dropsUp: boolean;
  readonly dropsDown: boolean;
}

export const clear: Weather = {
  delay: 0,
  jitter: 0,
  loss: 0,
  rate: Number.POSITIVE_INFINITY,
  dropsUp: false,
  dropsDown: false,
};

/** linux/if_tun.h */
const setInterface = 0x400454ca;
const tunWithoutHeader = 0x1001;

/** A queue that holds more than this is full, ms. */
const longestQueue = 1500;

const addresses = { box: '192.0.2.1', broker: '192.0.2.2' } as const;

/** The broker as the box sees it. */
export const brokerOnWire = addresses.broker;

interface End {
  readonly descriptor: number;
  readonly device: string;
  /** When the last packet for the other end will have left, ms. */
  busyUntil: number;
  stopReading: () => void;
}

/**
 * A network cable whose packets go through this program: two TUN devices, each in a namespace of its own. It loses, delays, throttles and swallows
 * packets, as the kernel's netem would, which not every kernel has.
 */
export class PacketWire {
  weather: Weather = clear;
  /** Carried and lost. */
  readonly packets = { carried: 0, lost: 0 };
  readonly #random: Random;
  readonly #buffer = Buffer.alloc(65_536);
  #ends: readonly [box: End, broker: End] | undefined;

  constructor(random: Random) {
    this.#random = random;
  }

  start(namespaces: Namespaces): void {
    const box = openEnd(`tibox${process.pid}`);
    const broker = openEnd(`tibro${process.pid}`);
    namespaces.plug(namespaces.box, box.device, addresses.box, addresses.broker);
    namespaces.plug(namespaces.broker, broker.device, addresses.broker, addresses.box);
    box.stopReading = loadKernel().whenReadable(box.descriptor, () => this.#carry(box, broker, 'dropsUp'));
    broker.stopReading = loadKernel().whenReadable(broker.descriptor, () =>
      this.#carry(broker, box, 'dropsDown'),
    );
    this.#ends = [box, broker];
  }

  stop(): void {
    for (const { descriptor, stopReading } of this.#ends ?? []) {
      stopReading();
      closeSync(descriptor);
    }
    this.#ends = undefined;
  }

  #carry(from: End, to: End, way: 'dropsUp' | 'dropsDown'): void {
    for (let packet = this.#read(from); packet; packet = this.#read(from)) {
      const { delay, jitter, loss, rate } = this.weather;
      const now = performance.now();
      const queued = Math.max(from.busyUntil - now, 0);
      if (this.weather[way] || this.#random.chance(loss) || queued > longestQueue) {
        this.packets.lost += 1;
        continue;
      }
      from.busyUntil = now + queued + (packet.length / rate) * 1000;
      const arrives = from.busyUntil - now + delay + this.#random.unit() * jitter;
      if (arrives < 1) this.#write(to, packet);
      else setTimeout(() => this.#write(to, packet), arrives);
    }
  }

  #read({ descriptor }: End): Buffer | undefined {
    if (!this.#ends) return undefined;
    try {
      return Buffer.from(this.#buffer.subarray(0, readSync(descriptor, this.#buffer)));
    } catch {
      // EAGAIN: that was all.
      return undefined;
    }
  }

  #write({ descriptor }: End, packet: Buffer): void {
    if (!this.#ends) return;
    this.packets.carried += 1;
    try {
      writeSync(descriptor, packet);
    } catch {
      this.packets.lost += 1;
    }
  }
}

function openEnd(device: string): End {
  const descriptor = openSync('/dev/net/tun', constants.O_RDWR | constants.O_NONBLOCK);
  const request = Buffer.alloc(40);
  request.write(device, 'latin1');
  request.writeUInt16LE(tunWithoutHeader, 16);
  loadKernel().ioctl(descriptor, setInterface, request);
  return { descriptor, device, busyUntil: 0, stopReading: () => {} };
}
