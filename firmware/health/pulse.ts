/** A part of the program that must not stand still. */
export interface Pulse {
  /** For the log, such as `journal`. */
  readonly part: string;
  /**
   * Resolves when the part has proven that it goes on: with nothing, or with a sentence about what in it stands still. A part that stands still
   * altogether never resolves. What is refused, absent or full is an answer.
   */
  prove(): Promise<string | undefined>;
}
