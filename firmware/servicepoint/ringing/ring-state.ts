/** A ring that goes on. */
export interface Ring {
  readonly id: string;
  /** Who answers, in the site file. */
  readonly group: string;
  readonly source: string;
  /** In the directory of the site file. */
  readonly caller?: string;
  readonly since: number;
  /** Level of escalation that has been reached. */
  readonly level: number;
  /** Somebody has said that they go. */
  readonly acknowledged: boolean;
  readonly acknowledgedAt?: number;
  /** The place that said so. */
  readonly acknowledgedBy?: string;
}

/** A ring of today that has ended. */
export interface EndedRing {
  readonly id: string;
  readonly group: string;
  readonly source: string;
  readonly caller?: string;
  readonly since: number;
  readonly endedAt: number;
  readonly outcome: 'answered' | 'missed' | 'abandoned';
  /** It was meant for somebody else. */
  readonly wrong: boolean;
}

/** What is known of rings. */
export interface RingingState {
  /** Those that go on, by id. Outlive the day. */
  readonly rings: Map<string, Ring>;
  /** Those of today that have ended, the oldest first; only the newest when there were many. */
  readonly ended: Map<string, EndedRing>;
  /** How many each source has had: gives their ids. */
  readonly counts: Map<string, number>;
  /** Devices that are not known to work, by group. */
  readonly lostChains: Map<string, ReadonlySet<string>>;
}

export interface RingingView {
  readonly rings: ReadonlyMap<string, Ring>;
  readonly ended: ReadonlyMap<string, EndedRing>;
  readonly counts: ReadonlyMap<string, number>;
  readonly lostChains: ReadonlyMap<string, ReadonlySet<string>>;
}

export function emptyRinging(): RingingState {
  return { rings: new Map(), ended: new Map(), counts: new Map(), lostChains: new Map() };
}

export function plainRinging({ rings, ended, counts, lostChains }: RingingView) {
  return {
    rings: [...rings.values()],
    ended: [...ended.values()],
    counts: [...counts],
    lostChains: Array.from(lostChains, ([group, devices]): [string, string[]] => [group, [...devices]]),
  };
}

export function ringingFrom(plain: ReturnType<typeof plainRinging>): RingingState {
  return {
    rings: new Map(plain.rings.map(ring => [ring.id, ring])),
    ended: new Map(plain.ended.map(ring => [ring.id, ring])),
    counts: new Map(plain.counts),
    lostChains: new Map(plain.lostChains.map(([group, devices]) => [group, new Set(devices)])),
  };
}
