import type { Time } from '../../hal/platform/time';

export const backlogLimits = {
  /** A command that may be older than this was not meant for now any more, ms (product.md, "Stale input"). */
  stale: 10_000,
  /** So long after the last command of a backlog nothing of it follows, ms. */
  quiet: 250,
} as const;

/**
 * Judges whether a command may have waited in the broker while the box was away. MQTT gives a message no age, so it is bounded:
 * nothing that waited is older than the time since the broker was last heard. What waited comes first after a connection; it has
 * all come when something that the box itself sent after connecting has come back (the fence) and a moment has been quiet.
 */
export class Backlog {
  readonly #time: Time;
  /** While set, a command may have waited. */
  #suspicion: { readonly away: number; readonly since: number; lastAt: number; fenced: boolean } | undefined;

  constructor(time: Time) {
    this.#time = time;
  }

  /**
   * @param kept whether the broker kept a session for the box; without one nothing waited
   * @param away ms since the broker was last heard; undefined when nobody knows
   */
  connected(kept: boolean, away: number | undefined): void {
    const now = this.#time.monotonic();
    this.#suspicion = kept
      ? { away: away ?? Number.POSITIVE_INFINITY, since: now, lastAt: now, fenced: false }
      : undefined;
  }

  /** What the box sent to itself after connecting has come back. */
  fence(): void {
    if (!this.#suspicion) return;
    this.#suspicion.fenced = true;
    this.#suspicion.lastAt = this.#time.monotonic();
  }

  /** To be asked for every command that arrives. */
  isStale(): boolean {
    const suspicion = this.#suspicion;
    if (!suspicion) return false;
    const now = this.#time.monotonic();
    const elapsed = now - suspicion.since;
    const over = suspicion.fenced
      ? now - suspicion.lastAt > backlogLimits.quiet
      : // A broker that does not let the box read its own status never returns the fence.
        elapsed > backlogLimits.stale;
    if (over) {
      this.#suspicion = undefined;
      return false;
    }
    suspicion.lastAt = now;
    return suspicion.away + elapsed > backlogLimits.stale;
  }
}
