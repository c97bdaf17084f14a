import type { Wording } from '../screen-texts';
import { advisorEn } from './advisor-en';
import { advisorFi } from './advisor-fi';
import { advisorPlaceholders } from './advisor-keys';
import { advisorSv } from './advisor-sv';

export type AdvisorMessages = Readonly<Record<keyof typeof advisorPlaceholders, string>>;

/** In the languages that staff of the point speak. */
export const advisorWording: Wording<typeof advisorPlaceholders> = {
  placeholders: advisorPlaceholders,
  messages: { fi: advisorFi, sv: advisorSv, en: advisorEn },
};
