import { test } from 'uvu';
import * as assert from 'uvu/assert';
import type { Command } from '../../../firmware/servicepoint/commands';
import type { ServiceEvent } from '../../../firmware/servicepoint/events';
import type { Rules } from '../../../firmware/servicepoint/rules';
import { ServicePoint } from '../../../firmware/servicepoint/service-point';
import { restore, snapshot } from '../../../firmware/servicepoint/snapshot';
import { morning } from '../../property/servicepoint/office';

const rules: Rules = {
  timezone: 'Europe/Helsinki',
  languages: ['fi', 'sv'],
  services: new Map([
    ['tax', { id: 'tax', letter: 'V' }],
    ['town', { id: 'town', letter: 'K' }],
  ]),
  counters: new Map([
    ['1', { id: '1', services: ['tax', 'town'] }],
    ['2', { id: '2', services: ['town'] }],
  ]),
  kiosks: new Map([['desk', { id: 'desk', printer: 'printer' }]]),
};

function office(site: Partial<Rules> = {}) {
  const point = new ServicePoint({ ...rules, ...site });
  let at = morning;
  const handle = (name: string, args: object, channel = 'http') => {
    at += 1000;
    return point.handle({ name, args, at, channel } as Command);
  };
  return {
    point,
    /** What somebody asks who must not be refused. @returns the result */
    does: (name: string, args: object) => {
      const { decision, events } = handle(name, args);
      if (!decision.ok) throw new Error(`${name}: ${decision.code}`);
      return { result: decision.result, facts: events.map(({ type, data }) => ({ type, data })) };
    },
    /** @returns code and detail of the refusal, which must leave nothing behind */
    refused: (name: string, args: object, channel?: string): readonly string[] => {
      handle('tick', {});
      const { decision, events } = handle(name, args, channel);
      if (decision.ok) throw new Error(`${name} was done`);
      assert.equal(events, []);
      return [decision.code, decision.detail];
    },
  };
}

/** One customer of tax, and what has become of the ticket. */
function visited(...steps: readonly string[]) {
  const one = office();
  one.does('take-ticket', { service: 'tax' });
  for (const step of steps) one.does(step, step === 'cancel' ? { ticket: 'V101' } : { counter: '1' });
  return one;
}

test('nobody gets a number of a service, at a kiosk or on a site that is not there', () => {
  assert.equal(office().refused('take-ticket', { service: 'church' }), ['service-unknown', 'church']);
  const atKiosk = { service: 'tax', kiosk: 'attic' };
  assert.equal(office().refused('take-ticket', atKiosk), ['kiosk-unknown', 'attic']);
  const without = office({ kiosks: new Map() }).refused('take-ticket', { service: 'tax' });
  assert.equal(without, ['kiosk-unknown', 'the site has none']);
});

test('a button gives no number where nothing can show it, a page does', () => {
  const one = office();
  one.does('device-reported', { device: 'printer', health: 'failed', code: 'printer-lost', warnings: [] });
  assert.equal(one.refused('take-ticket', { service: 'tax' }, 'button'), ['printer-unable', 'desk']);
  assert.is(one.does('take-ticket', { service: 'tax' }).result.ticket, 'V101');
  const bare = office({ kiosks: new Map([['desk', { id: 'desk' }]]) });
  assert.equal(bare.refused('take-ticket', { service: 'tax' }, 'button'), ['printer-unable', 'desk']);
});

test('whoever is served at a counter that the site file has no more has been served when the day ends', () => {
  const before = visited('next', 'arrived');
  const without: Rules = { ...rules, counters: new Map() };
  const point = new ServicePoint(without, restore(snapshot(before.point.state)));
  const at = morning + 24 * 3_600_000;
  const facts = point.handle({ name: 'tick', args: {}, at, channel: 'box' }).events;
  const ended = facts.filter(({ type }) => type === 'ticket.served' || type === 'ticket.cancelled');
  assert.equal(
    ended.map(({ type, data }) => [type, 'counter' in data && data.counter]),
    [['ticket.served', '1']],
  );
});

test('after the last number of a day there is none, and other services go on', () => {
  const one = office();
  one.does('take-ticket', { service: 'town' });
  const copy: ServiceEvent = {
    type: 'appliance.taken-over',
    data: { asOf: morning, numbers: [{ letter: 'V', after: 9999 }] },
    at: morning + 2000,
  };
  one.point.replay(copy);
  assert.equal(one.refused('take-ticket', { service: 'tax' }), ['numbers-exhausted', 'tax']);
  assert.is(one.does('take-ticket', { service: 'town' }).result.ticket, 'K102');
});

test('whoever goes on with an older copy of a box gives numbers from 501, or two hundreds further on', () => {
  const one = office();
  one.does('take-ticket', { service: 'tax' });
  const { facts } = one.does('taken-over', { asOf: morning });
  const numbers = [
    { letter: 'K', after: 500 },
    { letter: 'V', after: 500 },
  ];
  assert.equal(facts, [{ type: 'appliance.taken-over', data: { asOf: morning, numbers } }]);
  assert.is(one.does('take-ticket', { service: 'tax' }).result.ticket, 'V501');
  one.does('taken-over', { asOf: morning });
  assert.is(one.does('take-ticket', { service: 'tax' }).result.ticket, 'V701');
});

test('a counter calls only who waits for one of its services', () => {
  assert.equal(visited().refused('call', { counter: '1', ticket: 'V900' }), ['ticket-unknown', 'V900']);
  assert.equal(visited().refused('call', { counter: '2', ticket: 'V101' }), [
    'ticket-not-served-here',
    'V101',
  ]);
  const served = visited('next', 'done').refused('call', { counter: '1', ticket: 'V101' });
  assert.equal(served, ['ticket-wrong-state', 'V101 is served']);
});

test('a counter that the site does not have, and one without a customer, can do nothing', () => {
  for (const name of ['next', 'recall', 'arrived', 'no-show', 'done', 'park'])
    assert.equal(office().refused(name, { counter: '9' }), ['counter-unknown', '9']);
  for (const name of ['recall', 'arrived', 'no-show', 'done', 'park'])
    assert.equal(office().refused(name, { counter: '1' }), ['counter-idle', '1']);
  assert.equal(office().refused('next', { counter: '1' }), ['queue-empty', '1']);
});

test('a customer who is being served is neither called, awaited nor cancelled', () => {
  for (const name of ['recall', 'arrived', 'no-show'])
    assert.equal(visited('next', 'arrived').refused(name, { counter: '1' }), [
      'ticket-wrong-state',
      'V101 is serving',
    ]);
  const wrong = ['ticket-wrong-state', 'V101 is serving'];
  assert.equal(visited('next', 'arrived').refused('cancel', { ticket: 'V101' }), wrong);
});

test('a ticket is transferred to another service of the site, while it waits or is at a counter', () => {
  const to = (service: string) => ({ ticket: 'V101', service });
  assert.equal(visited().refused('transfer', { ticket: 'V900', service: 'town' }), [
    'ticket-unknown',
    'V900',
  ]);
  assert.equal(visited().refused('transfer', to('church')), ['service-unknown', 'church']);
  assert.equal(visited().refused('transfer', to('tax')), [
    'ticket-wrong-state',
    'V101 waits for tax already',
  ]);
  const served = visited('next', 'done').refused('transfer', to('town'));
  assert.equal(served, ['ticket-wrong-state', 'V101 is served']);
});

test('only what has ended is reinstated, only what has not is cancelled', () => {
  assert.equal(visited().refused('cancel', { ticket: 'V900' }), ['ticket-unknown', 'V900']);
  assert.equal(visited().refused('reinstate', { ticket: 'V900' }), ['ticket-unknown', 'V900']);
  assert.equal(visited().refused('reinstate', { ticket: 'V101' }), ['ticket-wrong-state', 'V101 is waiting']);
  const twice = visited('cancel').refused('cancel', { ticket: 'V101' });
  assert.equal(twice, ['ticket-wrong-state', 'V101 is cancelled']);
});

test('a print job that ends is told once, with what is known of it', () => {
  const one = visited();
  const ended = (outcome: string, more = {}) =>
    one.does('print-ended', { ticket: 'V101', outcome, ...more }).facts;
  assert.equal(ended('failed'), [
    {
      type: 'ticket.print-unconfirmed',
      data: { ticket: 'V101', outcome: 'failed', code: 'print-timeout' },
    },
  ]);
  assert.equal(ended('done'), []);
  const other = visited();
  const { facts } = other.does('print-ended', { ticket: 'V101', outcome: 'done' });
  assert.equal(facts, [{ type: 'ticket.printed', data: { ticket: 'V101' } }]);
});

test('a code for a technician is printed where there is paper, and in a language of the site', () => {
  const slip = (args: object) => office().does('pair-technician', args).facts.at(-1)?.data;
  assert.equal(slip({}), { kiosk: 'desk', language: 'fi' });
  assert.equal(slip({ kiosk: 'desk', language: 'sv' }), { kiosk: 'desk', language: 'sv' });
  assert.equal(slip({ language: 'en' }), { kiosk: 'desk', language: 'fi' });
  assert.equal(office().refused('pair-technician', { kiosk: 'attic' }), ['kiosk-unknown', 'attic']);
  const broken = office();
  broken.does('device-reported', { device: 'printer', health: 'failed', code: 'printer-lost', warnings: [] });
  assert.equal(broken.refused('pair-technician', {}), ['pairing-no-paper', '']);
  const bare = office({ kiosks: new Map([['desk', { id: 'desk' }]]) });
  assert.equal(bare.refused('pair-technician', { kiosk: 'desk' }), ['pairing-no-paper', 'desk']);
});

test('feedback is asked for only where the site collects it', () => {
  const page = { service: 'tax', question: 'csat', version: 1, answer: 5 };
  assert.equal(office().refused('answer-feedback', page), ['feedback-off', 'the site has no feedback']);
  for (const name of ['smiley-pressed', 'smiley-stuck'])
    assert.equal(office().refused(name, { unit: 'exit', face: 1, faces: 5 }), [
      'feedback-unit-unknown',
      'exit',
    ]);
});

test('a state that contradicts a fact is never gone on with', () => {
  const { point } = visited();
  const at = morning + 5000;
  const again: ServiceEvent = { type: 'ticket.printed', data: { ticket: 'V900' }, at };
  assert.throws(() => point.replay(again), 'V900 was never issued');
  const served: ServiceEvent = { type: 'ticket.serving', data: { ticket: 'V101', counter: '1' }, at };
  assert.throws(() => point.replay(served), 'V101 is waiting: ticket.serving cannot follow');
});

test.run();
