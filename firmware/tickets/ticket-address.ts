/** Where a phone finds the page of a number. @param origin such as https://numero.example.fi */
export function ticketAddress(
  origin: string,
  { code, day, language }: { readonly code: string; readonly day: string; readonly language: string },
): string {
  return `${origin}/ticket/${code}?${new URLSearchParams({ day, language })}`;
}
