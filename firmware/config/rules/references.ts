import type { CatalogueCode } from '../../../hal/platform/catalogue';
import { meaningOf, type Target } from '../meaning';
import type { Finding } from '../problem';
import { SiteSchema } from '../site';
import { didYouMean, listed } from '../suggest';
import { walk } from '../walk';
import { quoted } from '../words';
import type { RuleContext } from './rule';

const codes: Readonly<Record<Target, CatalogueCode>> = {
  services: 'site-service-unknown',
  organisations: 'site-organisation-unknown',
  counters: 'site-counter-unknown',
  places: 'site-place-unknown',
  languages: 'site-language-unknown',
};

/** The entries that a setting may name; `undefined` if some of them cannot be read, and so nothing can be said. */
export function entriesOf({ site }: RuleContext, target: Target): readonly string[] | undefined {
  const list = target === 'languages' ? site.languages : site[target]?.map(entry => entry?.id);
  return list?.every(entry => entry !== undefined) ? list : undefined;
}

/** Every setting that names an entry of a list names one that is there. Told once per wrong name, where it stands first. */
export function* references(context: RuleContext): Iterable<Finding> {
  const told = new Map<string, { finding: Finding; places: string[] }>();
  for (const { schema, value, pointer } of walk(SiteSchema, context.site)) {
    const { refersTo } = meaningOf(schema);
    const entries = refersTo && entriesOf(context, refersTo);
    if (!refersTo || !entries || typeof value !== 'string' || value === '' || entries.includes(value))
      continue;
    const known = told.get(`${refersTo} ${value}`);
    if (known) {
      known.places.push(context.placeOf(pointer));
      continue;
    }
    const meant = didYouMean(value, entries) || `; ${refersTo} has ${listed(entries)}`;
    const message = `${quoted(value)} is not under ${refersTo}${meant}`;
    told.set(`${refersTo} ${value}`, {
      finding: { code: codes[refersTo], at: pointer, message },
      places: [],
    });
  }
  for (const { finding, places } of told.values())
    yield { ...finding, message: finding.message + also(places) };
}

/** ` (also on line 7, on line 9)`, or nothing. */
export function also(places: readonly string[]): string {
  return places.length === 0 ? '' : ` (also ${listed(places)})`;
}
