/** Whom a level calls: members who say that they are available, all members, or places by name. */
export type LevelTargets = 'available' | 'everyone' | readonly string[];

export interface RingLevel {
  /** ms since the ring began */
  readonly after: number;
  readonly to: LevelTargets;
}

/** Part of the day in which no sounder sounds; lamps always show. Minutes since local midnight; `to` before `from` is on the next day. */
export interface QuietHours {
  /** 0 Sunday … 6 Saturday: the days on which it begins. Absent: every day. */
  readonly days?: readonly number[];
  readonly from: number;
  readonly to: number;
}

/** A group of places that answers what rings at its sources. From the site file. */
export interface RingRules {
  readonly id: string;
  /** Devices that ring, or counters that call for help. */
  readonly sources: readonly string[];
  /** Who says that a ring is over: the source itself, or people, for a button that somebody pressed once. */
  readonly endsBy: 'source' | 'people';
  /** Places. */
  readonly members: readonly string[];
  /** Other members on some days (RNG-29). */
  readonly substitutes: readonly {
    readonly firstDay: number;
    readonly lastDay: number;
    readonly members: readonly string[];
  }[];
  /** In the order of their times, the first at 0. Each calls also whom those before it called. */
  readonly levels: readonly [RingLevel, ...RingLevel[]];
  /** A caller who has rung so long and was not answered was missed; one who gave up before abandoned the call. ms */
  readonly missedAfter: number;
  /** After so long a ring is over though nobody said so. ms */
  readonly longest: number;
  readonly quietHours: readonly QuietHours[];
  /** Devices without which a ring could go unnoticed: its source and its lamps. */
  readonly chain: readonly string[];
}

export interface PlaceRules {
  readonly id: string;
  /** The counter that it belongs to. */
  readonly counter?: string;
  /** Queues that its advisor may act on (TKT-26). Absent: all. */
  readonly services?: readonly string[];
}

/** Of a ring whose group the site file no longer has. */
const unruled: Omit<RingRules, 'id'> = {
  sources: [],
  endsBy: 'source',
  members: [],
  substitutes: [],
  levels: [{ after: 0, to: 'everyone' }],
  missedAfter: 30_000,
  longest: 600_000,
  quietHours: [],
  chain: [],
};

const noRings: ReadonlyMap<string, RingRules> = new Map();

interface WithRings {
  readonly rings?: ReadonlyMap<string, RingRules>;
}

/** Every group that the site file has. */
export function ringGroups({ rings = noRings }: WithRings): readonly RingRules[] {
  return [...rings.values()];
}

export function rulesOfGroup({ rings }: WithRings, id: string): RingRules {
  return rings?.get(id) ?? { id, ...unruled };
}

/** The group that answers a source; a source that the site file does not name is a group of its own that calls nobody. */
export function groupOfSource(rules: WithRings, source: string): RingRules {
  for (const group of ringGroups(rules)) if (group.sources.includes(source)) return group;
  return rulesOfGroup(rules, source);
}
