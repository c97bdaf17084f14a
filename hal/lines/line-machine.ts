import type { Edge } from '../line';

/**
 * What turns the edges of one input into something with a meaning. Pure: it knows time only from the stamps of the edges and from
 * `pass`, so that a late edge with an early stamp is judged by the stamp. All instants are milliseconds on the clock of the stamps.
 */
export interface LineMachine<Outcome> {
  /** Begins anew at a line that was just seen, or seen again: what happened meanwhile is not known and not guessed. */
  restart(active: boolean, at: number): readonly Outcome[];
  /** Ends when the line is lost. */
  lose(at: number): readonly Outcome[];
  edge(edge: Edge): readonly Outcome[];
  /** Time has passed up to and including `at` without an edge. */
  pass(at: number): readonly Outcome[];
  /** When `pass` has something to do if no edge comes before. */
  readonly next: number | undefined;
}
