/** A message that can be sent. Its text is for the pages; the core knows none. */
export interface PresetRules {
  readonly id: string;
  /** ms after which it is taken away from counters that have not seen it. */
  readonly lasts: number;
}
