import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { parse, stringify } from 'yaml';
import { isCatalogueCode } from '../../../hal/platform/catalogue';
import { fullSite } from './full-site';
import { check } from './sample';

type Change = (value: unknown, key: string | number) => unknown;

/** The value with every part changed that the change answers anything but the part itself for; `undefined` takes it away. */
function torn(value: unknown, change: Change): unknown {
  const inner = (part: unknown, key: string | number) => {
    const changed = change(part, key);
    return changed === part ? torn(part, change) : changed;
  };
  if (Array.isArray(value)) return value.map(inner).filter(part => part !== undefined);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).flatMap(([key, part]) => {
      const changed = inner(part, key);
      return changed === undefined ? [] : [[key, changed]];
    }),
  );
}

const full: unknown = parse(fullSite);

/** What is found in it, which is something, in words, and stands in the file. */
function foundIn(change: Change): Set<string> {
  const source = stringify(torn(full, change));
  const lines = source.split('\n');
  const problems = check(source);
  assert.ok(problems.length > 0, source);
  for (const { line, column, code, message } of problems) {
    assert.ok(isCatalogueCode(code) && message.length > 5, code);
    assert.not.match(message, /undefined|null|NaN|\[object/, message);
    assert.ok(column >= 1 && column <= (lines[line - 1] ?? '').length + 1, `${line}:${column} ${message}`);
  }
  return new Set(problems.map(({ code }) => code));
}

const without = (...keys: readonly string[]) =>
  foundIn((part, key) => (keys.includes(String(key)) ? undefined : part));

test('a site with everything in it has no fault', () => assert.equal(check(fullSite), []));

test('names, addresses and days that are missing all over the file are told, and nothing else goes wrong', () => {
  for (const keys of [
    ['id'],
    ['name', 'url', 'file'],
    ['date', 'from'],
    ['to', 'until', 'after', 'hours'],
    ['counter', 'members', 'services', 'service'],
    ['device', 'driver', 'devices'],
    ['languages', 'organisations'],
  ])
    assert.ok(without(...keys).has('site-key-missing'), keys.join());
});

test('lists with nothing in their items, and settings with nothing behind them', () => {
  const isItem = (key: string | number) => typeof key === 'number';
  assert.ok(foundIn((part, key) => (isItem(key) ? null : part)).has('site-form'));
  assert.ok(
    foundIn((part, key) => (isItem(key) && typeof part === 'object' ? {} : part)).has('site-key-missing'),
  );
  assert.ok(foundIn((part, key) => (isItem(key) || typeof part === 'object' ? part : null)).size > 0);
  assert.ok(foundIn((part, key) => (isItem(key) || typeof part === 'object' ? part : '')).has('site-form'));
});

test('what names something else is told when that is not there', () => {
  const renamed = foundIn((part, key) => (key === 'id' ? `${part}-x` : part));
  for (const code of [
    'site-service-unknown',
    'site-counter-unknown',
    'site-place-unknown',
    'site-ring-unknown',
  ])
    assert.ok(renamed.has(code), `${code} of ${[...renamed]}`);
});

test.run();
