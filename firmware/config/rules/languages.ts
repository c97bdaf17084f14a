import { locales } from '../../texts/locales';
import { meaningOf } from '../meaning';
import { pointerTo } from '../pointer';
import type { Finding } from '../problem';
import { SiteSchema } from '../site';
import { didYouMean } from '../suggest';
import { isRecord, walk } from '../walk';
import { nameOf, quoted } from '../words';
import { also } from './references';
import type { RuleContext } from './rule';

interface TextPlace {
  readonly pointer: string;
  readonly languages: readonly string[];
}

function textsOf({ site }: RuleContext): TextPlace[] {
  return [...walk(SiteSchema, site)]
    .filter(({ schema, value }) => meaningOf(schema).text && isRecord(value))
    .map(({ value, pointer }) => ({ pointer, languages: Object.keys(value as object) }));
}

/** Every text is there in every language of the site (ACC-01). A language that no text has is told once, where it is listed. */
export function* translations(context: RuleContext): Iterable<Finding> {
  const texts = textsOf(context);
  const listed = (context.site.languages ?? []).filter(language => language !== undefined);
  for (const [index, language] of listed.entries()) {
    const without = texts.filter(text => !text.languages.includes(language));
    if (without.length === texts.length && texts.length > 1) {
      const others = new Set(texts.flatMap(text => text.languages).filter(name => !listed.includes(name)));
      const message = `no text is there in ${quoted(language)}${didYouMean(language, others)}`;
      yield { code: 'site-translation-missing', at: pointerTo('languages', index), message };
      continue;
    }
    for (const { pointer } of without) {
      if (context.isTroubled(pointer)) continue;
      const message = `${nameOf(pointer)} is not there in ${quoted(language)}`;
      yield { code: 'site-translation-missing', at: pointer, on: 'key', message };
    }
  }
  yield* extra(texts, listed, context);
}

function* extra(
  texts: readonly TextPlace[],
  listed: readonly string[],
  context: RuleContext,
): Iterable<Finding> {
  // A listed language that no text has was probably meant to be one of these.
  const isUnused = (language: string) => !texts.some(text => text.languages.includes(language));
  if (!context.site.languages || context.isTroubled('/languages') || listed.some(isUnused)) return;
  const places = new Map<string, { readonly first: string; readonly more: string[] }>();
  for (const { pointer, languages } of texts) {
    for (const language of languages.filter(name => !listed.includes(name))) {
      const at = pointer + pointerTo(language);
      const known = places.get(language);
      if (known) known.more.push(at);
      else places.set(language, { first: at, more: [] });
    }
  }
  for (const [language, { first, more }] of places) {
    const message = `${quoted(language)} is not under languages${also(more.map(context.placeOf))}`;
    yield { code: 'site-translation-extra', at: first, on: 'key', message };
  }
}

/** Country codes that are taken for languages in Finland; each is a language as well, but another one. */
const lookalikes: Readonly<Record<string, { readonly code: string; readonly name: string }>> = {
  se: { code: 'sv', name: 'Swedish' },
  ee: { code: 'et', name: 'Estonian' },
};

const namesOfLanguages = () => new Intl.DisplayNames('en', { type: 'language', fallback: 'none' });

/** A code that is probably a country's. Any language is allowed on paper (ACC-03), hence only a warning. */
export function* doubtfulLanguages({ site }: RuleContext): Iterable<Finding> {
  for (const [index, language] of (site.languages ?? []).entries()) {
    if (language === undefined || !/^[a-z]{2,3}$/.test(language)) continue;
    const meant = lookalikes[language];
    const isPlain = meant === undefined || site.languages?.includes(meant.code);
    // Where nothing is in doubt the names are left where they are: they take 7 MiB of memory.
    if (isPlain && Object.hasOwn(locales, language)) continue;
    const at = pointerTo('languages', index);
    const name = namesOfLanguages().of(language);
    if (name === undefined) {
      yield {
        code: 'site-language-doubtful',
        at,
        message: `no language with the code ${quoted(language)} is known`,
      };
    } else if (meant !== undefined && !isPlain) {
      yield {
        code: 'site-language-doubtful',
        at,
        message: `${quoted(language)} is ${name}; ${meant.name} is ${quoted(meant.code)}`,
      };
    }
  }
}
