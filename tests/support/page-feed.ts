/** What every page is told of its point, at 10.15 in Helsinki on a Wednesday. */
export const pageFeed = {
  mode: 'live',
  name: { fi: 'Piste', en: 'Point' },
  languages: ['fi', 'en'],
  timezone: 'Europe/Helsinki',
  now: Date.UTC(2026, 2, 18, 8, 15),
} as const;
