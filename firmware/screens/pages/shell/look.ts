/** How a person wants to see a page. Stands in the address, so that a reload and the first paint keep it. */
export interface Look {
  readonly language: string;
  /** Size of all texts: normal, a half more, double (WCAG 2.2, 1.4.4). */
  readonly text: 1 | 2 | 3;
  readonly contrast: 'normal' | 'high';
}

/** Reads it from the query of an address. @param language where the query names none */
export function lookFrom(query: URLSearchParams, language: string): Look {
  const text = query.get('text');
  return {
    language: query.get('language') ?? language,
    text: text === '2' ? 2 : text === '3' ? 3 : 1,
    contrast: query.get('contrast') === 'high' ? 'high' : 'normal',
  };
}

/** The parts of a query that bring the same look; what is as usual is left out. @param usual language of the site */
export function lookQuery({ language, text, contrast }: Look, usual: string): Record<string, string> {
  return {
    ...(language !== usual && { language }),
    ...(text !== 1 && { text: String(text) }),
    ...(contrast !== 'normal' && { contrast }),
  };
}

/** The look with the next size of text; the normal one after the largest. */
export function nextText(look: Look): Look {
  return { ...look, text: look.text === 1 ? 2 : look.text === 2 ? 3 : 1 };
}
