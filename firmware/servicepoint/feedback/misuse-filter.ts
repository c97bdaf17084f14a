/** A press as the filter looks at it. */
export interface SeenPress {
  /** ms by the clock of the box */
  readonly at: number;
  readonly answer: number;
}

/** Why presses are left out of the figures. */
export type MisuseMark = 'burst' | 'playing' | 'sweep' | 'stuck';

/** Presses that belong together, by their places in what was judged, both included. */
export interface Misuse {
  readonly mark: MisuseMark;
  readonly first: number;
  readonly last: number;
}

/** What tells misuse from honest people. Times in ms. */
export const misuseLimits = {
  /** So many presses within so long are not those of people one after another: the more there are, the slower they may be. */
  tooQuick: [
    { presses: 4, within: 2000 },
    { presses: 5, within: 3800 },
    { presses: 6, within: 7000 },
    { presses: 8, within: 11_500 },
  ],
  /** Whoever is not sure that a press was taken presses the same face again so soon ... */
  doublePress: 1000,
  /** ... and it counts as this part of a press. */
  doubleWeight: 0.6,
  /** But so many presses of one face within so long are a fist. */
  fist: { presses: 5, within: 4400 },
  /** Three different faces within so long are a hand over the faces or a child. */
  threeFacesWithin: 1600,
  /** A press at most so long before or after such presses is of the same hand. */
  sameHand: 1300,
  /** Whoever plays comes back within so long; what lies between is theirs. */
  comesBackWithin: 14_000,
  /** One face pressed again and again so often ... */
  sameFacePresses: 8,
  /** ... with pauses of at most so long ... */
  sameFacePause: 12_000,
  /** ... that differ by at most this part of their mean (standard deviation / mean) is no queue of people. */
  sameFaceVariation: 0.22,
  /** A rhythm more even than this is no hand's. */
  contactVariation: 0.1,
} as const;

/**
 * product.md, "Feedback": kept but marked and left out of the figures (FBK-31, STA-26). Finds bursts, playing, hands brushed over all faces and buttons that close by themselves among the presses of one unit, in their order.
 * Needs hindsight: the first press of a burst looks like any other. Honest crowds come in steps of more than a second; what is quicker for
 * longer than a double press or a correction is no crowd.
 */
export function findMisuse(presses: readonly SeenPress[]): readonly Misuse[] {
  const suspect = new Array<boolean>(presses.length).fill(false);
  for (const [first, last] of [...quickRuns(presses), ...evenRuns(presses)])
    suspect.fill(true, first, last + 1);
  return joined(presses, suspect).map(([first, last]) => ({
    mark: kindOf(presses.slice(first, last + 1)),
    first,
    last,
  }));
}

type Run = readonly [first: number, last: number];

function* quickRuns(presses: readonly SeenPress[]): Iterable<Run> {
  const { tooQuick, fist, threeFacesWithin } = misuseLimits;
  const longest = Math.max(...tooQuick.map(({ within }) => within));
  for (const [first, press] of presses.entries()) {
    let weight = 0;
    const faces = new Set<number>();
    for (let last = first; last < presses.length && spanOf(presses, first, last) <= longest; last++) {
      const span = spanOf(presses, first, last);
      weight += last > first && isAgain(presses, last) ? misuseLimits.doubleWeight : 1;
      faces.add(presses[last]?.answer ?? press.answer);
      const isTooQuick = tooQuick.some(quick => weight >= quick.presses && span <= quick.within);
      const isFist = faces.size === 1 && last - first + 1 >= fist.presses && span <= fist.within;
      const isHand = faces.size >= 3 && last - first === 2 && span <= threeFacesWithin;
      if (isTooQuick || isFist || isHand) yield [first, last];
    }
  }
}

function isAgain(presses: readonly SeenPress[], index: number): boolean {
  const same = presses[index]?.answer === presses[index - 1]?.answer;
  return same && spanOf(presses, index - 1, index) <= misuseLimits.doublePress;
}

function* evenRuns(presses: readonly SeenPress[]): Iterable<Run> {
  const { sameFacePresses, sameFacePause, sameFaceVariation } = misuseLimits;
  let first = 0;
  for (const [index, press] of presses.entries()) {
    const before = presses[index - 1];
    if (before && (before.answer !== press.answer || spanOf(presses, index - 1, index) > sameFacePause))
      first = index;
    const from = index - sameFacePresses + 1;
    if (from >= first && variationOf(presses.slice(from, index + 1)) <= sameFaceVariation)
      yield [from, index];
  }
}

/** Suspect presses with those of the same hand, and with what lies between two visits of it. */
function joined(presses: readonly SeenPress[], suspect: readonly boolean[]): readonly Run[] {
  const runs: [number, number][] = [];
  for (const [index, isSuspect] of suspect.entries()) {
    if (!isSuspect) continue;
    const run = runs.at(-1);
    if (run && (run[1] === index - 1 || spanOf(presses, run[1], index) <= misuseLimits.comesBackWithin))
      run[1] = index;
    else runs.push([index, index]);
  }
  for (const run of runs) {
    while (run[0] > 0 && spanOf(presses, run[0] - 1, run[0]) <= misuseLimits.sameHand) run[0] -= 1;
    while (run[1] < presses.length - 1 && spanOf(presses, run[1], run[1] + 1) <= misuseLimits.sameHand)
      run[1] += 1;
  }
  return runs;
}

function kindOf(presses: readonly SeenPress[]): MisuseMark {
  const faces = facesOf(presses);
  if (faces === 1) return variationOf(presses) <= misuseLimits.contactVariation ? 'stuck' : 'burst';
  const steps = presses.slice(1).map((press, index) => press.answer - (presses[index]?.answer ?? 0));
  const oneWay = steps.every(step => step > 0) || steps.every(step => step < 0);
  if (oneWay) return 'sweep';
  return faces === 2 ? 'burst' : 'playing';
}

/** A clock that was set back says nothing about a pause: it counts as long. */
function spanOf(presses: readonly SeenPress[], first: number, last: number): number {
  const span = (presses[last]?.at ?? 0) - (presses[first]?.at ?? 0);
  return span < 0 ? Number.POSITIVE_INFINITY : span;
}

function facesOf(presses: readonly SeenPress[]): number {
  return new Set(presses.map(({ answer }) => answer)).size;
}

/** Standard deviation of the pauses over their mean. */
function variationOf(presses: readonly SeenPress[]): number {
  const pauses = presses.slice(1).map((_, index) => spanOf(presses, index, index + 1));
  const mean = pauses.reduce((sum, pause) => sum + pause, 0) / pauses.length;
  const variance = pauses.reduce((sum, pause) => sum + (pause - mean) ** 2, 0) / pauses.length;
  return Math.sqrt(variance) / mean;
}
