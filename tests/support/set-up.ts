type Stop = () => unknown;

/** What can be undone, by `close` or `stop`, or by being called. */
export type Kept = { close(): unknown } | { stop(): unknown } | Stop;

/** What a test file of uvu calls around its tests. */
interface Tests {
  before(hook: () => Promise<void>): void;
  after(hook: () => Promise<void>): void;
}

/**
 * Makes what all tests of a file need, and undoes it after the last, the newest first; also what was made before something failed.
 * @param make hands `keep` each thing as it is made, and gets it back
 * @returns the same for what a single test makes
 */
export function setUp(tests: Tests, make: (keep: Keep) => Promise<void>): Keep {
  const stops: Stop[] = [];
  const keep: Keep = async made => {
    const kept = await made;
    stops.push(stopOf(kept));
    return kept;
  };
  tests.before(() => make(keep));
  tests.after(async () => {
    for (const stop of stops.reverse()) await stop();
  });
  return keep;
}

export type Keep = <T extends Kept>(made: T | Promise<T>) => Promise<T>;

function stopOf(kept: Kept): Stop {
  if (typeof kept === 'function') return kept;
  return 'close' in kept ? () => kept.close() : () => kept.stop();
}
