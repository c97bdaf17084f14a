import { meaningOf } from '../config/meaning';
import { segmentsOf } from '../config/pointer';
import { type Site, SiteSchema } from '../config/site';
import { walk } from '../config/walk';

/** Where each device of a site stands, in the words of the site file: `counters/counter-1`, `kiosks/lobby`. A device may serve in two places. */
export function devicePlaces(site: Site): ReadonlyMap<string, readonly string[]> {
  const places = new Map<string, string[]>();
  for (const { schema, value, pointer } of walk(SiteSchema, site)) {
    if (meaningOf(schema).device === undefined || typeof value !== 'string') continue;
    const place = placeAt(site, pointer);
    const known = places.get(value) ?? [];
    if (!known.includes(place)) places.set(value, [...known, place]);
  }
  return places;
}

/** The entry of the list that a setting lies in, by its id. */
function placeAt(site: Site, pointer: string): string {
  const [list = '', index = ''] = segmentsOf(pointer);
  const entries: unknown = site[list as keyof Site];
  const entry: unknown = Array.isArray(entries) ? entries[Number(index)] : undefined;
  const id = typeof entry === 'object' && entry !== null && 'id' in entry ? String(entry.id) : index;
  return `${list}/${id}`;
}
