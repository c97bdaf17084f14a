/** A time zone in which it is ten in the forenoon now: on the machine's own clock, nobody's wait reaches past the end of the day. */
export function forenoon(): string {
  const ahead = 10 - new Date().getUTCHours();
  const hours = ahead < -12 ? ahead + 24 : ahead;
  // These zones count westwards.
  return hours === 0 ? 'Etc/GMT' : `Etc/GMT${hours > 0 ? '-' : '+'}${Math.abs(hours)}`;
}
