import type { StateView, TextView } from '../../../firmware/screens/views';

/** The first language of the site. */
export function firstLanguage({ languages: [first = 'en'] }: Pick<StateView, 'languages'>): string {
  return first;
}

/** A name of the site file in a language, if it has one there. */
export function nameOr(otherwise: string, name: TextView | undefined, language: string): string {
  return name?.[language] ?? otherwise;
}

/** The room is told about in English, and so are its signs, where the site has names in it. */
export function languageOfRoom(state: Pick<StateView, 'languages'>): string {
  return state.languages.includes('en') ? 'en' : firstLanguage(state);
}
