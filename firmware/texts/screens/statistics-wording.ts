import type { Wording } from '../screen-texts';
import { statisticsEn } from './statistics-en';
import { statisticsFi } from './statistics-fi';
import { statisticsPlaceholders } from './statistics-keys';
import { statisticsSv } from './statistics-sv';

export type StatisticsMessages = Readonly<Record<keyof typeof statisticsPlaceholders, string>>;

export const statisticsWording: Wording<typeof statisticsPlaceholders> = {
  placeholders: statisticsPlaceholders,
  messages: { fi: statisticsFi, sv: statisticsSv, en: statisticsEn },
};
