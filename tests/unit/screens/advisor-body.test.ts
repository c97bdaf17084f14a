import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { advisorBody } from '../../../firmware/screens/pages/advisor/advisor-body';
import type {
  AdvisorFeed,
  AdvisorService,
  AdvisorTicket,
} from '../../../firmware/screens/pages/advisor/advisor-feed';
import {
  type AdvisorState,
  advisorHref,
  advisorState,
} from '../../../firmware/screens/pages/advisor/advisor-state';
import { pageFeed } from '../../support/page-feed';

const { now } = pageFeed;
const minute = 60_000;

const tax: AdvisorService = {
  id: 'tax',
  letter: 'V',
  name: { en: 'Taxation' },
  organisation: { en: 'Tax Administration' },
  waiting: 2,
  people: 2,
  longest: 12,
  wait: { from: 5, to: 10 },
  atWork: 1,
};

const waits: AdvisorTicket = {
  code: 'V101',
  state: 'waiting',
  service: 'tax',
  mark: 'V101/waiting/tax/0',
  issuedAt: now - 12 * minute,
  needsTime: false,
  cameBack: false,
  may: ['transfer', 'cancel'],
};

function feed(more: Partial<AdvisorFeed> = {}): AdvisorFeed {
  return {
    ...pageFeed,
    services: [tax],
    tickets: [waits],
    counters: [{ id: 'counter-1', name: { en: 'Counter 1' }, services: ['tax'] }],
    places: [{ id: 'lobby', name: { en: 'Lobby' }, state: 'available' }],
    calls: [],
    ended: [],
    presets: [{ id: 'late', text: { en: 'The customer is on the way' } }],
    messages: [],
    checksIn: true,
    printsOnPaper: true,
    ...more,
  };
}

function markup(query: string, more: Partial<AdvisorFeed> = {}, state: Partial<AdvisorState> = {}): string {
  const given = { ...advisorState(new URLSearchParams(`language=en&${query}`), 'fi'), ...state };
  return advisorBody(feed(more), given, 'live', now).body.markup;
}

const lineOf = (press: Partial<AdvisorState>) =>
  /<p id="press"[^>]*>([^<]*)/.exec(markup('', {}, press))?.[1];

test('What has become of a press on the tablet is said in words, whatever the box answers', () => {
  const said = [
    lineOf({}),
    lineOf({ press: 'sent' }),
    lineOf({ press: 'trying' }),
    lineOf({ press: 'done' }),
    ...['changed-meanwhile', 'command-stale', 'not-connected', 'service-closed', 'booking-unknown'].map(
      refusal => lineOf({ refusal }),
    ),
    lineOf({ refusal: 'something-new' }),
  ];
  assert.is(said[0], '');
  assert.is(new Set(said).size, said.length);
});

test('A queue tells how many wait, for how long, and whether it is closed', () => {
  const row = (more: Partial<AdvisorService>) =>
    /<a class="queue.*?<\/a>/s.exec(markup('', { services: [{ ...tax, ...more }] }))?.[0] ?? '';
  assert.match(row({}), /2 waiting|2 numbers|waiting/i);
  assert.not.match(row({}), '5 people');
  assert.match(row({ people: 5 }), '5 people');
  const { wait: _, longest: __, ...unknown } = tax;
  const bare = /<a class="queue.*?<\/a>/s.exec(markup('', { services: [unknown] }))?.[0] ?? '';
  const [full, shut, known, under] = [
    row({ closed: { why: 'queue' } }),
    row({ closed: { why: 'hours' } }),
    row({}),
    row({ wait: { from: 0, to: 5 } }),
  ];
  assert.match(full, 'queue closed');
  assert.match(full, '<em>');
  assert.match(shut, '<em>');
  assert.not.match(known, '<em>');
  assert.is(new Set([bare, full, shut, known, under]).size, 5);
});

test('The numbers of a queue stand where they are: waiting, at counters, aside, missed, cancelled', () => {
  const states = ['waiting', 'called', 'serving', 'parked', 'no-show', 'cancelled'] as const;
  const tickets = states.map((state, index) => ({ ...waits, code: `V10${index}`, state }));
  const page = markup('service=tax', { tickets });
  const parts = ['waiting', 'called', 'parked', 'no-show', 'cancelled'].map(id =>
    [...(new RegExp(`<section id="${id}".*?</section>`, 's').exec(page)?.[0] ?? '').matchAll(/V10\d/g)]
      .map(([code]) => code)
      .filter((code, index, all) => all.indexOf(code) === index),
  );
  assert.equal(parts, [['V100'], ['V101', 'V102'], ['V103'], ['V104'], ['V105']]);
  const empty = markup('service=tax', { tickets: [] });
  assert.match(empty, '<section id="waiting"');
  assert.not.match(empty, '<section id="called"');
});

test('What else is known of a number stands beside it', () => {
  const signs = (more: Partial<AdvisorTicket>) =>
    [
      ...markup('service=tax', { tickets: [{ ...waits, ...more }] }).matchAll(/<span class="sign">([^<]*)/g),
    ].map(([, sign]) => sign);
  assert.equal(signs({}), []);
  const all = signs({ slot: now, needsTime: true, group: 3, cameBack: true });
  assert.is(all.length, 4);
  assert.match(String(all[0]), '10:15');
  assert.match(String(all[2]), '3');
});

test('A number taken for a customer is told, with where its paper is, in a language that the customer reads', () => {
  const given = (printsOnPaper: boolean) => markup('service=tax', { printsOnPaper }, { issued: 'V102' });
  assert.match(given(true), 'V102');
  assert.ok(given(true).length > given(false).length);
  assert.match(markup('', {}, { issued: 'V103' }), 'V103');
  const chosen = markup('service=tax&open=issue&for=smn', { languages: ['fi', 'smn'] });
  assert.match(chosen, /id="for-fi"[^>]*aria-pressed="false"[^>]*>Suomi</);
  assert.match(chosen, /id="for-smn"[^>]*aria-pressed="true"[^>]*>smn</);
});

test('A number tells where it is, and what may be done with it', () => {
  const page = (more: Partial<AdvisorTicket>, open = '') =>
    markup(`ticket=V101&${open}`, { tickets: [{ ...waits, ...more }] });
  assert.match(page({ state: 'called', counter: 'counter-1' }), 'Counter 1');
  assert.match(page({ state: 'called', counter: 'counter-9' }), 'counter-9');
  assert.ok(page({ state: 'no-show' }).includes('id="ticket"'));
  assert.match(page({ service: 'gone' }), 'gone');
  assert.match(page({ may: ['reinstate'] }), 'id="reinstate"');
  assert.not.match(page({ may: [] }), 'id="cancel"');
  assert.match(page({}, 'open=cancel'), 'id="cancel-now"');
  assert.not.match(page({ may: [] }, 'open=cancel'), 'id="cancel-now"');
  assert.not.match(markup('ticket=V101', { presets: [] }), 'id="tell"');
});

test('Who calls is named as well as it is known, and who goes', () => {
  const call = { ring: 'r/1', source: 'unit', since: now - minute, acknowledged: false } as const;
  const words = (more: object) =>
    /<div class="alert".*?<b>([^<]*)/s.exec(markup('', { calls: [{ ...call, kind: 'call', ...more }] }))?.[1];
  const said = [
    words({ caller: { en: 'Kela Mikkeli' } }),
    words({}),
    words({ kind: 'help' }),
    words({ kind: 'help', counter: 'counter-1' }),
  ];
  assert.match(String(said[0]), 'Kela Mikkeli');
  assert.match(String(said[3]), 'Counter 1');
  assert.is(new Set(said).size, 4);

  const goes = (by?: string) =>
    markup('view=calls&place=lobby', {
      calls: [{ ...call, kind: 'help', acknowledged: true, ...(by !== undefined && { by }) }],
    });
  assert.match(goes('hall'), 'hall');
  assert.not.match(goes('lobby'), '>lobby<');
  assert.is(new Set([goes(), goes('lobby'), goes('hall')]).size, 3);
  assert.match(goes(), 'id="over-r-1"');
  const other = markup('view=calls', { calls: [{ ...call, kind: 'call', acknowledged: true, by: 'lobby' }] });
  assert.match(other, 'Lobby');
});

test('Calls that have ended say how, and a wrong one can be marked once', () => {
  const ended = { ring: 'r/1', since: now - minute, wrong: false } as const;
  const page = (kind: 'call' | 'help', outcome: 'answered' | 'missed' | 'abandoned', wrong = false) =>
    markup('view=calls', { ended: [{ ...ended, kind, outcome, wrong }] });
  assert.match(page('call', 'missed'), 'id="wrong-r-1"');
  assert.not.match(page('call', 'missed', true), 'id="wrong-r-1"');
  assert.not.match(page('help', 'answered'), 'id="wrong-r-1"');
  const pages = (['answered', 'missed', 'abandoned'] as const).map(outcome => page('call', outcome));
  assert.is(new Set(pages).size, 3);
  assert.not.match(markup('view=calls'), 'id="earlier"');
});

test('A message to the counters tells who has seen it, and that it came too late for the others', () => {
  const sent = { message: 1, preset: 'late', sentAt: now, expired: false } as const;
  const counters = (seen: boolean) => [{ id: 'counter-1', seen }];
  const row = (more: object) =>
    /<li id="message-1">.*?<\/ul><\/li>/s.exec(
      markup('view=messages', { messages: [{ ...sent, counters: counters(false), ...more }] }),
    )?.[0] ?? '';
  const all = [row({}), row({ counters: counters(true) }), row({ expired: true })];
  assert.is(new Set(all).size, 3);
  assert.match(row({}), 'Counter 1: not seen yet');
  assert.match(row({ expired: true }), 'Counter 1: not seen in time');
  assert.match(row({}), 'The customer is on the way');
  assert.match(row({ preset: 'gone' }), '<b>gone</b>');
  assert.match(row({ about: 'V101' }), 'V101 · ');
  const none = markup('view=messages', { presets: [] });
  assert.not.match(none, 'id="send"');
  const chosen = markup('view=messages&message=late&about=V101&to=counter-1');
  assert.match(chosen, 'id="no-ticket"');
  assert.match(chosen, /id="to-counter-1"[^>]*aria-pressed="true"/);
});

test('The place is chosen where the link does not say it, and nobody is asked where there is none', () => {
  assert.match(markup('view=own'), 'id="place-lobby"');
  assert.not.match(markup('view=own', { places: [] }), 'id="place-');
  const own = markup('view=own', {
    own: 'lobby',
    places: [{ id: 'lobby', name: { en: 'Lobby' }, state: 'busy', until: now + minute }],
  });
  assert.not.match(own, 'id="place-lobby"');
  assert.match(own, /id="presence-busy"[^>]*aria-pressed="true"/);
  assert.match(own, '10:16');
  assert.match(markup('view=own&open=leave'), 'id="leave-now"');
});

test('All but the press stands in the address of the tablet', () => {
  for (const query of [
    '',
    'view=messages&to=counter-1&to=counter-2',
    'to=counter-1',
    'service=tax&open=issue',
  ]) {
    const state = advisorState(new URLSearchParams(query), 'fi');
    const href = advisorHref(state, 'fi');
    assert.equal(advisorState(new URLSearchParams(href.slice(1)), 'fi'), state);
  }
  assert.is(advisorHref(advisorState(new URLSearchParams('to=a'), 'fi'), 'fi'), '?to=a');
});

test('A demonstration and a training say so on the tablet', () => {
  const banner = (mode: AdvisorFeed['mode']) =>
    /<p class="banner mode">([^<]*)/.exec(markup('', { mode }))?.[1];
  assert.is(banner('live'), undefined);
  assert.ok(banner('demo'));
  assert.is.not(banner('demo'), banner('training'));
});

test.run();
