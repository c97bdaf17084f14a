/** What staff read of a new release of the box, before and after. */
export const updatePlaceholders = {
  'update.waiting': { release: 'text' },
  'update.starting': { release: 'text' },
  'update.trial': { release: 'text' },
  'update.committed': { release: 'text' },
  'update.rolled-back': { release: 'text' },
  /** Before what is new. */
  'update.news': {},
} as const;
