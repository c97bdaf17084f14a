import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { displayBody } from '../../../firmware/screens/pages/display/display-body';
import type { DisplayFeed } from '../../../firmware/screens/pages/display/display-feed';
import { displayState, nextChange, turnLasts } from '../../../firmware/screens/pages/display/display-state';
import type { Connection } from '../../../firmware/screens/pages/shell/frame';
import type { TodayService } from '../../../firmware/screens/pages/today/today-feed';
import { locales, type SpokenLanguage } from '../../../firmware/texts/locales';
import { displayWording } from '../../../firmware/texts/screens/display-wording';
import { pageFeed } from '../../support/page-feed';
import { testWording } from '../../support/wording-rules';

testWording(
  Object.entries(displayWording.messages).map(([language, messages]) => ({
    language,
    locale: locales[language as SpokenLanguage].locale,
    messages,
  })),
  displayWording.placeholders,
);

/** A whole number of turns, 10.15 in Helsinki. */
const { now } = pageFeed;

const service = (id: string, more: Partial<TodayService> = {}): TodayService => ({
  id,
  letter: 'V',
  name: { fi: `Palvelu ${id}`, en: `Service ${id}` },
  organisation: { fi: 'Virasto' },
  waiting: 0,
  ...more,
});

function feed(more: Partial<DisplayFeed> = {}): DisplayFeed {
  return {
    ...pageFeed,
    services: [service('one')],
    notices: [],
    plan: [],
    latest: [],
    counters: { c1: { fi: 'Tiski 1', en: 'Counter 1' }, c2: { fi: 'Palveluneuvonnan <tiski>' } },
    displays: [],
    ...more,
  };
}

function shown(given: DisplayFeed, { query = '', at = now, connection = 'live' as Connection } = {}): string {
  const state = displayState(new URLSearchParams(query), 'fi', undefined, at);
  return displayBody(given, state, connection).body.markup;
}

const calls = [
  { ticket: 'V101', counter: 'c1', time: 'first', from: now, to: now + 5000 },
  { ticket: 'V102', counter: 'c2', time: 'first', from: now + 5000, to: now + 28_000 },
] as const;
const numberOn = (markup: string) => /id="number">([^<]*)/.exec(markup)?.[1];

test('The page goes through the plan by its own watch, also without a word from the box', () => {
  const given = feed({ plan: calls });
  const at = (ms: number) => numberOn(shown(given, { at: now + ms, connection: 'lost' }));
  assert.equal([0, 4999, 5000, 27_999].map(at), ['V101', 'V101', 'V102', 'V102']);
  assert.is(at(28_000), undefined);
  assert.equal([nextChange(given, now), nextChange(given, now + 5000)], [now + 5000, now + turnLasts]);
});

test('A number that is still to be shown is not given away before, and the one in turn stands once', () => {
  const latest = calls.map(({ ticket, counter, from }) => ({ ticket, counter, from, awaited: true }));
  const markup = shown(feed({ plan: calls, latest }), { at: now + 1000 });
  assert.equal([/V102/.test(markup), markup.match(/V101/g)?.length], [false, 1]);
  assert.match(shown(feed({ plan: calls, latest }), { at: now + 6000 }), /class="awaited[^"]*"><b>V101/);
});

test('Who is still awaited stands before those who have been served', () => {
  const latest = [
    { ticket: 'V109', counter: 'c1', from: now - 1000, awaited: false },
    { ticket: 'V108', counter: 'c1', from: now - 2000, awaited: true },
  ];
  assert.match(shown(feed({ latest })), /V108.*V109/s);
});

test('The counter stands in all languages at once, and in one if the address names it', () => {
  assert.match(shown(feed({ plan: calls })), /<b>Tiski 1<\/b>.*Counter 1/s);
  const english = shown(feed({ plan: calls }), { query: 'language=en' });
  assert.match(english, '<b>Counter 1</b>');
  assert.not.match(english, 'Tiski 1');
});

test('Languages and services beyond seven come in turn, and every service in every language', () => {
  const services = Array.from({ length: 17 }, (_, index) => service(String(index + 1)));
  const seen = new Set<string>();
  for (let turn = 0; turn < 6; turn++) {
    const markup = shown(feed({ services }), { at: now + turn * turnLasts });
    const rows = markup.match(/class="name">[^<]*/g) ?? [];
    assert.ok(rows.length <= 7);
    for (const row of rows) seen.add(row);
  }
  assert.is(seen.size, 34);
});

test('Without a connection no queue is told, and nobody is told to wait for this display', () => {
  const given = feed({ services: [service('one', { waiting: 3, hours: [{ from: 540, to: 975 }] })] });
  assert.match(shown(given), /Jonossa 3.*klo 9–16\.15.*/s);
  const lost = shown(given, { connection: 'lost' });
  assert.not.match(lost, /Jonossa|Numerosi näkyy/);
  assert.match(lost, /klo 9–16\.15/);
  assert.match(lost, 'Seuraa tiskien omia numeronäyttöjä');
});

test('Names of the site file are text, whatever stands in them', () => {
  assert.match(shown(feed({ plan: calls }), { at: now + 5000 }), 'Palveluneuvonnan &#60;tiski&#62;');
});

test('A closed service says when it opens, and a band from nothing is "under"', () => {
  const line = (more: Partial<TodayService>) =>
    shown(feed({ services: [service('one', more)] }), { query: 'language=en' });
  const opens = { at: now + 3_600_000, days: 0, weekday: 'wed' } as const;
  assert.match(line({ closed: { why: 'hours', opens } }), 'Opens today at 11:15');
  assert.match(line({ waiting: 1, wait: { from: 0, to: 5 } }), '1 waiting · wait under 5 min');
  assert.match(line({ waiting: 2, wait: { from: 5, to: 15 } }), '2 waiting · wait 5–15 min');
});

test('A counter is written the smaller the longer its name is, and an unknown one stays empty', () => {
  const sizeOf = (name: string) =>
    /class="where (\w+)"/.exec(
      shown(feed({ plan: [calls[0]], counters: { c1: { fi: name } } }), { query: 'language=fi' }),
    )?.[1];
  assert.equal(['12345678', '1234567890', '12345678901234', '123456789012345'].map(sizeOf), [
    'short',
    'middle',
    'long',
    'longest',
  ]);
  const gone = feed({
    plan: [calls[0]],
    latest: [{ ticket: 'V100', counter: 'gone', from: now - 1, awaited: true }],
    counters: {},
  });
  assert.equal([numberOn(shown(gone)), /<b>V100<\/b>/.test(shown(gone))], ['V101', true]);
});

test('A service whose queue is full says so, and one without hours says none', () => {
  const row = (more: Partial<TodayService>) =>
    shown(feed({ services: [service('one', more)] }), { query: 'language=en' });
  const open = row({});
  const full = row({ closed: { why: 'queue' } });
  assert.match(open, 'class="open"');
  assert.match(full, 'class="closed"');
  assert.is.not(full, row({ closed: { why: 'hours' } }));
  assert.not.match(row({ hours: [] }), 'class="hours"');
});

test.run();
