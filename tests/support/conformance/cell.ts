import type { Fault } from './faults';

/** Provokes a fault and fails unless the driver keeps what is stated. */
export interface Proof {
  /** What sets it apart from the other proofs of its cell, if there are several. */
  readonly title?: string;
  run(): Promise<void>;
}

/** A test of another program, which runs elsewhere: the file, from the root of the repository, and the test's title. */
export interface KernelTest {
  readonly file: string;
  readonly title: string;
}

/** One driver in front of one fault: what it shows and within which time, and the proof of it. */
export interface Stated {
  readonly states: string;
  readonly proofs: readonly Proof[];
  readonly kernel?: readonly KernelTest[];
  /** The fault of the same driver whose proofs show this, too. */
  readonly provenBy?: Fault;
}

/** Why this fault does not exist on that wire. */
export interface Impossible {
  readonly never: string;
}

export type Cell = Stated | Impossible;
export type Row = Readonly<Record<Fault, Cell>>;

/** Rows by the name of their driver. */
export type Rows = Readonly<Record<string, Row>>;

export function never(why: string): Impossible {
  return { never: why };
}

export function isStated(cell: Cell): cell is Stated {
  return 'states' in cell;
}

/** Milliseconds as a person reads them. */
export function duration(ms: number): string {
  return ms < 1000 ? `${ms} ms` : `${ms / 1000} s`;
}
