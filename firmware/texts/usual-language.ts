/** The language of a site for whoever has not chosen one: its first. */
export function usualLanguage({ languages }: { readonly languages: readonly string[] }): string {
  const [first = 'en'] = languages;
  return first;
}
