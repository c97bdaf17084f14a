import type { HealthMessage } from '../../../firmware/link/messages';
import { awake, pause } from '../steady-time';
import type { BoxFault, Lanes, Place, Shown } from './fault';
import type { FaultStage } from './stage';

/** How long nothing must happen between two faults of a lane, ms. */
const settled = 50;

/** For all to be well at the beginning, ms. */
const patience = 15_000;

type Report = HealthMessage['box'];

/** Breaks every wire, watches `BASE/health` from afar, and says what was not as it is stated. */
export class Play {
  readonly #stage: FaultStage;
  /** Places that may be anything but well now, and how many faults say so. */
  readonly #touched = new Map<Place, number>();
  readonly #wrong = new Set<string>();

  constructor(stage: FaultStage) {
    this.#stage = stage;
  }

  /** What became of each fault: nothing, or what was wrong; and under `nobody` what changed without a cause. */
  async all(...rounds: readonly Lanes[]): Promise<ReadonlyMap<string, string | undefined>> {
    await this.#until(
      () => reportsIn(this.#stage.health).every(([, report]) => isWell(report)),
      patience,
      () => this.#troubles(),
    );
    const ends = new Map<string, string | undefined>();
    const stop = this.#stage.follow(message => this.#watch(message));
    for (const lanes of rounds)
      await Promise.all(
        Object.entries(lanes).map(async ([lane, faults]) => {
          for (const fault of faults) {
            ends.set(`${lane}: ${fault.what}`, await this.#play(fault).catch(error => String(error)));
            await pause(settled);
          }
        }),
      );
    stop();
    ends.set('nobody', this.#wrong.size > 0 ? [...this.#wrong].join('\n') : undefined);
    return ends;
  }

  async #play(fault: BoxFault): Promise<undefined> {
    const { shows, touches = [], inTest } = fault;
    const { within, back } = inTest ?? fault;
    const places = [...Object.keys(shows), ...touches];
    for (const place of places) this.#touched.set(place, (this.#touched.get(place) ?? 0) + 1);
    const seen = new Set<Place>();
    const look = (message: HealthMessage) => {
      for (const [place, shown] of Object.entries(shows))
        if (isShown(reportOf(message, place), shown)) seen.add(place);
    };
    const stop = this.#stage.follow(look);
    try {
      const undo = await fault.provoke(this.#stage);
      const missing = () => Object.keys(shows).filter(place => !seen.has(place));
      await this.#until(
        () => missing().length === 0,
        within,
        () => `not shown: ${this.#told(missing())}`,
      );
      await undo();
      const ill = () => places.filter(place => !isOver(reportOf(this.#stage.health, place), shows[place]));
      await this.#until(
        () => ill().length === 0,
        back,
        () => `not over: ${this.#told(ill())}`,
      );
    } finally {
      stop();
      for (const place of places) this.#touched.set(place, (this.#touched.get(place) ?? 0) - 1);
    }
    return undefined;
  }

  /** Whatever no fault touches is well in every message. */
  #watch(message: HealthMessage): void {
    for (const [place, report] of reportsIn(message)) {
      if ((this.#touched.get(place) ?? 0) > 0 || isWell(report)) continue;
      this.#wrong.add(`${place} without a cause: ${JSON.stringify(report)}`);
    }
  }

  #told(places: readonly Place[]): string {
    return places.map(place => `${place} ${JSON.stringify(reportOf(this.#stage.health, place))}`).join(', ');
  }

  #troubles(): string {
    const ill = reportsIn(this.#stage.health).filter(([, report]) => !isWell(report));
    return `not well at the beginning: ${JSON.stringify(ill)}`;
  }

  async #until(isTrue: () => boolean, within: number, what: () => string): Promise<void> {
    const began = awake();
    while (!isTrue()) {
      if (awake() - began > within) throw new Error(`${what()} within ${within} ms`);
      await pause(5);
    }
  }
}

function reportsIn(message: HealthMessage | undefined): [Place, Report][] {
  if (!message) return [['message', { health: 'unknown', warnings: [] }]];
  const { box, devices, satellites = {} } = message;
  return [
    ['box', box],
    ...Object.entries(devices),
    ...Object.entries(satellites).map(([id, report]): [Place, Report] => [`satellites/${id}`, report]),
  ];
}

function reportOf(message: HealthMessage | undefined, place: Place): Report | undefined {
  return reportsIn(message).find(([name]) => name === place)?.[1];
}

const isWell = ({ health }: Report) => health === 'ok';

function isShown(report: Report | undefined, shown: Shown): boolean {
  if (!report) return false;
  if ('warning' in shown) return report.health === 'ok' && report.warnings.includes(shown.warning);
  return report.health === shown.health && report.code === shown.code;
}

/** Of a box two things may be wrong at once: only the one that was done to it has to be over. */
function isOver(report: Report | undefined, shown: Shown | undefined): boolean {
  if (!report || !isWell(report)) return false;
  return shown === undefined || !('warning' in shown) || !report.warnings.includes(shown.warning);
}
