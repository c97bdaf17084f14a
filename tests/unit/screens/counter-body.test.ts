import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { counterBody } from '../../../firmware/screens/pages/counter/counter-body';
import type {
  CounterFeed,
  CurrentTicket,
  QueuedTicket,
} from '../../../firmware/screens/pages/counter/counter-feed';
import { argsOf } from '../../../firmware/screens/pages/counter/counter-press';
import {
  type CounterState,
  counterHref,
  counterState,
} from '../../../firmware/screens/pages/counter/counter-state';
import { pageFeed } from '../../support/page-feed';

const { now } = pageFeed;
const minute = 60_000;

const waits: QueuedTicket = {
  code: 'V102',
  service: 'tax',
  mark: 'V102/waiting/tax/0',
  issuedAt: now - 12 * minute,
  needsTime: false,
  language: 'fi',
  cameBack: false,
};

const called: CurrentTicket = {
  ...waits,
  code: 'V101',
  state: 'called',
  calledAt: now - minute,
  waitedForUntil: now + 1.5 * minute,
  overdue: false,
  calls: 1,
};

function feed(more: Partial<CounterFeed> = {}): CounterFeed {
  return {
    ...pageFeed,
    counter: 'counter-1',
    counterName: { fi: 'Tiski 1', en: 'Counter 1' },
    mark: 'free',
    waiting: [],
    parked: [],
    missed: [],
    services: [
      {
        id: 'tax',
        name: { en: 'Taxation' },
        organisation: { en: 'Tax Administration' },
        own: true,
        waiting: 1,
      },
      { id: 'town', name: { en: 'Town' }, organisation: { en: 'Town' }, own: false, waiting: 3 },
    ],
    today: { served: 0, missed: 0 },
    rings: [],
    messages: [],
    ...more,
  };
}

function drawn(given: CounterFeed, state: Partial<CounterState> = {}): { title: string; markup: string } {
  const { title, body } = counterBody(
    given,
    { ...counterState(new URLSearchParams('language=en'), 'fi'), ...state },
    'live',
    now,
  );
  return { title, markup: body.markup };
}

const markup = (more: Partial<CounterFeed>, state: Partial<CounterState> = {}) =>
  drawn(feed(more), state).markup;

test('What has become of a press is said in words, whatever the box answers', () => {
  const said = (refusal: string) => /<p id="press"[^>]*>([^<]*)/.exec(markup({}, { refusal }))?.[1];
  for (const code of ['changed-meanwhile', 'ticket-wrong-state', 'counter-idle', 'ring-unknown'])
    assert.match(said(code) ?? '', 'somebody else was faster', code);
  assert.is(said('queue-empty'), 'Nobody is waiting.');
  assert.match(said('command-stale') ?? '', 'did not get through in time');
  assert.match(said('not-connected') ?? '', 'connection');
  assert.is(said('not-now'), 'That is not possible right now.');
  assert.is(said('numbers-exhausted'), 'The device did not carry out the press.');
  assert.match(markup({}, { press: 'trying' }), 'Finding out whether the press was carried out.');
});

test('The likeliest press stands out: next without a customer, arrived when one is called, next again when one is here', () => {
  const look = (id: string, current?: CurrentTicket) =>
    new RegExp(`class="(\\w+)" id="${id}"([^>]*)>([^<]*)`).exec(markup(current ? { current } : {}));
  assert.equal(look('next')?.[1], 'primary');
  assert.match(look('arrived')?.[2] ?? '', 'aria-disabled');
  assert.equal([look('next', called)?.[1], look('arrived', called)?.[1]], ['plain', 'primary']);
  const here = { ...called, state: 'serving', servingAt: now - minute } as const;
  assert.is(look('next', here)?.[1], 'primary');
  assert.not.equal(look('next', here)?.[3], look('next', called)?.[3]);
  assert.not.match(look('done', here)?.[2] ?? '', 'aria-disabled');
});

test('The number stands first in the row of tabs', () => {
  assert.is(drawn(feed()).title, 'Counter 1');
  assert.is(drawn(feed({ current: called })).title, 'V101 · Counter 1');
});

test('An officer sees how long a customer is waited for, and when nobody will come any more', () => {
  assert.match(markup({ current: called }), 'value="40"');
  const overdue = { ...called, overdue: true, calls: 3 };
  assert.match(markup({ current: overdue }), 'Called 3 times');
  assert.not.match(markup({ current: overdue }), 'Recorded as not come');
  const givenUp = markup({ current: { ...overdue, givenUpAt: now + minute } });
  assert.match(givenUp, 'Recorded as not come automatically at 10:16.');
});

test('What the officer should know beforehand is said, and what is usual is not', () => {
  const signs = (more: Partial<QueuedTicket>) => markup({ waiting: [{ ...waits, ...more }] });
  assert.not.match(signs({}), 'class="signs"');
  assert.match(signs({ slot: now }), 'Appointment at 10:15');
  assert.match(signs({ needsTime: true }), 'Needs more time');
  assert.match(signs({ group: 4 }), '4 people');
  assert.not.match(signs({ group: 1 }), 'people');
  assert.match(signs({ cameBack: true }), 'Back in the queue');
  assert.match(signs({ language: 'sv' }), 'Language: Svenska');
  assert.match(signs({ language: 'smn' }), 'Language: smn');
});

test('Who is parked comes back at a time or when called, and who missed a turn can be brought back', () => {
  const parked = markup({
    parked: [
      { ...waits, returnAt: now + 5 * minute },
      { ...waits, code: 'V103' },
    ],
  });
  assert.match(parked, 'Back in the queue at 10:20');
  assert.is(parked.match(/Back in the queue at/g)?.length, 1);
  const missed = markup({ missed: [{ ...waits, endedAt: now - minute }] });
  assert.match(missed, 'at 10:14');
  assert.match(missed, 'data-act="reinstate" data-value="V102"');
});

test('A long queue is cut on the screen and counted, never hidden', () => {
  const waiting = Array.from({ length: 43 }, (_, index) => ({ ...waits, code: `V${200 + index}` }));
  const long = markup({ waiting });
  assert.match(long, '+ 3');
  assert.match(long, 'V239');
  assert.not.match(long, 'V240');
});

test('What rings says who it is, and that this place goes', () => {
  const ring = {
    ring: 'room/7',
    kind: 'call',
    since: now - minute,
    acknowledged: false,
    own: false,
  } as const;
  const rings = (more: object) => markup({ rings: [{ ...ring, ...more }] });
  assert.match(rings({}), 'The video room is ringing');
  assert.match(rings({}), 'data-act="acknowledge" data-value="room/7"');
  assert.match(rings({ kind: 'help' }), 'A customer is asking for help');
  assert.match(rings({ caller: { en: 'Kela Kuopio' } }), 'Kela Kuopio is calling');
  assert.match(rings({ kind: 'help', from: { en: 'Counter 2' } }), 'Counter 2 is asking for help');
  assert.match(rings({ own: true }), 'You are going');
  assert.not.match(rings({ own: true }), 'data-act="acknowledge"');
});

test('Help is asked for, on its way, and over', () => {
  const help = (given: CounterFeed['help']) => markup(given ? { help: given } : {});
  assert.not.match(help(undefined), 'id="help"');
  assert.match(help({ called: false, coming: false }), 'data-act="help"');
  const asked = help({ called: true, coming: false });
  assert.match(asked, 'data-act="help-over"');
  assert.is.not(help({ called: true, coming: true }), asked);
  assert.match(help({ called: true, coming: true, by: { en: 'Lobby' } }), 'Help is coming: Lobby');
});

test('Where the officer is to be found is said, and until when', () => {
  const place = { id: 'desk', name: { en: 'Desk' }, state: 'busy', until: now + 30 * minute } as const;
  assert.match(markup({ place }), 'Until 10:45');
  assert.match(markup({ place }), 'data-value="busy" aria-pressed="true"');
  assert.not.match(markup({ place: { ...place, state: 'away' } }), 'Until');
});

test('A choice is open where the address says so, and only of a customer who is there', () => {
  const open = (choice: CounterState['choice'], current?: CurrentTicket) =>
    markup(current ? { current } : {}, choice ? { choice } : {});
  assert.match(open('park', called), 'How long does V101 wait aside?');
  assert.not.match(open('park'), 'wait aside?');
  const transfer = open('transfer', called);
  assert.match(transfer, 'To which queue is V101 moved?');
  assert.match(transfer, 'data-act="transfer" data-value="town"');
  assert.not.match(transfer, 'data-act="transfer" data-value="tax"');
  assert.not.match(open('transfer'), 'moved?');
  assert.match(open('keys'), '<kbd>Esc</kbd>');
  assert.match(open('leave'), 'Only the link of the counter leads back.');
  const state = counterState(new URLSearchParams('language=en&transfer='), 'fi');
  assert.is(counterHref(state, 'fi'), '?language=en&transfer=');
});

test('Nothing can be pressed twice while a press is under way', () => {
  const busy = markup({ current: called }, { press: 'sent', choice: 'transfer' });
  assert.is(busy.match(/data-act="transfer"[^>]*aria-disabled="true"/g)?.length, 1);
  assert.match(
    markup({ current: called }, { press: 'sent', choice: 'park' }),
    /park-5[^>]*aria-disabled="true"/,
  );
});

test('Every press says what the officer saw, and nothing is sent about what is gone', () => {
  const place = { id: 'desk', name: {}, state: 'busy' } as const;
  const full = feed({ mark: 'seen', current: called, missed: [{ ...waits, mark: 'gone' }], place });
  const [counter, seen] = ['counter-1', 'seen'];
  assert.equal(argsOf('next', '', full), { counter, seen });
  assert.equal(argsOf('call', 'V102', full), { counter, ticket: 'V102', seen });
  assert.equal(argsOf('park', '', full), { counter, seen });
  assert.equal(argsOf('park', '15', full), { counter, seen, minutes: 15 });
  assert.equal(argsOf('transfer', 'town', full), { ticket: 'V101', service: 'town', seen });
  assert.equal(argsOf('reinstate', 'V102', full), { ticket: 'V102', seen: 'gone' });
  assert.equal(argsOf('acknowledge', 'room/7', full), { ring: 'room/7', place: 'desk' });
  assert.equal(argsOf('acknowledge', 'room/7', feed()), { ring: 'room/7' });
  assert.equal(argsOf('message-seen', '4', full), { counter, message: 4 });
  assert.equal(argsOf('presence', 'away', full), { place: 'desk', state: 'away' });
  for (const name of ['help', 'help-over']) assert.equal(argsOf(name, '', full), { counter });
  for (const [name, value] of [
    ['transfer', 'town'],
    ['reinstate', 'V102'],
    ['presence', 'away'],
  ] as const)
    assert.is(argsOf(name, value, feed()), undefined, name);
});

test('What advisors tell a counter stands there until it is seen, with the number that it is about', () => {
  const told = { message: 4, text: { en: 'Back soon' }, sentAt: now } as const;
  const part = (more: object) => markup({ messages: [{ ...told, ...more }] });
  assert.match(part({}), '<p>Back soon <span class="about">10:15');
  assert.match(part({ about: 'V101' }), '<b>V101</b> Back soon');
  assert.match(part({}), 'data-act="message-seen" data-value="4"');
});

test('What is not known of a number is left out, not made up', () => {
  assert.match(markup({ waiting: [{ ...waits, service: 'gone' }] }), 'gone');
  assert.not.match(markup({ missed: [waits] }), 'at 10:');
  const { calls: _, ...here } = called;
  assert.match(markup({ current: { ...here, calls: 1, state: 'serving' } }), 'id="clock"');
});

test.run();
