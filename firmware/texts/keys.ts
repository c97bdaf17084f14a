import type { Placeholders } from './placeholders';

/**
 * Every text of the product that a customer or a technician reads on paper, with the kinds of its placeholders. The one list
 * that each catalogue is typed by: a missing key does not compile, a wrong placeholder fails the test of the catalogues.
 */
export const placeholders = {
  'ticket.number': {},
  'ticket.ahead': {},
  /** Customers ahead. Zero says that nobody is ahead and promises nothing. */
  'ticket.ahead-count': { count: 'number' },
  'ticket.wait': {},
  'ticket.wait-band': { from: 'number', to: 'number' },
  'ticket.wait-under': { minutes: 'number' },
  /** Above the time of a customer who has booked. */
  'ticket.appointment': {},
  'ticket.appointment-time': { time: 'text' },
  'ticket.shown-on-display': {},
  /** Never, neither by name nor by number (CAL-01). */
  'ticket.not-called-aloud': {},
  /** The customer is waited for longer (CAL-07). Says what happens, not why. */
  'ticket.needs-time': {},
  /** People on one ticket (TKT-15); 2 or more. */
  'ticket.group': { count: 'number' },
  /** Above a QR code that leads a phone to the page of the number. */
  'ticket.follow': {},
  'ticket.open-today': { spans: 'text' },
  'ticket.issued': { date: 'text', time: 'text' },
  'test.title': {},
  'test.device': { device: 'text' },
  'test.paper': { millimetres: 'number', columns: 'number', dots: 'number' },
  'test.characters': {},
  'test.ruler': { columns: 'number' },
} as const satisfies Placeholders;

export type TextKey = keyof typeof placeholders;
