/** A figure with where it comes from: the ids of requirements.md it rests on, `own`, or both with how they lead to it. */
export interface Sourced<T> {
  readonly value: T;
  readonly source: string;
}

/** @param source ids of data (N-010) and requirements (ACC-02), and the way from them to the value where it is not theirs as it stands */
export function from<T>(source: string, value: T): Sourced<T> {
  return { value, source };
}

/** A choice of this simulator: no source gives a figure. */
export function own<T>(value: T, why?: string): Sourced<T> {
  return { value, source: why === undefined ? 'own' : `own: ${why}` };
}
