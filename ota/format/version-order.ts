const pattern = /^(\d+)\.(\d+)\.(\d+)(?:-([0-9A-Za-z.-]+))?$/;

/** Semantic Versioning 2.0.0 without build metadata. */
export function isVersion(text: string): boolean {
  return pattern.test(text);
}

/** Negative if `a` comes before `b` (Semantic Versioning 2.0.0, section 11). */
export function compareVersions(a: string, b: string): number {
  const [left, right] = [partsOf(a), partsOf(b)];
  for (let n = 0; n < 3; n++) {
    const difference = Number(left.core[n]) - Number(right.core[n]);
    if (difference !== 0) return difference;
  }
  return comparePrereleases(left.prerelease, right.prerelease);
}

function partsOf(version: string): { core: readonly string[]; prerelease: string | undefined } {
  const [core = '', prerelease] = version.split(/-(.*)/);
  return { core: core.split('.'), prerelease };
}

/** A release comes after everything that led to it. */
function comparePrereleases(a: string | undefined, b: string | undefined): number {
  if (a === undefined || b === undefined) return Number(a === undefined) - Number(b === undefined);
  const left = a.split('.');
  const right = b.split('.');
  for (let n = 0; n < Math.max(left.length, right.length); n++) {
    const order = compareIdentifiers(left[n], right[n]);
    if (order !== 0) return order;
  }
  return 0;
}

function compareIdentifiers(a: string | undefined, b: string | undefined): number {
  if (a === undefined || b === undefined) return Number(b === undefined) - Number(a === undefined);
  const numeric = [a, b].map(text => /^\d+$/.test(text));
  if (numeric[0] && numeric[1]) return Number(a) - Number(b);
  if (numeric[0] !== numeric[1]) return numeric[0] ? -1 : 1;
  return a === b ? 0 : a < b ? -1 : 1;
}
