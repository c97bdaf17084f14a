import { EventEmitter } from 'node:events';
import type { Counters, Device, DeviceStatus } from '../../device';
import { Patience } from '../../platform/patience';
import type { Time, Timer } from '../../platform/time';
import type { RingEnd, RingSource, RingSourceEvents } from '../../ring-source';
import { notStarted, StatusKeeper } from '../../status-keeper';
import type { RingReport } from './ring-report';

export interface ReportedRingSettings {
  readonly time: Time;
  /** Longest time between two reports in milliseconds. */
  readonly heartbeat: number;
  /** Milliseconds after which a ring is over though nobody said so. */
  readonly longestRing: number;
}

/** More calls than any chain has at once: a program that never ends a ring must not fill the memory. */
const mostCalls = 100;

/**
 * A ring source whose wire is somewhere else: reports are brought to it, from an MQTT topic or an HTTP call (RNG-23). It is `unknown`
 * until the first report and whenever one is late. Counters: rings, answered, reports, silences.
 */
export class ReportedRing implements RingSource {
  readonly name: string;
  readonly kind = 'ring-source';
  readonly events = new EventEmitter<RingSourceEvents>();
  readonly #settings: ReportedRingSettings;
  readonly #keeper = new StatusKeeper(status => this.events.emit('status', status));
  readonly #counts = { rings: 0, answered: 0, reports: 0, silences: 0 };
  /** Each with the timer of its longest duration. */
  readonly #calls = new Map<string, Timer>();
  readonly #late: Patience;
  #isStarted = false;

  constructor(name: string, settings: ReportedRingSettings) {
    this.name = name;
    this.#settings = settings;
    this.#late = new Patience(settings.time, 'ring report late');
  }

  get status(): DeviceStatus {
    return this.#keeper.status;
  }

  get counters(): Counters {
    return { ...this.#counts };
  }

  get ringing(): readonly string[] {
    return [...this.#calls.keys()];
  }

  async start(signal: AbortSignal): Promise<void> {
    signal.throwIfAborted();
    this.#isStarted = true;
    this.#keeper.set({ health: 'unknown', code: 'ring-reports-missing' });
  }

  async stop(): Promise<void> {
    this.#isStarted = false;
    this.#late.cancel();
    for (const call of this.ringing) this.#over(call, 'unknown');
    this.#keeper.set(notStarted);
  }

  /** Any report is a sign of life. The same report again changes nothing. Reports to a device that is not started are dropped. */
  report(report: RingReport): void {
    if (!this.#isStarted) return;
    this.#counts.reports += 1;
    this.#alive();
    if (report.state === 'ringing') this.#ringing(report.call, report.caller);
    else if (report.state !== 'alive') this.#over(report.call, report.state);
  }

  #alive(): void {
    this.#late.within(this.#settings.heartbeat, () => {
      this.#counts.silences += 1;
      this.#keeper.set({ health: 'unknown', code: 'ring-reports-missing' });
    });
    this.#keeper.set({ health: 'ok' });
  }

  #ringing(call: string, caller: string | undefined): void {
    if (this.#calls.has(call) || this.#calls.size >= mostCalls) return;
    const { time, longestRing } = this.#settings;
    this.#calls.set(
      call,
      time.after(longestRing, 'ring too long', () => this.#over(call, 'unknown')),
    );
    this.#counts.rings += 1;
    this.events.emit('ringing', { call, ...(caller !== undefined && { caller }), at: time.monotonic() });
  }

  #over(call: string, end: RingEnd): void {
    const timer = this.#calls.get(call);
    if (!timer) return;
    timer.cancel();
    this.#calls.delete(call);
    if (end === 'answered') this.#counts.answered += 1;
    this.events.emit('over', { call, end, at: this.#settings.time.monotonic() });
  }
}

/** For whoever brings the reports. */
export function isReportedRing(device: Device): device is ReportedRing {
  return device instanceof ReportedRing;
}
