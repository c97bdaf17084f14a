import { silent } from '../../../hal/platform/log';
import { publishRollout } from '../../../ota/release/publish-rollout';
import { everyPlace } from '../../../ota/rollout/cohort';
import { LoopbackBox } from '../../../ota/round/loopback-box';
import { Round } from '../../../ota/round/round';
import { RoundMemories } from '../../../ota/round/round-memory';
import type { CrashDisk } from '../../support/ota/crash-disk';
import { UpdateBench } from '../../support/ota/update-bench';
import { Machine } from '../machine/machine';
import { running } from '../machine/world';
import type { Town } from './town';

/** Between two looks of the updater, ms: more often than its timer lets it look, for the short days here. */
const every = 15_000;

/** Whoever has such a ticket is being served, or waits for it. */
const here: ReadonlySet<string> = new Set([
  'waiting',
  'called',
  'serving',
  'parked',
  'transferred',
  'reinstated',
  'returned',
]);

let bench: UpdateBench | undefined;

/** A repository that offers a newer release, signed once for all towns of a process. */
function offering(): UpdateBench {
  if (bench) return bench;
  bench = new UpdateBench().begin();
  bench.publish('1.0.1', ['1.0.0']);
  const all = { format: 1, release: '1.0.1', below: everyPlace, paused: false } as const;
  publishRollout(bench.repository, 'stable', all);
  return bench;
}

/** The updater of the hub as it ships, on a disk of its own: it asks the box over loopback and restarts it into another release. */
export class Updates {
  readonly #town: Town;
  readonly #tell: (what: string) => void;
  readonly #bench = offering();
  readonly #disk: CrashDisk;
  readonly #machine: Machine;
  #isBusy = false;
  #isOn = false;
  /** When customers are served, by a clock that is right; from and to, ms. */
  hours = { from: 0, to: 0 };
  restarts = 0;

  constructor(town: Town, tell: (what: string) => void) {
    this.#town = town;
    this.#tell = tell;
    this.#disk = this.#bench.box();
    this.#machine = new Machine('hub', town.world);
    this.#machine.time.every(every, 'updater', () => void this.#look());
  }

  /** The release that the box runs. */
  get version(): string {
    return this.#bench.client(this.#disk).slots.running().manifest.version;
  }

  turn(on: boolean): void {
    this.#isOn = on;
  }

  async #look(): Promise<void> {
    if (!this.#isOn || this.#isBusy || !this.#town.hub.machine) return;
    this.#isBusy = true;
    const { slots, client } = this.#bench.client(this.#disk);
    const { time } = this.#machine;
    const asked = new LoopbackBox({ url: 'http://127.0.0.1:8080', restart: [], time });
    const round = new Round({
      slots,
      client,
      served: { told: () => asked.told(), restart: async () => this.#restart() },
      next: { rehearse: async () => true },
      memories: new RoundMemories(this.#disk, '/box'),
      desired: () => undefined,
      time,
      log: silent,
    });
    try {
      await round.once();
    } catch (error) {
      this.#tell(`the updater failed: ${error instanceof Error ? error.stack : error}`);
    } finally {
      this.#isBusy = false;
    }
  }

  #restart(): void {
    const { hub, world } = this.#town;
    this.restarts += 1;
    const now = world.now + (hub.machine?.ahead ?? 0);
    // The way back from a release that has not proven itself waits for customers, though not for closing time (`ota/round`).
    const isWayBack = this.#bench.client(this.#disk).slots.state().phase === 'rolled-back';
    if (!isWayBack && now >= this.hours.from && now < this.hours.to)
      this.#tell(`update during service: ${this.version} in opening hours`);
    const waiting = [...(hub.program?.runtime.state.tickets.values() ?? [])].filter(({ state }) =>
      here.has(state),
    );
    if (waiting.length > 0)
      this.#tell(`update during service: ${this.version} with ${waiting.length} customers`);
    hub.stop().then(
      () => running.exit(() => hub.boot()),
      () => undefined,
    );
  }
}
