/** A wish to show a number in the lobby: a call, or a call again. A record that never changes. */
export interface Announcement {
  readonly ticket: string;
  readonly counter: string;
  /** When it was called, ms since 1970-01-01 UTC. Within the list it never falls. */
  readonly at: number;
  /** When the customer had come or the call was over otherwise; absent while the customer is awaited. */
  readonly overAt?: number;
  /** It was over because nobody came. */
  readonly missed?: true;
}
