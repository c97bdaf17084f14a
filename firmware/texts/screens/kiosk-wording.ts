import type { Wording } from '../screen-texts';
import { kioskEn } from './kiosk-en';
import { kioskFi } from './kiosk-fi';
import { kioskPlaceholders } from './kiosk-keys';
import { kioskSe } from './kiosk-se';
import { kioskSv } from './kiosk-sv';

export type KioskMessages = Readonly<Record<keyof typeof kioskPlaceholders, string>>;

export const kioskWording: Wording<typeof kioskPlaceholders> = {
  placeholders: kioskPlaceholders,
  messages: { fi: kioskFi, sv: kioskSv, en: kioskEn, se: kioskSe },
};
