/** `2026-03` of a day `2026-03-14`. */
export function monthOf(day: string): string {
  return day.slice(0, 7);
}

/** `2026-Q1` of a day `2026-03-14`. */
export function quarterOf(day: string): string {
  return `${day.slice(0, 4)}-Q${Math.ceil(Number(day.slice(5, 7)) / 3)}`;
}
