/** The value that `share` of them (0 to 1) are not above; 0 when there are none. @param sorted ascending */
export function quantile(sorted: readonly number[], share: number): number {
  const { [Math.min(sorted.length - 1, Math.floor(sorted.length * share))]: value = 0 } = sorted;
  return value;
}
