import type { DeviceStatus } from '../device';
import type { Edge, InputLine } from '../line';
import type { Time, Timer } from '../platform/time';
import type { LineMachine } from './line-machine';

/** A timer later than this was kept waiting, and so were the edges before it, ms. */
const late = 20;

/** How long such edges are given to come in, ms. */
const grace = 5;

export interface LineListener<Outcome> {
  outcome(outcome: Outcome): void;
  /** Whatever a status may depend on may have changed: the line, or that the machine finds it stuck. */
  changed(): void;
}

/**
 * Feeds a machine from a line. Stamps and the machine's own clock may have different origins: only differences of stamps are used, and how
 * long ago the last edge came in.
 */
export class LineReader<Outcome> {
  readonly #line: InputLine;
  readonly #machine: LineMachine<Outcome>;
  readonly #time: Time;
  readonly #listener: LineListener<Outcome>;
  readonly #onEdge = (edge: Edge) => this.#edge(edge);
  readonly #onStatus = (status: DeviceStatus) => this.#status(status);
  /** A stamp and the monotonic time at which it was known. */
  #stamp = { at: 0, known: 0 };
  #seen = false;
  #timer: Timer | undefined;

  constructor(
    line: InputLine,
    machine: LineMachine<Outcome>,
    { time, listener }: { readonly time: Time; readonly listener: LineListener<Outcome> },
  ) {
    this.#line = line;
    this.#machine = machine;
    this.#time = time;
    this.#listener = listener;
  }

  get status(): DeviceStatus {
    return this.#line.status;
  }

  async start(signal: AbortSignal): Promise<void> {
    this.#line.events.on('edge', this.#onEdge);
    this.#line.events.on('status', this.#onStatus);
    await this.#line.start(signal);
    this.#status(this.#line.status);
  }

  async stop(): Promise<void> {
    this.#line.events.off('edge', this.#onEdge);
    this.#line.events.off('status', this.#onStatus);
    this.#lose();
    await this.#line.stop();
  }

  #status({ health }: DeviceStatus): void {
    if (health !== 'ok') this.#lose();
    else if (!this.#seen) this.#see(this.#line.active);
    this.#listener.changed();
  }

  /** From the first edge or from what the line says, whichever comes first. */
  #see(active: boolean | undefined): void {
    if (active === undefined) return;
    this.#seen = true;
    this.#stamp = { at: this.#time.monotonic(), known: this.#time.monotonic() };
    this.#tell(this.#machine.restart(active, this.#now()));
  }

  #lose(): void {
    if (!this.#seen) return;
    this.#seen = false;
    this.#tell(this.#machine.lose(this.#now()));
  }

  #edge(edge: Edge): void {
    if (!this.#seen) {
      this.#seen = true;
      this.#machine.restart(!edge.active, edge.at);
    }
    this.#stamp = { at: edge.at, known: this.#time.monotonic() };
    this.#tell(this.#machine.edge(edge));
  }

  /** What the clock of the stamps says now. */
  #now(): number {
    return this.#stamp.at + this.#time.monotonic() - this.#stamp.known;
  }

  #tell(outcomes: readonly Outcome[]): void {
    this.#schedule();
    for (const outcome of outcomes) this.#listener.outcome(outcome);
    this.#listener.changed();
  }

  #schedule(): void {
    this.#timer?.cancel();
    this.#timer = undefined;
    const { next } = this.#machine;
    if (!this.#seen || next === undefined) return;
    const delay = Math.max(1, Math.ceil(next - this.#now()));
    this.#timer = this.#time.after(delay, 'line', () => this.#due(next));
  }

  /** When the program was held up, edges older than this timer may still wait to be read. They decide, not the timer. */
  #due(next: number): void {
    if (this.#now() - next <= late) this.#pass();
    else this.#timer = this.#time.after(grace, 'line', () => this.#pass());
  }

  #pass(): void {
    this.#tell(this.#machine.pass(this.#now()));
  }
}
