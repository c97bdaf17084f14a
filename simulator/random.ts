/**
 * Random numbers that repeat from their seed: sfc32 (Chris Doty-Humphrey's Small Fast Counting generator, PractRand), seeded by FNV-1a
 * and the finaliser of MurmurHash3. `stream(name)` is a generator of its own for everything that is drawn independently, so that one more
 * person does not change what the others do. How much was drawn from a generator does not matter to its streams.
 */
export class Random {
  readonly #path: string;
  #a: number;
  #b: number;
  #c: number;
  #counter = 1;

  constructor(seed: number | string) {
    this.#path = String(seed);
    this.#a = hash(this.#path, 1);
    this.#b = hash(this.#path, 2);
    this.#c = hash(this.#path, 3);
    // PractRand's own seeding throws the first results away until the state is mixed.
    for (let round = 0; round < 15; round++) this.#next();
  }

  stream(name: string | number): Random {
    return new Random(`${this.#path}/${name}`);
  }

  /** Uniform in [0, 1), in steps of 2^-32. */
  unit(): number {
    return this.#next() / 2 ** 32;
  }

  /** Uniform in [from, to). */
  between(from: number, to: number): number {
    return from + (to - from) * this.unit();
  }

  /** True with the given probability. */
  chance(probability: number): boolean {
    return this.unit() < probability;
  }

  exponential(mean: number): number {
    return -mean * Math.log1p(-this.unit());
  }

  /** Lognormal, given by what one can measure: its mean and its coefficient of variation (standard deviation / mean). */
  lognormal(mean: number, variation: number): number {
    const variance = Math.log1p(variation ** 2);
    return mean * Math.exp(Math.sqrt(variance) * this.#normal() - variance / 2);
  }

  /** One of the keys, each as likely as its weight among all. @throws RangeError when no weight is above 0. */
  pick<K extends string>(weights: Readonly<Record<K, number>>): K {
    const entries = (Object.entries(weights) as [K, number][]).filter(([, weight]) => weight > 0);
    let point = this.unit() * entries.reduce((sum, [, weight]) => sum + weight, 0);
    for (const [key, weight] of entries) {
      point -= weight;
      if (point < 0) return key;
    }
    const last = entries.at(-1);
    if (!last) throw new RangeError('nothing to pick from');
    return last[0];
  }

  /** Standard normal, by Box and Muller; the second value is not kept, so that every call draws alike. */
  #normal(): number {
    return Math.sqrt(-2 * Math.log1p(-this.unit())) * Math.cos(2 * Math.PI * this.unit());
  }

  #next(): number {
    const result = (this.#a + this.#b + this.#counter) | 0;
    this.#counter = (this.#counter + 1) | 0;
    this.#a = this.#b ^ (this.#b >>> 9);
    this.#b = (this.#c + (this.#c << 3)) | 0;
    this.#c = (((this.#c << 21) | (this.#c >>> 11)) + result) | 0;
    return result >>> 0;
  }
}

/** FNV-1a over the UTF-16 units of the text, then mixed so that texts that differ in one bit differ in half of them. */
function hash(text: string, variant: number): number {
  let h = 0x811c9dc5 ^ Math.imul(variant, 0x9e3779b9);
  for (let i = 0; i < text.length; i++) h = Math.imul(h ^ text.charCodeAt(i), 0x01000193);
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return h ^ (h >>> 16);
}
