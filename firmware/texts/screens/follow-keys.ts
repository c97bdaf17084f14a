/** What the page of one number says, on the phone of whoever holds it. */
export const followPlaceholders = {
  'follow.title': { code: 'text' },
  /** While the number is called: a phone that shows another page has the title alone. */
  'follow.title-called': { code: 'text' },
  'follow.your-number': {},
  'follow.ahead': { count: 'number' },
  'follow.wait-band': { from: 'number', to: 'number' },
  'follow.wait-under': { minutes: 'number' },
  'follow.wait-unknown': {},
  'follow.appointment': { time: 'text' },
  'follow.called': {},
  'follow.serving': {},
  'follow.aside': {},
  'follow.missed': {},
  'follow.over': {},
  'follow.unknown': {},
  'follow.latest': {},
  'follow.nobody': {},
  'follow.watch': {},
} as const;
