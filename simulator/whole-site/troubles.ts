import type { Time, Timer } from '../../hal/platform/time';
import type { Peers } from '../peers/peers';
import type { Fault, Moment, NetworkTrouble, Scenario } from '../scenarios/scenario';
import { localInstant } from '../time/local-instant';
import type { WarmMachine } from './warm-machine';
import type { WayOut } from './way-out';

type Trouble = Fault | NetworkTrouble;

/** One trouble of a scenario, in instants, ms since 1970-01-01 UTC. */
export interface Course {
  readonly what: Trouble['what'];
  readonly device?: string;
  readonly begins: number;
  /** Infinity: never. */
  readonly ends: number;
}

export interface TroublesOptions {
  readonly scenario: Scenario;
  readonly timezone: string;
  readonly time: Time;
  readonly wayOut: WayOut;
  readonly machine: WarmMachine;
  readonly peers: Peers;
}

/** Lets happen to network, devices and machine what a scenario says, when it says it. */
export class Troubles {
  readonly courses: readonly Course[];
  readonly #options: TroublesOptions;
  readonly #timers = new Set<Timer>();

  constructor(options: TroublesOptions) {
    this.#options = options;
    const { scenario, timezone, time } = options;
    const { faults = [], network = [] } = scenario;
    const all: readonly Trouble[] = [...faults, ...network];
    this.courses = all.map(trouble => ({
      what: trouble.what,
      ...('device' in trouble && { device: trouble.device }),
      begins: trouble.from === undefined ? time.now() : instantOf(trouble.from, timezone),
      ends: trouble.until === undefined ? Number.POSITIVE_INFINITY : instantOf(trouble.until, timezone),
    }));
  }

  start(): void {
    const { faults = [], network = [] } = this.#options.scenario;
    for (const [index, course] of this.courses.entries()) {
      const delay = network[index - faults.length]?.delay;
      this.#at(course.begins, () => this.#set(course, true, delay));
      if (Number.isFinite(course.ends)) this.#at(course.ends, () => this.#set(course, false, 0));
    }
  }

  stop(): void {
    for (const timer of this.#timers) timer.cancel();
    this.#timers.clear();
  }

  #set({ what, device = '' }: Course, on: boolean, delay = 0): void {
    const { wayOut, machine, peers } = this.#options;
    switch (what) {
      case 'silent':
        void silence(peers, device, on);
        break;
      case 'hot':
        machine.isHot = on;
        break;
      case 'broker-blocked':
        wayOut.state = on ? 'blocked' : 'open';
        break;
      case 'broker-full':
        wayOut.state = on ? 'full' : 'open';
        break;
      case 'slow':
        wayOut.delay = delay;
        break;
      case 'inbound-blocked':
      case 'proxy-only':
        // So from the beginning: nobody here connects to the box, and its file names the proxy.
        break;
    }
  }

  #at(instant: number, run: () => void): void {
    const { time } = this.#options;
    if (instant <= time.now()) {
      run();
      return;
    }
    const timer = time.after(instant - time.now(), 'trouble', () => {
      this.#timers.delete(timer);
      run();
    });
    this.#timers.add(timer);
  }
}

/** It stays connected and answers nothing any more. */
async function silence(peers: Peers, device: string, on: boolean): Promise<void> {
  await peers.codecs.get(device)?.set('silent', on);
  const printer = peers.printers.get(device);
  if (printer) await (on ? printer.unplugCable() : printer.plugCable({ lost: true }));
}

function instantOf(moment: Moment, timezone: string): number {
  const [day = '', time = '0:00'] = moment.split(' ');
  const [hours = 0, minutes = 0] = time.split(':').map(Number);
  return localInstant(day, hours * 60 + minutes, timezone);
}
