import { EventEmitter } from 'node:events';
import { lendingLimits } from '../../hal/drivers/satellite/limits';
import {
  Act,
  Beat,
  type Input,
  type Report,
  read,
  Show,
  Verdict,
} from '../../hal/drivers/satellite/messages';
import { Pulse } from '../../hal/drivers/satellite/pulse';
import { borrowTopics, lendTopics, partsOf } from '../../hal/drivers/satellite/topics';
import type { MessageBus } from '../../hal/message-bus';
import type { Log } from '../../hal/platform/log';
import { Patience } from '../../hal/platform/patience';
import type { Time } from '../../hal/platform/time';

export interface HubLinkEvents {
  /** The hub is there, is there anew, or the broker is back: whatever the satellite knows has to be told again. */
  linked: [];
  lost: [];
  /** What the hub wants of an output has changed, or cannot be known any more. */
  shown: [device: string];
  act: [device: string, act: Act['act']];
}

interface HubLinkOptions {
  readonly hub: string;
  readonly bus: MessageBus;
  readonly time: Time;
  readonly log: Log;
}

/** The satellite's end of the link to its hub. */
export class HubLink {
  readonly events = new EventEmitter<HubLinkEvents>();
  readonly #options: HubLinkOptions;
  readonly #pulse: Pulse;
  readonly #wishes = new Map<string, Show>();
  /** Presses that wait for their verdict, by device and number. */
  readonly #asked = new Map<
    string,
    { readonly patience: Patience; readonly settle: (taken: boolean) => void }
  >();
  /** Which act of which run of the hub came last to each device. */
  readonly #acts = new Map<string, { readonly run: string; readonly count: number }>();
  #count = 0;
  #undo: (() => void)[] = [];

  constructor(options: HubLinkOptions) {
    this.#options = options;
    this.events.setMaxListeners(0);
    const { bus, time } = options;
    this.#pulse = new Pulse({
      run: bus.run,
      time,
      send: beat => bus.publish(this.#lend.beat, JSON.stringify(beat), { assured: false }),
      onChange: peer => this.#changed(peer),
    });
  }

  get linked(): boolean {
    return this.#pulse.peer !== undefined;
  }

  start(): void {
    const { bus } = this.#options;
    const { all } = this.#borrow;
    const online = () => {
      this.#pulse.hurry();
      if (this.linked) this.events.emit('linked');
    };
    bus.events.on('online', online);
    this.#undo = [
      bus.subscribe(all, ({ topic, payload }) => this.#receive(partsOf(topic, all), payload)),
      () => bus.events.off('online', online),
    ];
    this.#pulse.start();
  }

  stop(): void {
    for (const undo of this.#undo.splice(0)) undo();
    this.#pulse.stop();
    for (const { patience } of this.#asked.values()) patience.cancel();
    this.#asked.clear();
    this.#wishes.clear();
    this.#acts.clear();
  }

  /** What the hub wants an output to show; nothing while that cannot be known. */
  wish(device: string): Show['show'] | undefined {
    const wish = this.#wishes.get(device);
    return wish && wish.run === this.#pulse.peer ? wish.show : undefined;
  }

  report(device: string, report: Omit<Report, 'run'>): void {
    const { bus } = this.#options;
    const message: Report = { run: bus.run, ...report };
    bus.publish(this.#lend.report(device), JSON.stringify(message), { retain: true });
  }

  /** Tells the hub of a press. `settle` is called once: at once without a link, at the latest after `lendingLimits.patience`. */
  press(device: string, input: Input['input'], settle: (taken: boolean) => void): void {
    const { bus, time } = this.#options;
    const stamp = this.#pulse.stamp();
    this.#count += 1;
    const message = { run: bus.run, count: this.#count, stamp, input };
    if (!this.linked || !bus.publish(this.#lend.input(device), JSON.stringify(message))) {
      settle(false);
      return;
    }
    const key = keyOf(device, this.#count);
    const patience = new Patience(time, 'verdict');
    patience.within(lendingLimits.patience, () => this.#settle(key, false));
    this.#asked.set(key, { patience, settle });
  }

  get #lend() {
    return lendTopics(this.#options.bus.appliance);
  }

  get #borrow() {
    return borrowTopics(this.#options.hub, this.#options.bus.appliance);
  }

  #receive({ device, what }: { readonly device?: string; readonly what: string }, payload: Buffer): void {
    if (device === undefined) {
      const beat = what === 'beat' ? read(Beat, payload) : undefined;
      if (beat) this.#pulse.hear(beat);
    } else if (what === 'show') {
      const wish = read(Show, payload);
      if (!wish) return;
      this.#wishes.set(device, wish);
      this.events.emit('shown', device);
    } else if (what === 'verdict') {
      const verdict = read(Verdict, payload);
      if (verdict?.run === this.#options.bus.run) this.#settle(keyOf(device, verdict.count), verdict.taken);
    } else if (what === 'act') {
      const act = read(Act, payload);
      if (act) this.#act(device, act);
    }
  }

  #act(device: string, { run, count, stamp, act }: Act): void {
    const before = this.#acts.get(device);
    if (run !== this.#pulse.peer || (before?.run === run && count <= before.count)) return;
    this.#acts.set(device, { run, count });
    if (this.#pulse.age(stamp) <= lendingLimits.act) this.events.emit('act', device, act);
  }

  #settle(key: string, taken: boolean): void {
    const asked = this.#asked.get(key);
    if (!asked) return;
    this.#asked.delete(key);
    asked.patience.cancel();
    asked.settle(taken);
  }

  #changed(peer: string | undefined): void {
    const { log, hub } = this.#options;
    if (peer === undefined) log.warn({ hub }, 'hub lost');
    else log.info({ hub }, 'hub linked');
    this.events.emit(peer === undefined ? 'lost' : 'linked');
  }
}

const keyOf = (device: string, count: number) => `${device}/${count}`;
