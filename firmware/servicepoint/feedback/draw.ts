import { type Counts, totalOf } from './scale';

/** Names one draw: the same gives the same answers, so that what happens follows from the facts alone. */
export interface Draw {
  /** 32-bit numbers from a source of chance outside. */
  readonly seed: readonly number[];
  readonly number: number;
}

/** Draws so many answers without putting them back, each as likely as any other. @throws RangeError when there are fewer */
export function drawFrom(counts: Counts, size: number, draw: Draw): Counts {
  const left = [...counts];
  const drawn = counts.map(() => 0);
  let total = totalOf(counts);
  if (size > total) throw new RangeError(`${size} cannot be drawn from ${total}`);
  const next = generator(draw);
  for (let taken = 0; taken < size; taken++) {
    let point = Math.floor((next() / 2 ** 32) * total);
    const place = left.findIndex(count => {
      point -= count;
      return point < 0;
    });
    left[place] = (left[place] ?? 0) - 1;
    drawn[place] = (drawn[place] ?? 0) + 1;
    total -= 1;
  }
  return drawn;
}

/** sfc32 of PractRand (Chris Doty-Humphrey): 32 bits at a time. */
function generator({ seed: [a0 = 0, b0 = 0, c0 = 0, d0 = 0], number }: Draw): () => number {
  let [a, b, c, counter] = [a0 | 0, b0 | 0, c0 | 0, (d0 + Math.imul(number, 0x9e3779b9)) | 0];
  const next = () => {
    const result = (a + b + counter) | 0;
    counter = (counter + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = (((c << 21) | (c >>> 11)) + result) | 0;
    return result >>> 0;
  };
  // The first results of seeds that differ little are alike.
  for (let round = 0; round < 20; round++) next();
  return next;
}
