/**
 * Milliseconds before each further attempt: the ceiling doubles from `first` to `longest`, and each pause lies between half of it and all of it, so
 * that the boxes of a region do not knock at one moment after a power cut.
 * @param random draws from [0, 1)
 */
export function* pauses(first: number, longest: number, random: () => number): Generator<number, never> {
  for (let ceiling = first; ; ceiling = Math.min(ceiling * 2, longest))
    yield Math.round((ceiling / 2) * (1 + random()));
}
