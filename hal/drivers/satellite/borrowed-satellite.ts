import type { MessageBus } from '../../message-bus';
import type { Log } from '../../platform/log';
import type { Time } from '../../platform/time';
import { lendingLimits } from './limits';
import { type Act, Beat, Input, Report, read, type Show, type Verdict } from './messages';
import { Pulse } from './pulse';
import { borrowTopics, lendTopics, partsOf } from './topics';
import { TwinWatch } from './twin-watch';

/** A device of a satellite as the hub uses it. */
export interface Borrower {
  /** Its name in the satellite's file. */
  readonly device: string;
  /** The link stands, or stands anew: whatever was shown has to be told again. */
  linked(): void;
  /** What the satellite says of the device; nothing if it does not. */
  reported(report: Report | undefined): void;
  lost(): void;
  /** @param age at most so many milliseconds. Resolves when it has been dealt with, with whether somebody took it. */
  input(input: Input['input'], age: number): Promise<boolean>;
}

interface BorrowedSatelliteOptions {
  readonly satellite: string;
  readonly bus: MessageBus;
  readonly time: Time;
  readonly log: Log;
}

/** The hub's end of the link to one satellite, shared by all devices that it lends. */
export class BorrowedSatellite {
  readonly #options: BorrowedSatelliteOptions;
  readonly #pulse: Pulse;
  readonly #twins: TwinWatch;
  readonly #borrowers = new Set<Borrower>();
  readonly #reports = new Map<string, Report>();
  /** Of each device the last press: its number and what was said to it, once it has been dealt with. */
  readonly #heard = new Map<string, Pick<Verdict, 'run' | 'count'> & { taken?: boolean }>();
  #acts = 0;
  #undo: (() => void)[] = [];

  constructor(options: BorrowedSatelliteOptions) {
    this.#options = options;
    const { bus, time, satellite } = options;
    this.#pulse = new Pulse({
      run: bus.run,
      time,
      send: beat =>
        bus.publish(borrowTopics(bus.appliance, satellite).beat, JSON.stringify(beat), { assured: false }),
      onChange: peer => this.#changed(peer),
    });
    this.#twins = new TwinWatch(time, () => this.#tellAll());
  }

  /** Whether two boxes go by the name of this satellite. */
  get isTwice(): boolean {
    return this.#twins.isTwice;
  }

  /** Follows the device until the returned function is called. The link is kept while any device is followed. */
  borrow(borrower: Borrower): () => void {
    this.#borrowers.add(borrower);
    if (this.#borrowers.size === 1) this.#start();
    else if (this.#pulse.peer !== undefined) this.#tell(borrower);
    return () => {
      if (this.#borrowers.delete(borrower) && this.#borrowers.size === 0) this.#stop();
    };
  }

  show(device: string, show: Show['show']): void {
    const { bus } = this.#options;
    const message: Show = { run: bus.run, show };
    bus.publish(this.#topics.show(device), JSON.stringify(message), { retain: true });
  }

  /** Now or never. */
  act(device: string, act: Act['act']): void {
    const stamp = this.#pulse.stamp();
    if (this.#pulse.peer === undefined || !stamp) return;
    this.#acts += 1;
    const message: Act = { run: this.#options.bus.run, count: this.#acts, stamp, act };
    this.#options.bus.publish(this.#topics.act(device), JSON.stringify(message));
  }

  get #topics() {
    return borrowTopics(this.#options.bus.appliance, this.#options.satellite);
  }

  #start(): void {
    const { bus, satellite } = this.#options;
    const { all } = lendTopics(satellite);
    const online = () => {
      this.#pulse.hurry();
      for (const borrower of this.#borrowers) borrower.linked();
    };
    bus.events.on('online', online);
    this.#undo = [
      bus.subscribe(all, ({ topic, payload }) => this.#receive(partsOf(topic, all), payload)),
      () => bus.events.off('online', online),
    ];
    this.#pulse.start();
  }

  #stop(): void {
    for (const undo of this.#undo.splice(0)) undo();
    this.#pulse.stop();
    this.#twins.stop();
    this.#reports.clear();
    this.#heard.clear();
  }

  #receive({ device, what }: { readonly device?: string; readonly what: string }, payload: Buffer): void {
    if (device === undefined) {
      const beat = what === 'beat' ? read(Beat, payload) : undefined;
      if (!beat) return;
      this.#twins.hear(beat.run);
      this.#pulse.hear(beat);
    } else if (what === 'report') {
      const report = read(Report, payload);
      if (!report) return;
      this.#reports.set(device, report);
      if (report.run === this.#pulse.peer) for (const borrower of this.#of(device)) borrower.reported(report);
    } else if (what === 'input') {
      const input = read(Input, payload);
      if (input) this.#judge(device, input);
    }
  }

  #changed(peer: string | undefined): void {
    const { log, satellite } = this.#options;
    if (peer === undefined) log.warn({ satellite }, 'satellite lost');
    else log.info({ satellite }, 'satellite linked');
    if (peer === undefined) for (const borrower of this.#borrowers) borrower.lost();
    else this.#tellAll();
  }

  #tellAll(): void {
    if (this.#pulse.peer === undefined) return;
    for (const borrower of this.#borrowers) this.#tell(borrower);
  }

  #tell(borrower: Borrower): void {
    const report = this.#reports.get(borrower.device);
    borrower.reported(report?.run === this.#pulse.peer ? report : undefined);
    borrower.linked();
  }

  /**
   * A press is carried out once and at once, or refused; one that was heard already gets the verdict that it had. The verdict waits for the commit:
   * until then nobody can say that the press was taken.
   */
  #judge(device: string, { run, count, stamp, input }: Input): void {
    const before = this.#heard.get(device);
    if (before?.run === run && count <= before.count) {
      const { taken } = before;
      if (count === before.count && taken !== undefined) this.#say(device, { run, count, taken });
      return;
    }
    const borrowers = this.#of(device);
    if (borrowers.length === 0) return;
    const heard: { run: string; count: number; taken?: boolean } = { run, count };
    this.#heard.set(device, heard);
    const age = this.#pulse.age(stamp);
    const isFresh = run === this.#pulse.peer && age <= lendingLimits.press;
    if (!isFresh)
      this.#options.log.warn({ satellite: this.#options.satellite, device, age }, 'stale press refused');
    const ends = isFresh ? borrowers.map(borrower => borrower.input(input, age)) : [];
    void Promise.all(ends).then(all => {
      const taken = all.includes(true);
      heard.taken = taken;
      if (this.#borrowers.size > 0) this.#say(device, { run, count, taken });
    });
  }

  #say(device: string, verdict: Verdict): void {
    this.#options.bus.publish(this.#topics.verdict(device), JSON.stringify(verdict));
  }

  #of(device: string): Borrower[] {
    return [...this.#borrowers].filter(borrower => borrower.device === device);
  }
}
