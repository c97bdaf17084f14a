/** JSON pointers (RFC 6901): the name of a place in the document that schemas, rules and positions share. */

export function pointerTo(...segments: readonly (string | number)[]): string {
  return segments.map(segment => `/${String(segment).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');
}

export function segmentsOf(pointer: string): string[] {
  return pointer
    .split('/')
    .slice(1)
    .map(segment => segment.replaceAll('~1', '/').replaceAll('~0', '~'));
}

export function parentOf(pointer: string): string {
  return pointer.slice(0, Math.max(0, pointer.lastIndexOf('/')));
}

export function lastOf(pointer: string): string {
  const [last = ''] = segmentsOf(pointer).slice(-1);
  return last;
}

/** The pointer itself and those that it lies within, the whole document last. */
export function* outwards(pointer: string): Iterable<string> {
  for (let at = pointer; at !== ''; at = parentOf(at)) yield at;
  yield '';
}
