/** How slow, how fast and how large. */
export interface FetchLimits {
  /** A source is judged by what it sends in so long a time of waiting for it, ms. */
  readonly window: number;
  /** Less than so many bytes in a window is a slow retrieval attack, or a link that is of no use. */
  readonly leastPerWindow: number;
  /** Bytes per second that a download may take from the site's own traffic. */
  readonly mostPerSecond: number;
}

/** 1 KiB/s is what a bad GPRS link still reaches; 1 MiB/s leaves room for video calls on 20 Mbit/s. */
export const fetchLimits: FetchLimits = {
  window: 30_000,
  leastPerWindow: 30 * 1024,
  mostPerSecond: 1024 * 1024,
};

/** Largest metadata files, bytes (tuf-js `config.ts` has the same order of sizes). */
export const metadataLimits = {
  rootMaxLength: 512_000,
  timestampMaxLength: 16_384,
  snapshotMaxLength: 2_000_000,
};
