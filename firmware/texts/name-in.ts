/** A name from the site file in each language that has one. */
export type Name = Readonly<Record<string, string>>;

/** The name in `language`; without one, in the first of `languages` that has one, else in any; empty if there is none at all. */
export function nameIn(name: Name, language: string, languages: readonly string[]): string {
  for (const one of [language, ...languages]) {
    if (Object.hasOwn(name, one)) return name[one] ?? '';
  }
  return Object.values(name)[0] ?? '';
}
