import type { Wording } from '../screen-texts';
import { feedbackEn } from './feedback-en';
import { feedbackFi } from './feedback-fi';
import { feedbackPlaceholders } from './feedback-keys';
import { feedbackSv } from './feedback-sv';

export type FeedbackMessages = Readonly<Record<keyof typeof feedbackPlaceholders, string>>;

/** In the languages in which there are questions. */
export const feedbackWording: Wording<typeof feedbackPlaceholders> = {
  placeholders: feedbackPlaceholders,
  messages: { fi: feedbackFi, sv: feedbackSv, en: feedbackEn },
};
