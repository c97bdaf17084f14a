import { adviceIn } from '../../../firmware/texts/advice/advice';
import { type CatalogueCode, catalogue } from '../../../hal/platform/catalogue';
import type { commissioningCodes } from '../../../hal/platform/catalogue/commissioning';
import { problemsFi } from './problems-fi';
import { problemsSv } from './problems-sv';
import type { SetupLanguage } from './words';

export interface ProblemWords {
  readonly what: string;
  readonly advice: string;
}

/** Those that a technician may meet while a box is set up, besides those of its devices. */
export type ProblemCode =
  | keyof typeof commissioningCodes
  | 'claim-mistyped'
  | 'claim-refused'
  | 'region-unreachable'
  | 'region-untrusted'
  | 'region-waits'
  | 'region-busy'
  | 'region-refuses'
  | 'region-failed'
  | 'est-answer-broken'
  | 'identity-damaged'
  | 'takeover-absent'
  | 'takeover-damaged'
  | 'takeover-foreign';

const translated: Readonly<
  Record<Exclude<SetupLanguage, 'en'>, Readonly<Partial<Record<CatalogueCode, ProblemWords>>>>
> = { fi: problemsFi, sv: problemsSv };

/** What it is and what to do; in English for a code that hardly ever comes up here. */
export function problemIn(code: CatalogueCode, language: SetupLanguage): ProblemWords {
  if (language === 'en') return catalogue[code];
  return translated[language][code] ?? adviceIn(code, language);
}
