import type { BoxReport } from '../../hal/drivers/satellite/box-report';
import { lendTopics } from '../../hal/drivers/satellite/topics';
import type { MessageBus } from '../../hal/message-bus';
import type { Log } from '../../hal/platform/log';
import type { Time, Timer } from '../../hal/platform/time';
import { BoxMonitor, type BoxMonitorLimits } from '../health/box/box-monitor';
import { boxProbes } from '../health/box/box-probes';
import type { Machine } from '../health/box/machine';
import type { HubLink } from './hub-link';
import type { Part } from './part';

export interface BoxReporterOptions {
  readonly machine: Machine;
  readonly stateDir: string;
  /** File of the certificate that the box shows to the broker, if it has one. */
  readonly certificate: string | undefined;
  readonly bus: MessageBus;
  readonly link: HubLink;
  readonly version: string;
  readonly time: Time;
  readonly log: Log;
  /** Those of every day, if left out. */
  readonly limits?: BoxMonitorLimits;
}

/** Readings change all the time and are told so often, ms. */
const readingsEvery = 3_600_000;

/** Tells the hub how the machine is: a satellite has no pages, so there is no other way to see it. */
export class BoxReporter implements Part {
  readonly #options: BoxReporterOptions;
  #monitor: BoxMonitor | undefined;
  #timer: Timer | undefined;
  #undo: (() => void)[] = [];
  readonly #tell = () => {
    const { bus, version } = this.#options;
    if (!this.#monitor) return;
    const { health, code, warnings } = this.#monitor.health;
    const report: BoxReport = {
      run: bus.run,
      version,
      health,
      ...(code !== undefined && { code }),
      warnings: [...warnings],
      readings: numbersIn(this.#monitor.readings),
    };
    bus.publish(lendTopics(bus.appliance).box, JSON.stringify(report), { retain: true });
  };

  constructor(options: BoxReporterOptions) {
    this.#options = options;
  }

  start(): void {
    const { link, time, log, limits } = this.#options;
    const { probes, stop } = boxProbes(this.#options);
    this.#monitor = new BoxMonitor({ probes, time, log }, limits);
    link.events.on('linked', this.#tell);
    this.#undo = [stop, () => link.events.off('linked', this.#tell)];
    this.#timer = time.every(readingsEvery, 'box readings', this.#tell);
    this.#monitor.start(this.#tell);
  }

  stop(): void {
    this.#timer?.cancel();
    this.#monitor?.stop();
    for (const undo of this.#undo.splice(0)) undo();
  }
}

function numbersIn(readings: object): Record<string, number> {
  return Object.fromEntries(
    Object.entries(readings).filter((entry): entry is [string, number] => typeof entry[1] === 'number'),
  );
}
