/** A ring that goes on. */
export interface Ring {
  readonly id: string;
  readonly source: string;
  readonly since: number;
  /** Somebody has said that they go. */
  readonly acknowledged: boolean;
}

/** What is known of rings. Outlives the day. */
export interface RingingState {
  /** Those that go on, by id. */
  readonly rings: Map<string, Ring>;
  /** How many each source has had: gives their ids. */
  readonly counts: Map<string, number>;
  /** Sources that are not known to work. */
  readonly lostChains: Set<string>;
}

export interface RingingView {
  readonly rings: ReadonlyMap<string, Ring>;
  readonly counts: ReadonlyMap<string, number>;
  readonly lostChains: ReadonlySet<string>;
}

export function emptyRinging(): RingingState {
  return { rings: new Map(), counts: new Map(), lostChains: new Set() };
}

export function plainRinging({ rings, counts, lostChains }: RingingView) {
  return { rings: [...rings.values()], counts: [...counts], lostChains: [...lostChains] };
}

export function ringingFrom(plain: ReturnType<typeof plainRinging>): RingingState {
  return {
    rings: new Map(plain.rings.map(ring => [ring.id, ring])),
    counts: new Map(plain.counts),
    lostChains: new Set(plain.lostChains),
  };
}
