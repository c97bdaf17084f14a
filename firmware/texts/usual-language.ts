/** The language of a site for whoever has not chosen one: its first. */
export function usualLanguage({ languages }: { readonly languages: readonly string[] }): string {
  return languages[0] ?? 'en';
}
