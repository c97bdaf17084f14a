/** A fact as the journal keeps it; what types there are is none of its business. */
export interface JournalEvent {
  readonly type: string;
  /** Wall time of the box, ms. */
  readonly at: number;
  readonly data: object;
  /** In which mode of the box it happened; absent: the usual one. */
  readonly mode?: string;
}

export interface Committed<E extends JournalEvent = JournalEvent> {
  /** Place in the order of everything, from 1. */
  readonly sequence: number;
  /** Whether it may leave the box. */
  readonly published: boolean;
  readonly event: E;
}

/** What the journal has to know about facts, told by whoever knows their types. */
export interface FactRules<E extends JournalEvent> {
  /** Whether facts of a type may leave the box. */
  readonly isPublished: (type: E['type']) => boolean;
  /** Classes of published facts, the first to be dropped first (`dropping.ts`). One for all, if left out. */
  readonly classes?: readonly DropClass[];
  /** The class of a published fact. */
  readonly classOf?: (type: E['type']) => string;
  /** By what name a fact can be found, such as a date. Facts with a name are kept longer than the others. None has one if left out. */
  readonly labelOf?: (event: E) => string | undefined;
  /** What a fact speaks of if it holds until the next one of the same name: it is kept until then, however old. None does if left out. */
  readonly standingOf?: (event: E) => string | undefined;
  /** Whether a replay may begin with a fact. If left out with none: then nothing is ever forgotten. */
  readonly isBoundary?: (event: E) => boolean;
  /** What a fact that tells of drops tells; nothing for any other. */
  readonly dropsIn?: (event: E) => { readonly class: string; readonly count: number } | undefined;
}

export interface DropClass {
  /** Lower-case letters; names a table. */
  readonly name: string;
  /**
   * `anywhere`: a replay can do without, so facts of the day that goes on may be dropped as well. `never`: none is dropped. If left
   * out: those of past days may.
   */
  readonly rule?: 'anywhere' | 'never';
}

/** Facts that were dropped because the disk was full and of which nobody has been told. */
export interface Dropped {
  readonly class: string;
  readonly count: number;
  /** Wall time of the oldest and the newest, ms. */
  readonly from: number;
  readonly to: number;
}
