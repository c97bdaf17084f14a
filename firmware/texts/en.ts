import type { Catalogue } from './catalogue';
import { locales } from './locales';

export const en: Catalogue = {
  ...locales.en,
  messages: {
    'ticket.number': 'Your number',
    'ticket.ahead': 'Ahead of you in the queue',
    'ticket.ahead-count': '{count, plural, =0 {nobody} one {# person} other {# people}}',
    'ticket.wait': 'Estimated wait',
    'ticket.wait-band': '{from}–{to} minutes',
    'ticket.wait-under': 'under {minutes} minutes',
    'ticket.appointment': 'Your appointment',
    'ticket.appointment-time': '{time}',
    'ticket.shown-on-display': 'Watch the display for your number.',
    'ticket.not-called-aloud': 'It is not called aloud.',
    'ticket.needs-time': 'You have more time than usual to come when it is your turn.',
    'ticket.group': 'For a group of {count}',
    'ticket.follow': 'Follow your turn on your phone',
    'ticket.open-today': 'Open today {spans}',
    'ticket.issued': '{date} at {time}',
    'test.title': 'Test print',
    'test.device': 'Printer: {device}',
    'test.paper': 'Paper {millimetres} mm: {columns} characters, {dots} dots',
    'test.characters': 'Check that every character is right:',
    'test.ruler': 'The line has {columns} characters from edge to edge:',
  },
};
