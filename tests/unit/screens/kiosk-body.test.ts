import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { kioskBody } from '../../../firmware/screens/pages/kiosk/kiosk-body';
import type { ClosedService, KioskFeed } from '../../../firmware/screens/pages/kiosk/kiosk-feed';
import { kioskHref, kioskState, mostTyped } from '../../../firmware/screens/pages/kiosk/kiosk-state';
import { pageFeed } from '../../support/page-feed';

const { now } = pageFeed;
const hour = 3_600_000;

function feed(closed?: ClosedService, more: Partial<KioskFeed> = {}): KioskFeed {
  return {
    ...pageFeed,
    kiosk: 'lobby',
    printer: 'ok',
    asksGroup: false,
    checksIn: false,
    idle: 60,
    organisations: [
      {
        id: 'vero',
        name: { fi: 'Verohallinto' },
        services: [
          {
            id: 'tax',
            name: { fi: '<b>Verotus</b> & "muut"', en: 'Taxation' },
            waiting: 0,
            ...(closed && { closed }),
          },
        ],
      },
    ],
    unsure: [],
    ...more,
  };
}

function body(query: string, given: KioskFeed = feed()): string {
  const { body } = kioskBody(given, kioskState(new URLSearchParams(query), 'fi'), 'live');
  return body.markup;
}

const opens = (days: number, weekday: 'thu' | 'mon'): ClosedService => ({
  why: 'hours',
  opens: { at: now + days * 24 * hour, days, weekday },
});

test('A closed service says when it opens, the nearer the plainer', () => {
  const line = (closed: ClosedService) => body('language=en', feed(closed));
  assert.match(line(opens(0, 'thu')), 'Opens today at 10:15');
  assert.match(line(opens(1, 'thu')), 'Opens tomorrow at 10:15');
  assert.match(line(opens(5, 'mon')), 'Opens on Monday at 10:15');
  assert.match(line(opens(7, 'thu')), 'Opens on 25 March 2026 at 10:15');
  assert.match(line({ why: 'hours' }), 'The next opening time is not known');
  assert.match(line({ why: 'queue' }), 'the queue already lasts until closing time');
});

test('A closed service tells where else one is served, and gives no number', () => {
  const closed = {
    ...opens(1, 'thu'),
    elsewhere: { web: 'vero.fi/omavero', phone: '029 497 000', place: { fi: 'Kuopio', en: 'In Kuopio' } },
  };
  const markup = body('service=tax&language=en', feed(closed));
  for (const line of ['Online: vero.fi/omavero', 'By phone: 029 497 000', 'In person: In Kuopio'])
    assert.match(markup, line);
  assert.not.match(markup, 'data-act="take"');
});

test('A text of the site file cannot become markup', () => {
  assert.match(body(''), '&#60;b&#62;Verotus&#60;/b&#62; &#38; &#34;muut&#34;');
});

test('A wait that nobody can tell is not told, and an empty queue behind busy counters is no promise', () => {
  const [vero] = feed().organisations;
  const [tax] = vero?.services ?? [];
  const waits = (wait?: { from: number; to: number }) =>
    body(
      'language=en',
      feed(undefined, {
        organisations: vero && tax ? [{ ...vero, services: [{ ...tax, ...(wait && { wait }) }] }] : [],
      }),
    );
  assert.match(waits(), 'No queue');
  assert.match(waits({ from: 0, to: 5 }), 'No queue');
  assert.not.match(waits({ from: 5, to: 20 }), 'No queue');
  assert.match(waits({ from: 5, to: 20 }), 'Wait about 5–20 min');
});

test('What the paper does is told, and never more than is known', () => {
  const ticket = { code: 'V101', service: 'tax', ahead: 0, needsTime: false } as const;
  const said = (
    print: 'none' | 'pending' | 'printed' | 'unconfirmed',
    printer: KioskFeed['printer'] = 'ok',
  ) => body('ticket=V101&language=en', feed(undefined, { printer, ticket: { ...ticket, print } }));
  assert.match(said('pending'), 'Your ticket is being printed.');
  assert.match(said('pending', 'unknown'), 'Your ticket is being printed.');
  assert.match(said('printed'), 'Take your ticket from the printer.');
  assert.not.match(said('printed'), '<svg');
  for (const markup of [said('unconfirmed'), said('pending', 'failed')]) {
    assert.match(markup, 'may not have been printed');
    assert.match(markup, 'QR code with your number V101');
  }
  assert.match(said('none', 'none'), 'There is no paper ticket here.');
});

test('A ticket that is not of today is no number', () => {
  assert.match(body('ticket=V999&language=en'), 'What is your visit about?');
});

test('The address keeps what was chosen, and nothing that was not', () => {
  const kept = 'language=en&text=2&contrast=high&service=tax&more-time=&people=3';
  assert.is(kioskHref(kioskState(new URLSearchParams(kept), 'fi'), 'fi'), `?${kept}`);
  assert.is(kioskHref(kioskState(new URLSearchParams('text=9&people=-4&contrast=loud'), 'fi'), 'fi'), '?');
});

test('A closed service says where else it serves, and nothing of what nobody knows', () => {
  const ways = { web: 'vero.fi', phone: '029 497 000', place: { en: 'Town hall' } };
  const said = { web: 'Online: vero.fi', phone: 'By phone: 029 497 000', place: 'Town hall' };
  const labels = ['Online:', 'By phone:', 'Town hall'];
  const labelsOf = (elsewhere: NonNullable<ClosedService['elsewhere']>) => {
    const markup = body('language=en&service=tax', feed({ why: 'hours', elsewhere }));
    for (const way of ['web', 'phone', 'place'] as const)
      if (elsewhere[way] !== undefined) assert.match(markup, said[way]);
    return labels.filter(label => markup.includes(label));
  };
  assert.equal(labelsOf(ways), labels);
  assert.equal(labelsOf({ web: ways.web }), ['Online:']);
  assert.equal(labelsOf({ phone: ways.phone }), ['By phone:']);
  assert.equal(labelsOf({ place: ways.place }), ['Town hall']);
});

test('A demonstration and a training say so, and a language is offered where there are two', () => {
  const banner = (mode: KioskFeed['mode']) =>
    /<p class="banner mode">([^<]*)/.exec(body('language=en', feed(undefined, { mode })))?.[1];
  assert.is(banner('live'), undefined);
  assert.is(new Set([banner('demo'), banner('training')]).size, 2);
  assert.match(body('language=en'), 'id="languages"');
  assert.not.match(body('', feed(undefined, { languages: ['fi'] })), 'id="languages"');
});

test('How many come together is asked where the site wants it, and a code has an end', () => {
  const asks = (asksGroup: boolean) => body('language=en&service=tax', feed(undefined, { asksGroup }));
  assert.is.not(asks(true), asks(false));
  const typing = (typed: string) =>
    kioskBody(
      feed(undefined, { checksIn: true }),
      { ...kioskState(new URLSearchParams('language=en&check-in'), 'fi'), typed },
      'live',
    ).body.markup;
  assert.not.match(typing('AB'), /data-act="type"[^>]*disabled/);
  assert.match(typing('A'.repeat(mostTyped)), /data-act="type"[^>]*disabled/);
});

test('The number stands alone when its service is not of the site any more', () => {
  const ticket = { code: 'V101', service: 'gone', ahead: 0, print: 'printed', needsTime: false } as const;
  const own = (service: string) =>
    body('language=en&ticket=V101', feed(undefined, { ticket: { ...ticket, service } }));
  assert.match(own('tax'), '<p class="of">Taxation</p>');
  assert.match(own('gone'), 'V101');
  assert.not.match(own('gone'), 'class="of"');
});

test.run();
