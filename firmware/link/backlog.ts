import type { Time } from '../../hal/platform/time';

export const backlogLimits = {
  /** A command that may be older than this was not meant for now any more, ms (product.md, "Stale input"). */
  stale: 10_000,
  /** So long after the fence nothing of a backlog follows, ms, even from a broker that lets new messages overtake old ones. */
  overtaking: 250,
} as const;

/**
 * Judges whether a command may have waited in the broker while the box was away. MQTT gives a message no age, so it is bounded:
 * nothing that waited is older than the time since the broker was last heard. What waited comes first after a connection; it has
 * all come when something that the box itself sent after connecting has come back (the fence).
 */
export class Backlog {
  readonly #time: Time;
  /** While set, a command may have waited. All in monotonic ms. */
  #suspicion: { readonly away: number; readonly since: number; until: number } | undefined;

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
      ? {
          away: away ?? Number.POSITIVE_INFINITY,
          since: now,
          // A broker that does not let the box read its own status never returns the fence.
          until: now + backlogLimits.stale,
        }
      : undefined;
  }

  /** What the box sent to itself after connecting has come back. */
  fence(): void {
    if (this.#suspicion) this.#suspicion.until = this.#time.monotonic() + backlogLimits.overtaking;
  }

  /** Whether a command that arrives now may be too old. */
  isStale(): boolean {
    const suspicion = this.#suspicion;
    if (!suspicion) return false;
    const now = this.#time.monotonic();
    if (now <= suspicion.until) return suspicion.away + (now - suspicion.since) > backlogLimits.stale;
    this.#suspicion = undefined;
    return false;
  }
}
