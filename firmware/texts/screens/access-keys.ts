/** What somebody reads who comes in by a link, or who has none. */
export const accessPlaceholders = {
  'access.title': {},
  'access.entering': {},
  /** The address holds no token. */
  'access.empty': {},
  'access.wrong': {},
  'access.limited': {},
  'access.no-answer': {},
  'access.again': {},
  'access.script': {},
  'access.staff': {},
  'access.how': {},
  /** Before the command that makes a link. */
  'access.make': {},
} as const;
