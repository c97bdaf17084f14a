import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { advisorBody } from '../../../firmware/screens/pages/advisor/advisor-body';
import type { AdvisorCall, AdvisorFeed } from '../../../firmware/screens/pages/advisor/advisor-feed';
import { argsOf } from '../../../firmware/screens/pages/advisor/advisor-press';
import {
  type AdvisorState,
  advisorHref,
  advisorState,
} from '../../../firmware/screens/pages/advisor/advisor-state';
import { feedbackBody } from '../../../firmware/screens/pages/feedback/feedback-body';
import type { FeedbackFeed } from '../../../firmware/screens/pages/feedback/feedback-feed';
import { feedbackHref, feedbackState } from '../../../firmware/screens/pages/feedback/feedback-state';
import { kioskBody } from '../../../firmware/screens/pages/kiosk/kiosk-body';
import type { KioskFeed } from '../../../firmware/screens/pages/kiosk/kiosk-feed';
import { kioskState, type Refusal } from '../../../firmware/screens/pages/kiosk/kiosk-state';
import { statisticsHref, statisticsState } from '../../../firmware/screens/pages/statistics/statistics-state';
import { technicianBody } from '../../../firmware/screens/pages/technician/technician-body';
import type { TechnicianFeed } from '../../../firmware/screens/pages/technician/technician-feed';
import { technicianState } from '../../../firmware/screens/pages/technician/technician-state';

const now = Date.UTC(2026, 2, 18, 8, 15);
const shell = {
  mode: 'live',
  name: { en: 'Point' },
  languages: ['en', 'fi'],
  timezone: 'Europe/Helsinki',
  now,
} as const;
const inEnglish = (query = '') => new URLSearchParams(`language=en&${query}`);
const lineOf = (markup: string) => /<p id="press"[^>]*>([^<]*)/.exec(markup)?.[1] ?? '';

test('A customer at the kiosk is told why there is no number, and what to do instead', () => {
  const feed: KioskFeed = {
    ...shell,
    kiosk: 'lobby',
    printer: 'ok',
    asksGroup: false,
    checksIn: true,
    idle: 60,
    organisations: [],
    unsure: [],
  };
  const said = (refusal: Refusal) =>
    lineOf(kioskBody(feed, { ...kioskState(inEnglish('check-in='), 'en'), refusal }, 'live').body.markup);
  for (const [refusal, words] of [
    [{ code: 'no-answer' }, 'Try again, or ask the staff'],
    [{ code: 'numbers-exhausted' }, 'no numbers left today'],
    [{ code: 'queue-past-closing' }, 'until closing time'],
    [{ code: 'booking-unknown' }, 'no booking with this code'],
    [{ code: 'command-invalid' }, 'no booking with this code'],
    [{ code: 'booking-cancelled' }, 'was cancelled'],
    [{ code: 'booking-arrived', ticket: 'V101' }, 'Your number is V101.'],
    [{ code: 'booking-other-day', slot: now }, '18 March 2026'],
    [{ code: 'booking-late', slot: now }, 'appointment at 10:15 has passed'],
    [{ code: 'internal-error' }, 'Please ask the staff for help'],
  ] as const)
    assert.match(said(refusal), words, refusal.code);
});

const feedback: FeedbackFeed = { ...shell, idle: 60, speaks: [], organisations: [], longest: 500 };

test('Who gives feedback is told whether it was kept, and why not', () => {
  const asked: FeedbackFeed = {
    ...feedback,
    organisations: [{ id: 'vero', name: {}, services: [{ id: 'tax', name: { en: 'Tax' }, unsure: false }] }],
    asked: { version: 1, questions: [{ kind: 'open', id: 'open', text: { en: 'More?' } }] },
  };
  const state = feedbackState(inEnglish('service=tax&question=open'), 'en');
  const line = (more: object) => lineOf(feedbackBody(asked, { ...state, ...more }, 'live').body.markup);
  assert.match(line({ refusal: 'no-answer' }), 'could not be saved. Please try again');
  assert.match(line({ refusal: 'box-busy' }), 'too much written feedback today');
  assert.match(line({ refusal: 'feedback-version' }), 'have just changed');
  assert.match(line({ refusal: 'feedback-off' }), 'feedback to the staff');
  assert.match(line({ press: 'trying' }), 'Trying again');
  assert.is(line({ press: 'sent' }), 'Saving…');
  assert.is(line({}), '');
  const kept = 'language=fi&listen=&service=tax&question=open&given=';
  assert.is(feedbackHref(feedbackState(new URLSearchParams(kept), 'en'), 'en'), `?${kept}`);
});

test('A page for feedback that is not collected now says when it will be', () => {
  const state = feedbackState(inEnglish(), 'en');
  const none = feedbackBody(feedback, state, 'live').body.markup;
  assert.not.match(none, 'id="next"');
  const next = { from: Date.UTC(2026, 3, 1, 9), until: Date.UTC(2026, 3, 14, 9) };
  const soon = feedbackBody({ ...feedback, next }, state, 'live').body.markup;
  assert.match(soon, '1 April 2026');
  assert.match(soon, '14 April 2026');
});

const advisor: AdvisorFeed = {
  ...shell,
  services: [],
  tickets: [
    {
      code: 'V101',
      state: 'waiting',
      service: 'tax',
      mark: 'seen',
      issuedAt: now,
      needsTime: false,
      cameBack: false,
      may: ['transfer', 'cancel'],
    },
  ],
  counters: [{ id: '1', name: { en: 'Counter 1' }, services: ['tax'] }],
  places: [{ id: 'desk', name: { en: 'Desk' }, state: 'available' }],
  calls: [],
  ended: [],
  presets: [],
  messages: [],
  checksIn: false,
  printsOnPaper: true,
};
const call: AdvisorCall = { ring: 'room/7', kind: 'call', source: 'room', since: now, acknowledged: false };

test('Every press of an advisor says what was seen, and nothing is sent about what is gone', () => {
  const state = advisorState(inEnglish('place=desk'), 'en');
  const args = (name: string, value: string, more: Partial<AdvisorState> = {}, feed = advisor) =>
    argsOf(name, value, feed, { ...state, ...more });
  assert.equal(args('take-ticket', 'tax'), { service: 'tax', language: 'en' });
  const inFinnish = args('take-ticket', 'tax', { issueIn: 'fi', issueTime: true });
  assert.equal(inFinnish, { service: 'tax', language: 'fi', needsTime: true });
  assert.equal(args('transfer', 'V101 town'), { ticket: 'V101', service: 'town', seen: 'seen' });
  assert.equal(args('cancel', 'V101'), { ticket: 'V101', seen: 'seen' });
  assert.is(args('cancel', 'V900'), undefined);
  assert.equal(args('acknowledge', 'room/7'), { ring: 'room/7', place: 'desk' });
  assert.equal(args('wrong-call', 'room/7'), { ring: 'room/7' });
  const calls = [call, { ...call, ring: 'help/1', kind: 'help', counter: '1' } as const];
  assert.equal(args('help-over', 'room/7', {}, { ...advisor, calls }), { source: 'room' });
  assert.equal(args('help-over', 'help/1', {}, { ...advisor, calls }), { counter: '1' });
  assert.is(args('help-over', 'room/7'), undefined);
  assert.equal(args('presence', 'busy'), { place: 'desk', state: 'busy' });
  assert.equal(args('message', '', { preset: 'break', tell: ['1'], about: 'V101' }), {
    preset: 'break',
    counters: ['1'],
    about: 'V101',
  });
  assert.is(args('message', '', { preset: 'break' }), undefined);
  assert.is(args('message', '', { tell: ['1'] }), undefined);
  assert.is(args('no-such-press', ''), undefined);
});

test('An advisor without a place answers a call for somebody, and can say nothing of being there', () => {
  const nowhere = { ...advisor, places: [] };
  const state = advisorState(inEnglish(), 'en');
  assert.equal(argsOf('acknowledge', 'room/7', nowhere, state), { ring: 'room/7' });
  assert.is(argsOf('presence', 'busy', nowhere, state), undefined);
});

test('Who goes to a call is said: somebody, this place, or another by its name', () => {
  const goes = (more: object) =>
    advisorBody(
      { ...advisor, calls: [{ ...call, acknowledged: true, ...more }] },
      advisorState(inEnglish('view=calls&place=desk'), 'en'),
      'live',
      now,
    ).body.markup;
  const words = [goes({}), goes({ by: 'desk' }), goes({ by: 'attic' })].map(
    markup => /id="call-room-7">.*?<span>([^<]*)/.exec(markup)?.[1],
  );
  assert.is(new Set(words).size, 3);
  assert.match(words[2] ?? '', 'attic');
});

test('The address of the tablet keeps all that was chosen', () => {
  for (const query of [
    '?',
    '?place=desk&view=calls',
    '?service=tax&ticket=V101&open=transfer&for=fi&more-time=',
    '?view=messages&message=break&about=V101&to=1&to=2',
  ])
    assert.is(advisorHref(advisorState(new URLSearchParams(query), 'en'), 'en'), query);
});

test('What the address of the statistics says wrongly is today and the whole point', () => {
  const state = (query: string) => statisticsState(new URLSearchParams(query), 'en', '2026-03-18');
  for (const day of ['', '2026-02-30', '18.3.2026', '2026-99-99'])
    assert.is(state(`day=${day}`).day, '2026-03-18', day);
  assert.equal(
    ['month', 'quarter', 'year'].map(period => state(`period=${period}`).period),
    ['month', 'quarter', 'day'],
  );
  assert.is(
    statisticsHref(state('day=2026-02-01&period=month&of=service-tax'), 'en'),
    '?period=month&day=2026-02-01&of=service-tax',
  );
});

test('A line of the log is readable, and one of another form is shown as it is', () => {
  const feed: TechnicianFeed = {
    ...shell,
    appliance: 'hub',
    version: '1.2.3',
    node: '24',
    startedAt: now,
    devices: [],
    box: { health: 'ok', warnings: [] },
    satellites: [],
    restartable: true,
    waiting: 0,
    log: [
      '{"level":50,"time":"2026-03-18T08:15:00.000Z","msg":"paper is out","printer":"lobby"}',
      ...[40, 30, 20].map(level => JSON.stringify({ level, msg: `at ${level}` })),
      '{"msg":"without a level"}',
      '17',
      'Killed',
    ],
  };
  const { markup } = technicianBody(feed, technicianState(inEnglish('log='), 'en'), 'live').body;
  const lines = [...markup.matchAll(/<li>(.*?)<\/li>/g)].map(([, line = '']) =>
    line.replace(/<[^>]*>/g, '').trim(),
  );
  assert.equal(lines.slice(-7), [
    'Killed',
    '17',
    'without a level',
    'debug at 20',
    'info at 30',
    'warn at 40',
    '08:15:00 error paper is out {&#34;printer&#34;:&#34;lobby&#34;}',
  ]);
  const empty = technicianBody({ ...feed, log: [] }, technicianState(inEnglish('log='), 'en'), 'live');
  assert.not.match(empty.body.markup, 'class="lines log"');
});

test.run();
