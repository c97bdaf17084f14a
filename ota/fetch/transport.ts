/** Bytes of one file of the repository on their way. */
export interface Incoming {
  readonly chunks: AsyncIterable<Uint8Array>;
  /** From which byte they really begin: 0 if the source cannot resume. */
  readonly from: number;
  /** Bytes to come, if the source says so. */
  readonly announced: number | undefined;
  /** Ends it early; nothing more comes. */
  close(): void;
}

/**
 * Opens a file of the repository. @throws TiskiError `update-not-found` if the source does not have it, `update-unreachable` if it cannot say
 */
export type Transport = (url: URL, from: number) => Promise<Incoming>;
