import type { Wording } from '../screen-texts';
import { counterEn } from './counter-en';
import { counterFi } from './counter-fi';
import { counterPlaceholders } from './counter-keys';
import { counterSv } from './counter-sv';

export type CounterMessages = Readonly<Record<keyof typeof counterPlaceholders, string>>;

export const counterWording: Wording<typeof counterPlaceholders> = {
  placeholders: counterPlaceholders,
  messages: { fi: counterFi, sv: counterSv, en: counterEn },
};
