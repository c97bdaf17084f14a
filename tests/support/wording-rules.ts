import { IntlMessageFormat } from 'intl-messageformat';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import type { Placeholders } from '../../firmware/texts/placeholders';

type Node = ReturnType<IntlMessageFormat['getAst']>[number];

export interface WordsOfLanguage {
  readonly language: string;
  readonly locale: string;
  readonly messages: Readonly<Record<string, string>>;
}

/** What holds for the words of every part of the product in every language: a test each. */
export function testWording(words: readonly WordsOfLanguage[], placeholders: Placeholders): void {
  for (const { language, locale, messages } of words) {
    test(`${language} has every text and no other`, () => {
      assert.equal(Object.keys(messages).sort(), Object.keys(placeholders).sort());
    });

    for (const [key, message] of Object.entries(messages)) {
      test(`${language} fills in the same values in ${key}`, () => {
        const wanted = placeholders[key] ?? {};
        const found = placeholdersOf(new IntlMessageFormat(message, locale).getAst());
        assert.equal(Object.keys(found).sort(), Object.keys(wanted).sort());
        for (const [name, kinds] of Object.entries(found)) {
          if (wanted[name] === 'text') assert.not.ok(kinds.includes('number'), `{${name}} is not a number`);
        }
      });

      test(`${language} writes ${key} in composed letters, ordinary spaces and nothing invisible`, () => {
        assert.is(message, message.normalize('NFC'));
        assert.is(message, message.trim());
        assert.not.match(message, /[^\S ]|\s{2}|\p{C}/u);
      });
    }

    test(`${language} has a word for each of its plurals`, () => {
      const categories = new Intl.PluralRules(locale).resolvedOptions().pluralCategories;
      for (const message of Object.values(messages)) {
        if (!message.includes('plural,')) continue;
        for (const category of categories) assert.match(message, new RegExp(`\\b${category} \\{`));
      }
    });

    test(`${language} is known to the runtime and not replaced by another language`, () => {
      assert.equal(Intl.PluralRules.supportedLocalesOf([locale]), [locale]);
    });
  }
}

/** Placeholders of a message with their kinds; types 2 and 6 of the syntax tree are numbers and plurals. */
function placeholdersOf(
  nodes: readonly Node[],
  found: Record<string, string[]> = {},
): Record<string, string[]> {
  for (const node of nodes) {
    if (node.type >= 1 && node.type <= 6 && 'value' in node) {
      const isNumber = node.type === 2 || node.type === 6;
      found[String(node.value)] = [...(found[String(node.value)] ?? []), isNumber ? 'number' : 'any'];
    }
    if ('options' in node) {
      for (const option of Object.values(node.options)) placeholdersOf(option.value, found);
    }
  }
  return found;
}
