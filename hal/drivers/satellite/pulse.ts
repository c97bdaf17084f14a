import { Patience } from '../../platform/patience';
import type { Time, Timer } from '../../platform/time';
import { lendingLimits } from './limits';
import type { Beat, Stamp } from './messages';

/** Beats beside the regular ones between two of those; a handshake needs two. */
const mostExtra = 4;

/** A beat that comes so long after the one before tells that some were lost or late, ms. */
const overdue = 1.5 * lendingLimits.beat;

interface PulseOptions {
  readonly run: string;
  readonly time: Time;
  readonly send: (beat: Beat) => void;
  /** The other side's run from now on; nothing when the link is lost. */
  readonly onChange: (peer: string | undefined) => void;
}

/**
 * One end of the link between hub and satellite; both ends are alike. Each beat carries the instant of the last one that was heard, so that what
 * comes back proves both ways: a cut in either shows on both sides.
 *
 * The same echo bounds the age of any message without a common clock. The sender tells when, after hearing the reader's beat, it was sent; the
 * beat was heard after the reader had sent it; so the message is at most as old as the time since then, less what the sender waited. The bound
 * errs towards too old, by the beat's own way. A message that lay in a buffer, in a broker or on a slow wire cannot pass for a new one.
 */
export class Pulse {
  readonly #options: PulseOptions;
  #heard: { readonly run: string; readonly at: number; readonly on: number } | undefined;
  #peer: string | undefined;
  /** Own clock: when the beat was sent whose echo came last. */
  #proven = Number.NEGATIVE_INFINITY;
  #extra = 0;
  #beats: Timer | undefined;
  readonly #loss: Patience;

  constructor(options: PulseOptions) {
    this.#options = options;
    this.#loss = new Patience(options.time, 'lending lost');
  }

  /** The other side's run while the link stands. */
  get peer(): string | undefined {
    return this.#peer;
  }

  start(): void {
    this.#beats = this.#options.time.every(lendingLimits.beat, 'lending beat', () => {
      this.#extra = 0;
      this.#beat();
    });
    this.#beat();
  }

  stop(): void {
    this.#beats?.cancel();
    this.#loss.cancel();
    this.#heard = undefined;
    this.#proven = Number.NEGATIVE_INFINITY;
    this.#become(undefined);
  }

  /** A beat besides the regular ones, when there is hope that it gets through. */
  hurry(): void {
    if (this.#extra >= mostExtra) return;
    this.#extra += 1;
    this.#beat();
  }

  hear({ run, at, heard }: Beat): void {
    const now = this.#options.time.monotonic();
    const wasOverdue = this.#heard !== undefined && now - this.#heard.on > overdue;
    this.#heard = { run, at, on: now };
    const isEcho = heard?.run === this.#options.run && now - heard.at < lendingLimits.lost;
    if (!isEcho) {
      this.hurry();
      return;
    }
    this.#proven = Math.max(this.#proven, heard.at);
    this.#loss.within(this.#proven + lendingLimits.lost - now, () => this.#become(undefined));
    const isNew = run !== this.#peer;
    this.#become(run);
    // After a gap the proof is old: answered at once, it is new before the next trouble, and not a beat later.
    if (isNew || wasOverdue) this.hurry();
  }

  /** Now, for the other side. */
  stamp(): Stamp | undefined {
    if (!this.#heard) return undefined;
    const { run, at, on } = this.#heard;
    return { run, at, since: this.#options.time.monotonic() - on };
  }

  /** The most milliseconds that can have passed since the stamp; infinite for one that is not for this run. */
  age({ run, at, since }: Stamp): number {
    return run === this.#options.run ? this.#options.time.monotonic() - at - since : Number.POSITIVE_INFINITY;
  }

  #become(peer: string | undefined): void {
    if (peer === this.#peer) return;
    this.#peer = peer;
    this.#options.onChange(peer);
  }

  #beat(): void {
    const { run, time, send } = this.#options;
    const heard = this.stamp();
    send({ run, at: time.monotonic(), ...(heard && { heard }) });
  }
}
