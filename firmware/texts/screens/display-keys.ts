/** What stands on the lobby displays and the info-TV; how closed services are told comes from the kiosk. */
export const displayPlaceholders = {
  'display.title': {},
  'display.now': {},
  /** While nobody is called. */
  'display.quiet': {},
  /** While the display does not hear from the box: whom it does not know of must not wait for it. */
  'display.lost': {},
  'display.latest': {},
  'display.today': {},
  'display.queue': { count: 'number' },
  'display.band': { from: 'number', to: 'number' },
  'display.under': { minutes: 'number' },
  'display.hours': { hours: 'text' },
  'display.full': {},
  'display.page': { page: 'number', pages: 'number' },
  'display.notices': {},
  'display.left': {},
  'display.right': {},
  'display.ahead': {},
  'display.back': {},
  'display.up': {},
  'display.down': {},
  'display.info-tv': {},
} as const;
