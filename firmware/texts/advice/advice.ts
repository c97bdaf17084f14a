import { type CatalogueCode, catalogue } from '../../../hal/platform/catalogue';
import { adviceFi } from './fi/fi';
import type { HealthCode } from './health-code';
import { adviceSv } from './sv/sv';

/** What a reason is, and what whoever stands in front of the box should do. */
export interface Advice {
  readonly what: string;
  readonly advice: string;
}

/** Those of technicians and helpdesks. English is in the catalogue itself. */
export const adviceLanguages = ['fi', 'sv', 'en'] as const;
export type AdviceLanguage = (typeof adviceLanguages)[number];

const translated: Readonly<Record<Exclude<AdviceLanguage, 'en'>, Readonly<Record<HealthCode, Advice>>>> = {
  fi: adviceFi,
  sv: adviceSv,
};

/** In the language; in English for a code that never stands in health. */
export function adviceIn(code: CatalogueCode, language: AdviceLanguage): Advice {
  const words: Readonly<Record<string, Advice>> = language === 'en' ? {} : translated[language];
  const { what, advice } = words[code] ?? catalogue[code];
  return { what, advice };
}
