import type { Wording } from '../screen-texts';
import { technicianEn } from './technician-en';
import { technicianFi } from './technician-fi';
import { technicianPlaceholders } from './technician-keys';
import { technicianSv } from './technician-sv';

export type TechnicianMessages = Readonly<Record<keyof typeof technicianPlaceholders, string>>;

export const technicianWording: Wording<typeof technicianPlaceholders> = {
  placeholders: technicianPlaceholders,
  messages: { fi: technicianFi, sv: technicianSv, en: technicianEn },
};
