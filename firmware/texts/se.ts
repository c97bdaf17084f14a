import type { Catalogue } from './catalogue';
import { locales } from './locales';

/** Northern Sami as written in Finland. Not yet read by a native: see the README. */
export const se: Catalogue = {
  ...locales.se,
  messages: {
    'ticket.number': 'Du vuorronummir',
    'ticket.ahead': 'Du ovddas vuordimin',
    'ticket.ahead-count':
      '{count, plural, =0 {ii oktage} one {# áššehas} two {# áššehasa} other {# áššehasa}}',
    'ticket.wait': 'Vuordináigi sullii',
    'ticket.wait-band': '{from}–{to} minuhta',
    'ticket.wait-under': 'vuollel {minutes} minuhta',
    'ticket.appointment': 'Du várrejuvvon áigi',
    'ticket.appointment-time': 'dmu {time}',
    'ticket.shown-on-display': 'Du nummir oidno šearpmas, go lea du vuorru.',
    'ticket.not-called-aloud': 'Nummir ii daddjo jitnosit.',
    'ticket.needs-time': 'Dus lea eanet áigi go dábálaččat boahtit, go lea du vuorru.',
    'ticket.group': '{count} olbmo joavkui',
    'ticket.follow': 'Čuovo iežat vuoru telefovnnas',
    'ticket.open-today': 'Rabas odne dmu {spans}',
    'ticket.issued': '{date} dmu {time}',
    'test.title': 'Iskkanlihppu',
    'test.device': 'Rusttet: {device}',
    'test.paper': 'Bábir {millimetres} mm: {columns} mearkka, {dots} čuoggá',
    'test.characters': 'Buot mearkkat galget oidnot riekta:',
    'test.ruler': 'Linnjás leat {columns} mearkka ravddas ravdii:',
  },
};
