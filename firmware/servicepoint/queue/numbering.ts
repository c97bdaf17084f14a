/** First number of a day: three digits without a leading zero, so that no code is read as another one (TKT rows; domain.md 2.6). */
const first = 101;

/**
 * Last number. Past 999 a fourth digit is given rather than a customer turned away or a number given twice.
 */
const last = 9999;

/** The number that follows `previous` (undefined: none yet today), or undefined when the day has no more. */
export function nextNumber(previous: number | undefined): number | undefined {
  const next = previous === undefined ? first : previous + 1;
  return next > last ? undefined : next;
}

/** Where numbers begin that are given after a copy of this state was brought to another box. */
const firstAfterCopy = 501;

/**
 * After this number those of a box go on that began with an older copy of the state: in a block of their own, from 501 or two hundreds further
 * on, since nobody knows how many the other has given.
 */
export function afterCopy(previous: number | undefined): number {
  const block = previous === undefined ? 0 : 100 * (Math.ceil(previous / 100) + 1);
  return Math.min(last, Math.max(firstAfterCopy - 1, block));
}

export function codeOf(letter: string, number: number): string {
  return `${letter}${number}`;
}

export function numberOf(code: string): number {
  return Number(code.slice(1));
}
