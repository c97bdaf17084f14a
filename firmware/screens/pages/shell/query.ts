/** An address relative to the page itself. Order is as given; an empty query is the page alone. */
export function queryHref(parts: Readonly<Record<string, string>>): string {
  const query = new URLSearchParams(parts).toString();
  return query === '' ? '?' : `?${query}`;
}
