import type { TextView } from './views';

/** The name of what the site file has under an id; without any words for what it has no more. */
export function nameById(
  entries: readonly { readonly id: string; readonly name: TextView }[],
  wanted: string,
): TextView {
  const { name = {} } = entries.find(({ id }) => id === wanted) ?? {};
  return name;
}
