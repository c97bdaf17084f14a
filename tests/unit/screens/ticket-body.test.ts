import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { ticketBody } from '../../../firmware/screens/pages/ticket/ticket-body';
import type { FollowedTicket } from '../../../firmware/screens/pages/ticket/ticket-feed';
import { ticketHref, ticketState } from '../../../firmware/screens/pages/ticket/ticket-state';
import { pageFeed } from '../../support/page-feed';

function markup(ticket?: Partial<FollowedTicket>, latest: readonly string[] = []): string {
  const feed = {
    ...pageFeed,
    code: 'V101',
    ...(ticket && { ticket: { service: { en: 'Taxation' }, stands: 'waiting', ...ticket } as const }),
    latest: latest.map(code => ({ ticket: code, counter: { en: 'Counter 1' } })),
  };
  return ticketBody(feed, ticketState(new URLSearchParams('language=en'), 'fi'), 'live').body.markup;
}

const stands = (ticket?: Partial<FollowedTicket>) =>
  /<div id="stands"[^>]*>(.*?)<\/div>/s.exec(markup(ticket))?.[1] ?? '';

test('Wherever a number is, its page says so', () => {
  const all = [
    stands(),
    stands({ ahead: 2 }),
    ...(['called', 'serving', 'aside', 'missed', 'over'] as const).map(one => stands({ stands: one })),
  ];
  assert.is(new Set(all).size, all.length);
  assert.match(stands({ stands: 'called', counter: { en: 'Counter 1' } }), '<p class="where">Counter 1</p>');
  assert.not.match(stands({ stands: 'called' }), 'class="where"');
});

test('A wait is told as well as it is known, and an appointment by its time', () => {
  const all = [undefined, { from: 0, to: 5 }, { from: 5, to: 10 }].map(wait =>
    stands({ ahead: 1, ...(wait && { wait }) }),
  );
  assert.is(new Set(all).size, 3);
  assert.match(stands({ slot: pageFeed.now }), '10:15');
});

test('Who was called last stands below; nobody, if nobody was', () => {
  assert.match(markup({}, ['V099']), '<b>V099</b> <span>Counter 1</span>');
  assert.not.match(markup({}), 'id="latest"');
});

test('The day of a number stays in the address', () => {
  for (const query of ['', 'day=2026-03-17'])
    assert.equal(
      ticketState(
        new URLSearchParams(ticketHref(ticketState(new URLSearchParams(query), 'fi'), 'fi').slice(1)),
        'fi',
      ),
      ticketState(new URLSearchParams(query), 'fi'),
    );
});

test.run();
