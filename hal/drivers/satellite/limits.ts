/** All in milliseconds; both sides use the same. */
export const lendingLimits = {
  /**
   * Between two beats. An echo goes with the next beat, so that in the best of times a proof is up to two beats old: what remains of `lost` is how
   * long everything may lie on the way without being taken for a loss.
   */
  beat: 500,
  /** The link counts as lost when a beat and its echo have not come back for so long; shown within 5 s of any cut. */
  lost: 4000,
  /**
   * A press that may be older than this is refused by the hub. Less than `patience`, so that a satellite that has given up and shown the refusal
   * is not contradicted: the rest is for the verdict's way back.
   */
  press: 750,
  /** A press without a verdict is shown as refused after this, from the press on. */
  patience: 1000,
  /** A tone or an answer that may be older than this goes by unheard. */
  act: 2000,
  /** Between two looks at the counters of a lent device. */
  counters: 1000,
} as const;
