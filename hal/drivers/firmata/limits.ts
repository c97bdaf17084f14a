/** Every duration of the supervision, ms. */
export interface Limits {
  /** Between two questions to a board that answers. */
  readonly heartbeat: number;
  /** Questions in a row without an answer after which the board is silent. */
  readonly unanswered: number;
  /** Between two requests to a board that has not announced itself yet: an Uno is reset by the opening of its port, others are not. */
  readonly askEvery: number;
  /** From opening the port until a board that is not ready is given up. */
  readonly handshake: number;
  /** In which an input comes to rest after it was set up: a pull-up has to charge the cable. */
  readonly settle: number;
  /** Between two attempts to open the port: first, then twice as long each time up to `retryMost`. */
  readonly retry: number;
  readonly retryMost: number;
  /** For which bytes that were not Firmata stay a warning. */
  readonly garbageShown: number;
}

/**
 * A board is known to hang after at most `(unanswered + 1) × heartbeat` = 1.5 s. An Uno with its usual boot loader is ready 2 s after the
 * port was opened.
 */
export const defaultLimits: Limits = {
  heartbeat: 500,
  unanswered: 2,
  askEvery: 500,
  handshake: 8000,
  settle: 100,
  retry: 250,
  retryMost: 1000,
  garbageShown: 10_000,
};
