import type { Catalogue } from './catalogue';
import { locales } from './locales';

export const fi: Catalogue = {
  ...locales.fi,
  messages: {
    'ticket.number': 'Vuoronumerosi',
    'ticket.ahead': 'Edelläsi jonossa',
    'ticket.ahead-count': '{count, plural, =0 {ei ketään} one {# asiakas} other {# asiakasta}}',
    'ticket.wait': 'Arvioitu odotusaika',
    'ticket.wait-band': '{from}–{to} minuuttia',
    'ticket.wait-under': 'alle {minutes} minuuttia',
    'ticket.appointment': 'Varattu aikasi',
    'ticket.appointment-time': 'klo {time}',
    'ticket.shown-on-display': 'Numerosi näkyy näytöllä, kun on sinun vuorosi.',
    'ticket.not-called-aloud': 'Numeroa ei kuuluteta.',
    'ticket.needs-time': 'Sinulla on tavallista enemmän aikaa tulla paikalle, kun on sinun vuorosi.',
    'ticket.group': '{count} hengen ryhmälle',
    'ticket.follow': 'Seuraa vuoroasi puhelimella',
    'ticket.open-today': 'Avoinna tänään klo {spans}',
    'ticket.issued': '{date} klo {time}',
    'test.title': 'Koetuloste',
    'test.device': 'Tulostin: {device}',
    'test.paper': 'Paperi {millimetres} mm: {columns} merkkiä, {dots} pistettä',
    'test.characters': 'Tarkista, että kaikki merkit ovat oikein:',
    'test.ruler': 'Rivillä on {columns} merkkiä reunasta reunaan:',
  },
};
