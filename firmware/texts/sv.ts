import type { Catalogue } from './catalogue';
import { locales } from './locales';

/** Swedish as public services in Finland write it: "könummer", "kl. 14.07". */
export const sv: Catalogue = {
  ...locales.sv,
  messages: {
    'ticket.number': 'Ditt könummer',
    'ticket.ahead': 'Före dig i kön',
    'ticket.ahead-count': '{count, plural, =0 {ingen} one {# kund} other {# kunder}}',
    'ticket.wait': 'Beräknad väntetid',
    'ticket.wait-band': '{from}–{to} minuter',
    'ticket.wait-under': 'under {minutes} minuter',
    'ticket.appointment': 'Din bokade tid',
    'ticket.appointment-time': 'kl. {time}',
    'ticket.shown-on-display': 'Ditt nummer visas på skärmen när det är din tur.',
    'ticket.not-called-aloud': 'Numret ropas inte upp.',
    'ticket.needs-time': 'Du får mer tid på dig att komma fram när det är din tur.',
    'ticket.group': 'För en grupp på {count} personer',
    'ticket.follow': 'Följ din tur i telefonen',
    'ticket.open-today': 'Öppet i dag kl. {spans}',
    'ticket.issued': '{date} kl. {time}',
    'test.title': 'Testutskrift',
    'test.device': 'Skrivare: {device}',
    'test.paper': 'Papper {millimetres} mm: {columns} tecken, {dots} punkter',
    'test.characters': 'Kontrollera att alla tecken är rätt:',
    'test.ruler': 'Raden har {columns} tecken från kant till kant:',
  },
};
