import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import * as assert from 'uvu/assert';
import { defaultLimits } from '../../hal/drivers/escpos/limits';
import { EscposPrinter } from '../../hal/drivers/escpos/printer';
import { profiles } from '../../hal/drivers/escpos/profiles';
import { ReportedRing } from '../../hal/drivers/ring-message/reported-ring';
import { LampConductor } from '../../hal/lamp-conductor';
import { ButtonOnLine } from '../../hal/lines/button-on-line';
import { ContactOnLine } from '../../hal/lines/contact-on-line';
import { LampOnLine } from '../../hal/lines/lamp-on-line';
import { silent as silentLog } from '../../hal/platform/log';
import { paperWidths } from '../../hal/ticket-printer';
import { SimulatedPrinter, silent } from '../../simulator/printer';
import { Random } from '../../simulator/random';
import { VirtualTime } from '../../simulator/time/virtual-time';
import { plainLines, testRoll, ticket } from '../support/escpos-bench';
import { MemoryInput, MemoryOutput } from '../support/memory-lines';
import { MemoryWire } from '../support/memory-wire';

const minute = 60_000;
const hour = 60 * minute;

/** How much of each hour passes with faults; the rest is calm, and then everything must be as it was. */
const busy = 57 * minute;

/** Bytes of the heap that a day may leave behind; the simulated printer keeps its paper, some kilobytes for each ticket. */
const mostGrowth = 4 * 1024 * 1024;

setFlagsFromString('--expose-gc');
const collectGarbage = runInNewContext('gc') as () => void;

/** One box with everything that runs without a wire of the machine. */
class Box {
  readonly time = new VirtualTime();
  readonly random = new Random('a day of faults');
  readonly paper = new SimulatedPrinter({ time: this.time, paper: 1e9 });
  readonly wire = new MemoryWire(this.time, this.paper);
  readonly key = new MemoryInput(this.time);
  readonly bell = new MemoryInput(this.time);
  readonly relay = new MemoryOutput();
  readonly button = new ButtonOnLine('next', {
    line: this.key,
    time: this.time,
    debounce: 20,
    stuckAfter: 30_000,
    gestures: ['press', 'hold', 'double'],
    holdAfter: 800,
    doubleWithin: 400,
  });
  readonly contact = new ContactOnLine('bell', {
    line: this.bell,
    time: this.time,
    debounce: 20,
    overAfter: 4000,
    stuckAfter: 120_000,
  });
  readonly ring = new ReportedRing('door', { time: this.time, heartbeat: minute, longestRing: 2 * minute });
  readonly conductor = new LampConductor(this.time);
  readonly lamp = new LampOnLine('lamp', { line: this.relay, conductor: this.conductor });
  readonly printer = new EscposPrinter('lobby', {
    transport: this.wire,
    profile: profiles.epson,
    limits: defaultLimits,
    paper: paperWidths[80],
    time: this.time,
    log: silentLog,
    roll: testRoll,
    encode: plainLines,
  });
  readonly devices = [this.button, this.contact, this.ring, this.lamp, this.printer];
  readonly heard = { gestures: 0, rings: 0, prints: 0 };
  asked = 0;
  ended = 0;
  #heartbeats = true;

  constructor() {
    this.button.events.on('gesture', () => this.heard.gestures++);
    this.ring.events.on('ringing', () => this.#show('ring'));
    this.ring.events.on('over', () => this.#show('off'));
    this.contact.events.on('ringing', () => this.#show('ring'));
    this.contact.events.on('over', () => this.#show('off'));
  }

  async start(): Promise<void> {
    for (const device of this.devices) await device.start(new AbortController().signal);
    this.time.every(20_000, 'reporter', () => {
      if (this.#heartbeats) this.ring.report({ state: 'alive' });
    });
  }

  run(duration: number): Promise<void> {
    return this.time.runTo(this.time.now() + duration);
  }

  between(least: number, most: number): number {
    return least + this.random.unit() * (most - least);
  }

  /** Something people do. */
  readonly acts: readonly (() => Promise<void>)[] = [
    async () => {
      this.key.edge(true);
      for (let bounce = 0; bounce < 4; bounce++) {
        await this.run(1);
        this.key.edge(bounce % 2 === 1);
      }
      await this.run(this.between(60, 1500));
      this.key.edge(false, { lost: this.random.unit() < 0.1 ? 2 : 0 });
    },
    async () => {
      this.asked += 1;
      void this.printer.print(ticket(`K${this.asked}.`, 6)).then(({ outcome }) => {
        this.ended += 1;
        if (outcome === 'done') this.heard.prints += 1;
      });
    },
    async () => {
      const call = `call ${this.time.now()}`;
      this.ring.report({ state: 'ringing', call });
      this.ring.report({ state: 'ringing', call });
      await this.run(this.between(1000, 20_000));
      if (this.random.unit() < 0.7) this.ring.report({ state: 'answered', call });
    },
    async () => {
      this.bell.edge(true);
      await this.run(this.between(100, 3000));
      this.bell.edge(false);
    },
  ];

  /** Lets a fault happen; what it returns ends it. */
  readonly faults: readonly (() => () => void)[] = [
    () => {
      this.key.vanish();
      return () => this.key.appear(false);
    },
    () => {
      this.key.edge(true);
      return () => this.key.edge(false);
    },
    () => {
      this.relay.vanish();
      return () => this.relay.appear();
    },
    () => {
      this.bell.vanish();
      return () => this.bell.appear(false);
    },
    () => {
      this.#heartbeats = false;
      return () => {
        this.#heartbeats = true;
      };
    },
    () => {
      this.wire.drop();
      return () => {};
    },
    () => {
      this.wire.isCableOut = true;
      return () => {
        this.wire.isCableOut = false;
      };
    },
    () => {
      this.wire.isRefusing = true;
      this.wire.drop();
      return () => {
        this.wire.isRefusing = false;
      };
    },
    () => {
      this.paper.openCover();
      return () => this.paper.closeCover();
    },
    () => this.paper.behave(silent()),
  ];

  /** A question that is asked in the moment of a look is no growth. @throws AssertionError if the wire has no rest within a second */
  async wireQuiet(): Promise<void> {
    const isBusy = () => this.time.timers.some(({ name }) => name === 'memory wire');
    for (let waited = 0; isBusy() && waited < 1000; waited += 10) await this.run(10);
    assert.not(isBusy(), 'the wire has no rest');
  }

  /** Everything that could grow: timers by name, listeners of each part. */
  holds(): Readonly<Record<string, unknown>> {
    const emitters = [...this.devices, this.key, this.bell, this.relay, this.paper];
    return {
      timers: this.time.timers.map(({ name }) => name).sort(),
      listeners: emitters.map(({ events }) =>
        ['status', 'edge', 'gesture', 'ringing', 'over', 'ticket', 'byte'].map(name =>
          events.listenerCount(name as never),
        ),
      ),
      ringing: [this.ring.ringing, this.contact.ringing],
      health: this.devices.map(({ status }) => status.health),
      pending: this.asked - this.ended,
    };
  }

  #show(sign: 'ring' | 'off'): void {
    if (sign === 'ring') this.heard.rings += 1;
    this.lamp.show(sign);
  }
}

/** Random faults of everything that runs without a wire of the machine leave timers, listeners and memory as they were, and everything works. */
export async function deviceDay({ hours: length }: { readonly hours: number }): Promise<object> {
  const box = new Box();
  await box.start();
  let first: unknown;
  let heap = 0;
  for (let hours = 1; hours <= length; hours++) {
    const calm = hours * hour - (hour - busy);
    while (box.time.monotonic() < calm) {
      const pick = <T>(list: readonly T[]) => list[Math.floor(box.random.unit() * list.length)];
      const mend = box.random.unit() < 0.4 ? pick(box.faults)?.() : undefined;
      await box.run(box.between(100, 4000));
      await pick(box.acts)?.();
      await box.run(box.between(100, 80_000));
      mend?.();
    }
    box.lamp.show('off');
    await box.run(hours * hour - box.time.monotonic());
    await box.wireQuiet();
    collectGarbage();
    if (hours === Math.min(2, length)) heap = process.memoryUsage().heapUsed;
    first ??= box.holds();
    assert.equal(box.holds(), first, `after ${hours} h`);
  }
  assert.equal(
    box.devices.map(({ status }) => status.health),
    ['ok', 'ok', 'ok', 'ok', 'ok'],
  );
  for (const [what, count] of Object.entries(box.heard))
    assert.ok(count > (100 * length) / 24, `${what}: ${count}`);
  const growth = process.memoryUsage().heapUsed - heap;
  assert.ok(growth < mostGrowth, `${growth} bytes more`);

  const stopped = Promise.all(box.devices.map(device => device.stop()));
  await box.run(5000);
  await stopped;
  assert.equal(
    box.time.timers.map(({ name }) => name),
    ['reporter'],
  );
  return box.heard;
}
