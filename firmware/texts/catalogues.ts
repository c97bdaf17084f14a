import type { Catalogue } from './catalogue';
import { en } from './en';
import { fi } from './fi';
import { se } from './se';
import { sv } from './sv';

/** By BCP 47 primary language. Which of them a site speaks is its own setting (ACC-02). */
export const catalogues: Readonly<Record<string, Catalogue>> = { fi, sv, en, se };
