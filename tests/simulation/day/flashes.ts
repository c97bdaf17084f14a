/** Changes closer than this are one to the eye, ms. */
const together = 5;

const second = 1000;

/** How bright a lamp was and is: 0 dark, 1 lit. */
interface Change {
  readonly at: number;
  readonly rises: boolean;
}

/**
 * What somebody sees who has all lamps of one box in sight: pairs of opposing changes of any of them, in any second (WCAG 2.3.1 counts so; product.md
 * allows two for all lamps together).
 */
export class Flashes {
  #changes: Change[] = [];
  most = 0;

  seen(at: number, rises: boolean): void {
    this.#changes = this.#changes.filter(change => at - change.at < second);
    this.#changes.push({ at, rises });
    this.most = Math.max(this.most, flashesIn(this.#changes));
  }
}

function flashesIn(changes: readonly Change[]): number {
  let rises = 0;
  let falls = 0;
  let instant = Number.NEGATIVE_INFINITY;
  let seen = { rise: false, fall: false };
  for (const { at, rises: isRise } of changes) {
    if (at - instant >= together) {
      instant = at;
      seen = { rise: false, fall: false };
    }
    if (isRise && !seen.rise) rises += 1;
    if (!isRise && !seen.fall) falls += 1;
    seen = { rise: seen.rise || isRise, fall: seen.fall || !isRise };
  }
  return Math.min(rises, falls);
}
