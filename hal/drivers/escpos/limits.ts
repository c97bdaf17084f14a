/** Every wait and every size of the driver. Times in milliseconds, sizes in bytes. */
export interface Limits {
  /** A connection that is not open by then is given up. */
  readonly connect: number;
  /** Pause before the first new attempt; doubles up to `retryLongest`. */
  readonly retryFirst: number;
  readonly retryLongest: number;
  /** An orderly close that the printer does not complete by then becomes a reset. */
  readonly close: number;
  /** Pause between two rounds of status queries: idle, and while tickets are on their way. */
  readonly poll: number;
  readonly pollBusy: number;
  /**
   * Rounds, a number, in which a printer that is well and reports by itself is asked one thing only, before it is asked everything again; and after so many without a
   * report of its own it is told again to make them, as one does that has lost its power and not its connection.
   */
  readonly shortRounds: number;
  /** A query that this printer never answered is skipped after this wait. */
  readonly queryPatience: number;
  /** With `poll`: a printer that used to answer and is silent for 2 s is lost (half-open). */
  readonly silence: number;
  /** The same while tickets are on their way: a busy printer may answer late. */
  readonly silenceBusy: number;
  /** A printer that has answered nothing by then is one that never answers. */
  readonly neverAnswers: number;
  /**
   * A printer that has answered within this time is expected to answer on a new connection before it gets a ticket: one that only
   * takes data is hung or half-open, and would print late. After this it counts as one that never answers.
   */
  readonly expectAnswers: number;
  /** What is known of the printer is no longer believed after this. */
  readonly factsAge: number;
  /** The slowest printer: this much time is added for every byte that is on its way. */
  readonly perByte: number;
  /** What each byte needs on the line itself: answers wait behind those of tickets. Nothing to speak of on a network. */
  readonly lineByte: number;
  /** For the answer to a buffer clear. */
  readonly clear: number;
  /** Between two tries to get a printer out of a recoverable error. */
  readonly recover: number;
  /** For the first marker after a connection that was lost in mid-job; then the printer is told to empty its buffers. */
  readonly sync: number;
  /** So long no other answer may follow that marker's, where answers look alike: longer than one ticket takes to print. */
  readonly syncQuiet: number;
  /** A ready printer that has not answered the first marker by then never will. */
  readonly markerPatience: number;
  /** From the confirmation of the ticket before, or from sending, to the confirmation. */
  readonly confirm: number;
  /** From sending to the end of a ticket that nothing can confirm. */
  readonly unconfirmable: number;
  /** How long a ticket is held back while the connection is being made or put in order. */
  readonly hold: number;
  /** How long a ticket may wait behind others; then it is too late for the customer. */
  readonly wait: number;
  /** A silent connection that has carried a ticket is renewed after this: it might be cut, and then would print late. */
  readonly renewSilent: number;
  /** For tickets on their way when the driver stops. */
  readonly stop: number;
  /** Tickets on their way at once, a number: enough to hide the round trip, few enough to answer for. */
  readonly inFlight: number;
  /** Bytes of garbage without one clean round of status queries, after which nothing is believed. */
  readonly garbage: number;
}

export const defaultLimits: Limits = {
  connect: 2_000,
  retryFirst: 250,
  retryLongest: 2_000,
  close: 1_000,
  poll: 800,
  pollBusy: 300,
  shortRounds: 15,
  queryPatience: 500,
  silence: 1_000,
  silenceBusy: 1_500,
  neverAnswers: 1_500,
  expectAnswers: 60_000,
  factsAge: 1_900,
  perByte: 0.2,
  lineByte: 0,
  clear: 1_000,
  recover: 5_000,
  sync: 2_000,
  syncQuiet: 1_500,
  markerPatience: 3_000,
  confirm: 10_000,
  unconfirmable: 1_000,
  hold: 4_000,
  wait: 300_000,
  renewSilent: 3_000,
  stop: 1_000,
  inFlight: 4,
  garbage: 16,
};
