import { definitions, generalRules } from '../servicepoint/measures/definitions';
import type { Report } from './measure-book';

/** The figures for programs, with what they mean beside them, in all languages of the definitions. */
export function measuresJson(
  { period, name, closed, shares }: Report,
  { site, timezone }: { readonly site: string; readonly timezone: string },
): object {
  return { site, timezone, period, name, closed, definitions, rules: generalRules, shares };
}
