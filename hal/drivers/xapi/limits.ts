/** Every wait of the driver, in milliseconds. */
export interface Limits {
  /** From the first packet to the first question: TCP, TLS or SSH, login. */
  readonly open: number;
  /** From an answer to the next question. */
  readonly beat: number;
  /** For an answer. With `beat` it is how soon a unit that hangs is noticed. */
  readonly patience: number;
  /** Ceiling of the first pause before another attempt; it doubles up to `retryLongest`. */
  readonly retryFirst: number;
  readonly retryLongest: number;
  /** A session that lasted so long was a good one: pauses begin small again. */
  readonly proven: number;
  /** Between two attempts with a password that was refused: units lock accounts. */
  readonly retryRefused: number;
  /** How often the password file is looked at meanwhile; a new password is tried at once. */
  readonly passwordCheck: number;
  /** A ring that cannot be confirmed for so long is over. */
  readonly unconfirmed: number;
}

export const defaultLimits: Limits = {
  open: 8_000,
  beat: 1_000,
  patience: 2_500,
  retryFirst: 250,
  retryLongest: 10_000,
  proven: 10_000,
  retryRefused: 300_000,
  passwordCheck: 2_000,
  unconfirmed: 120_000,
};
