import type { Committed } from '../journal/journal';
import type { Runtime } from '../runtime';
import type { ServiceEvent } from '../servicepoint/events';
import { type Broadcast, frame } from './broadcast';

/** Facts that a client may have missed and still gets one by one; who missed more starts anew (`reset`). */
const mostResumed = 500;

/**
 * The facts of the service point as they are committed. The id of an event is its place in the journal, so that a client that comes
 * back with `Last-Event-ID` gets what it missed. Facts that may not leave the box are left out.
 *
 * Besides facts: `hello` first, with the journal's epoch and the version of the program; `reset` when the client's place cannot be
 * resumed, and what it shows must be read anew; `notice` when something that is no fact has changed on the pages of staff.
 */
export class FactStream {
  readonly #runtime: Runtime;
  readonly #broadcast: Broadcast;
  readonly #version: string;

  constructor(options: {
    readonly runtime: Runtime;
    readonly broadcast: Broadcast;
    readonly version: string;
  }) {
    this.#runtime = options.runtime;
    this.#broadcast = options.broadcast;
    this.#version = options.version;
  }

  readonly #onCommitted = (facts: readonly Committed<ServiceEvent>[]): void => {
    if (this.#broadcast.clients === 0) return;
    const frames = framesOf(facts);
    if (frames !== '') this.#broadcast.send(frames);
  };

  start(): void {
    this.#runtime.events.on('committed', this.#onCommitted);
  }

  stop(): void {
    this.#runtime.events.off('committed', this.#onCommitted);
  }

  /** Something that stands in no journal has changed. */
  notice(): void {
    this.#broadcast.send(frame({ event: 'notice', data: {} }));
  }

  /** What a client gets first. @param lastSeen its `Last-Event-ID`, undefined for one that begins now */
  opening(lastSeen: number | undefined): string {
    const { journal } = this.#runtime;
    const place = { epoch: journal.epoch, sequence: journal.last, version: this.#version };
    if (lastSeen === undefined) return frame({ id: journal.last, event: 'hello', data: place });
    const hello = frame({ event: 'hello', data: place });
    const missed = this.#missed(lastSeen);
    return missed
      ? hello + framesOf(missed)
      : hello + frame({ id: journal.last, event: 'reset', data: place });
  }

  /** The facts after `sequence`, or undefined when there are too many or they are no longer there. */
  #missed(sequence: number): readonly Committed<ServiceEvent>[] | undefined {
    const { journal } = this.#runtime;
    if (sequence > journal.last || journal.last - sequence > mostResumed) return undefined;
    const facts = journal.read(sequence, mostResumed);
    return facts.length === journal.last - sequence ? facts : undefined;
  }
}

function framesOf(facts: readonly Committed<ServiceEvent>[]): string {
  let frames = '';
  for (const { sequence, published, event } of facts) {
    if (published) frames += frame({ id: sequence, data: { sequence, ...event } });
  }
  return frames;
}
