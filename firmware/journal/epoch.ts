/** Names a journal: sortable by the time it was begun, told apart from all others by chance. */
export function epochFrom(now: number, random: () => number): string {
  const chance = Math.floor(random() * 36 ** 6).toString(36);
  return `${now.toString(36)}-${chance.padStart(6, '0')}`;
}
