/** A name from the site file in each language that has one. */
export type Name = Readonly<Record<string, string>>;

/** The name in `language`; without one, in the first of `languages` that has one, else in any; empty if there is none at all. */
export function nameIn(name: Name, language: string, languages: readonly string[]): string {
  const names = new Map(Object.entries(name));
  for (const one of [language, ...languages]) {
    const found = names.get(one);
    if (found !== undefined) return found;
  }
  return [...names.values()][0] ?? '';
}
