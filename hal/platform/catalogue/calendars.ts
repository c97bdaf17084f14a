import type { Entry } from './entry';

/** Calendars with bookings. */
export const calendarsCodes = {
  'calendar-not-ical': {
    what: 'What was read is not an iCalendar file',
    advice:
      'Open the address in a browser: it may show a page to sign in. Use the address of the calendar itself.',
  },
  'calendar-cut-short': {
    what: 'The calendar ends in the middle',
    advice: 'Nothing to do once; if it stays so, check the booking system. The last list stays.',
  },
  'calendar-form': {
    what: 'The parts of the calendar are in disorder',
    advice: 'Have the booking system write it as RFC 5545 says. The last list stays.',
  },
  'calendar-too-large': {
    what: 'The calendar is larger than the box reads',
    advice: 'Let the booking system leave out past years. The last list stays.',
  },
  'calendar-missing': {
    what: 'The file of the calendar is not there',
    advice: 'Check the path in the site file and what writes the file. The last list stays.',
  },
  'calendar-unreadable': {
    what: 'The file of the calendar cannot be read',
    advice: 'Check the permissions of the file and of its folder. The last list stays.',
  },
  'calendar-unreachable': {
    what: 'The server of the calendar does not accept a connection',
    advice: 'Check network, address and port. The last list stays.',
  },
  'calendar-untrusted': {
    what: 'The server of the calendar cannot show who it is',
    advice: 'Check the clock of the box, then the certificate of the server. The last list stays.',
  },
  'calendar-silent': {
    what: 'The server of the calendar does not answer in time',
    advice: 'Check the network and the server. The last list stays.',
  },
  'calendar-refused': {
    what: 'The server does not give the calendar out',
    advice: 'Check the address; it may have been withdrawn or changed. The last list stays.',
  },
  'calendar-old': {
    what: 'The calendar has not been read for some time',
    advice: 'Bookings may have changed since. Look at the other codes of the calendar for the cause.',
  },
  'calendar-left-out': {
    what: 'Some events of the calendar cannot be bookings',
    advice: 'The log says how many and why: a series, an unclear time or zone, or a UID that is no code.',
  },
} as const satisfies Record<string, Entry>;
