import { Type } from '@sinclair/typebox';
import { exactly } from '../servicepoint/vocabulary';
import { means } from './meaning';
import { Id, Reference } from './site-parts';

const Category = exactly({
  category: Type.String({
    minLength: 1,
    maxLength: 100,
    pattern: '\\S',
    description: 'Category of an event (CATEGORIES); capitals do not matter',
  }),
  service: Reference('services', 'Whose bookings these are'),
});

/** Where bookings come from: one of `file`, `url`, `urlFile`; for one `service`, or by `categories`. */
const Calendar = exactly({
  id: Id('Short name of the calendar, unique among calendars and devices; its health is shown under it'),
  file: Type.Optional(
    Type.String({
      minLength: 1,
      description: 'iCalendar file, absolute or relative to the site file, that another program writes',
    }),
  ),
  url: Type.Optional(
    Type.String({
      pattern: '^https?://[^\\s]+$',
      description: 'Address of the calendar. It stands in no log and no message',
      ...means({ expects: 'an address that begins with https:// or http://' }),
    }),
  ),
  urlFile: Type.Optional(
    Type.String({
      minLength: 1,
      description:
        'File that holds the address, absolute or relative to the site file: for an address that is a secret itself',
    }),
  ),
  everyMinutes: Type.Integer({
    minimum: 1,
    maximum: 1440,
    default: 5,
    description: 'How often the calendar is read, minutes',
  }),
  service: Type.Optional(Reference('services', 'Whose bookings all of its events are')),
  categories: Type.Optional(
    Type.Array(Category, {
      minItems: 1,
      description: 'Services by the category of an event; events of no category here are not looked at',
    }),
  ),
  codes: Type.Union([Type.Literal('derived'), Type.Literal('uid')], {
    default: 'derived',
    description:
      'derived: the code is worked out from the UID of the event (8 characters). uid: the UID, up to its @, is the code (4-12 letters and digits)',
  }),
});

const Late = exactly({
  minutes: Type.Integer({
    minimum: 0,
    maximum: 240,
    default: 10,
    description: 'So many minutes after the time of the booking the customer is late',
  }),
  policy: Type.Union([Type.Literal('end-of-queue'), Type.Literal('keep'), Type.Literal('refuse')], {
    default: 'end-of-queue',
    description:
      'end-of-queue: waits like somebody without a booking. keep: is called by the time of the booking all the same. refuse: gets no ticket, but advice',
  }),
});

export const Bookings = exactly({
  earlyMinutes: Type.Integer({
    minimum: 0,
    maximum: 240,
    default: 15,
    description:
      'A customer who is here may be called so many minutes before the time if nobody else waits; 0: never before',
  }),
  late: { ...Late, default: {}, description: 'What happens to a customer who comes late' },
  missedMinutes: Type.Integer({
    minimum: 1,
    maximum: 480,
    default: 30,
    description: 'So many minutes after its time a booking that nobody came to counts as missed',
  }),
  daysAhead: Type.Integer({
    minimum: 0,
    maximum: 14,
    default: 3,
    description:
      'How many days ahead bookings are kept: so long check-in works with the calendar out of reach',
  }),
  calendars: Type.Array(Calendar, {
    default: [],
    maxItems: 50,
    description: 'Calendars that hold bookings; they may come by the command `bookings` as well',
  }),
});
