import { test } from 'uvu';
import * as assert from 'uvu/assert';
import type { Command } from '../../../firmware/servicepoint/commands';
import type { ServiceEvent } from '../../../firmware/servicepoint/events';
import { hoursToTell } from '../../../firmware/servicepoint/opening/hours-to-tell';
import type { Rules } from '../../../firmware/servicepoint/rules';
import { ServicePoint } from '../../../firmware/servicepoint/service-point';
import { isBoundary, standingOf } from '../../../firmware/servicepoint/standing';
import { morning, rules } from '../../property/servicepoint/office';
import { FeedbackOffice, nine } from '../../support/feedback/feedback-office';

const minute = 60_000;

function office(site: Rules = rules) {
  const point = new ServicePoint(site);
  let at = morning;
  return {
    point,
    does: (name: string, args: object, after = 1000) => {
      at += after;
      const { decision, events } = point.handle({ name, args, at, channel: 'http' } as Command);
      if (!decision.ok) throw new Error(`${name}: ${decision.code}`);
      return { result: decision.result, facts: events };
    },
    replay: (type: string, data: object) => point.replay({ type, data, at } as ServiceEvent),
  };
}

test('a journal that begins later still knows the last number of a ring and of a message: none is given twice', () => {
  const { point, does, replay } = office();
  replay('appliance.day-opened', { day: '2026-03-02' });
  replay('ring.answered', { ring: 'video/7', group: 'room', source: 'video' });
  replay('message.seen', { message: 4, counter: '1' });
  assert.is(point.state.messages.count, 4);
  does('ring-heard', { source: 'video' });
  assert.equal([...point.state.ringing.rings.keys()], ['video/8']);
});

test('only so many rings and messages of a day are kept to look at', () => {
  const { point, replay } = office();
  for (let number = 1; number <= 310; number++) {
    const ring = { ring: `video/${number}`, group: 'room', source: 'video' };
    replay('ring.started', ring);
    replay('ring.answered', ring);
    replay('message.sent', { message: number, preset: 'back', counters: ['1'] });
  }
  const { sent, count } = point.state.messages;
  assert.is(count, 310);
  assert.equal([sent.size, [...sent.keys()][0]], [50, 261]);
  const { ended } = point.state.ringing;
  assert.equal([ended.size, [...ended.keys()][0]], [300, 'video/11']);
});

test('a number that the journal gives twice on a day is no state to go on with', () => {
  const { does, replay } = office();
  const { facts } = does('take-ticket', { service: 'kunta' });
  const issued = facts.find(({ type }) => type === 'ticket.issued');
  assert.throws(() => replay('ticket.issued', issued?.data ?? {}), 'K101 was issued twice');
});

test('whoever was parked first for a shorter time comes back first', () => {
  const { does } = office();
  for (const ticket of ['K101', 'K102']) {
    does('take-ticket', { service: 'kunta' });
    does('call', { counter: '1', ticket });
    does('arrived', { counter: '1' });
    does('park', { counter: '1', minutes: ticket === 'K101' ? 10 : 5 });
  }
  const { facts } = does('tick', {}, 15 * minute);
  assert.equal(
    facts.flatMap(({ type, data }) => (type === 'ticket.returned' ? [data] : [])),
    [
      { ticket: 'K102', service: 'kunta' },
      { ticket: 'K101', service: 'kunta' },
    ],
  );
});

test('whoever is awaited when the box starts is announced anew, in the order of the calls', () => {
  const { point, does } = office();
  for (const counter of ['1', '3']) {
    does('take-ticket', { service: 'kunta' });
    does('next', { counter });
  }
  does('take-ticket', { service: 'kunta' });
  does('started', { version: '2' });
  const { announcements } = point.state;
  assert.equal(
    announcements.map(({ ticket, counter }) => [ticket, counter]),
    [
      ['K101', '1'],
      ['K102', '3'],
    ],
  );
  assert.is(new Set(announcements.map(({ at }) => at)).size, 1);
});

test('calls before the clock fell back are not taken for later ones', () => {
  const { point, does, replay } = office();
  for (const counter of ['1', '3']) {
    does('take-ticket', { service: 'kunta' });
    does('next', { counter });
  }
  const back: ServiceEvent = {
    type: 'ticket.recalled',
    data: { ticket: 'K101', counter: '1' },
    at: morning - minute,
  };
  point.replay(back);
  const instants = point.state.announcements.map(({ at }) => at);
  assert.equal(
    instants,
    instants.toSorted((one, other) => one - other),
  );
  replay('appliance.clock-stepped', { by: minute });
  assert.is(point.state.announcements.at(-1)?.at, morning);
});

test('the hours of a service are told where they may end a wait, and not where it never closes', () => {
  const kela = rules.services.get('kela');
  const kunta = rules.services.get('kunta');
  if (!kela || !kunta) throw new Error('not in the office');
  /** Monday 2 March 2026, 15:00 in Helsinki, when it closes. */
  const closing = Date.UTC(2026, 2, 2, 13);
  const hours = [{ from: 540, to: 900 }];
  assert.equal(hoursToTell(rules, kela, closing - 80 * minute), hours);
  assert.equal(hoursToTell(rules, kela, closing - 100 * minute), []);
  assert.equal(hoursToTell(rules, kela, closing - 100 * minute, 75), hours);
  assert.equal(hoursToTell(rules, kela, closing + minute), []);
  assert.equal(hoursToTell(rules, kunta, closing), []);
});

test('what stands until another fact says otherwise is named, so that the journal keeps the newest', () => {
  const named = (type: string, data: object, mode?: string) =>
    standingOf({ type, data, at: 0, ...(mode && { mode }) } as ServiceEvent);
  assert.is(named('appliance.mode-changed', { mode: 'demo' }), 'mode');
  assert.is(named('appliance.configured', { configuration: { revision: 'r2' } }), 'configured r2');
  assert.is(named('appliance.configured', {}), 'configured ');
  assert.is(named('appliance.configuration-unfit', { revision: 'r2', code: 'x' }), 'unfit r2');
  assert.is(named('presence.changed', { place: 'desk-1', state: 'away' }), 'presence desk-1');
  assert.is(named('message.sent', { message: 4 }), 'message');
  assert.is(named('ring.chain-lost', { group: 'room', device: 'lamp' }), 'chain room lamp');
  assert.is(named('ring.missed', { ring: 'video/7', source: 'video' }), 'ring video');
  const counted = { service: 'tax', question: 'csat' };
  assert.is(named('feedback.paper-counted', counted), 'paper tax csat');
  assert.is(named('feedback.paper-counted', { question: 'csat' }), 'paper  csat');
  assert.is(named('feedback.paper-counted', counted, 'demo'), undefined);
  assert.is(named('ticket.printed', { ticket: 'V101' }), undefined);
  assert.ok(isBoundary({ type: 'appliance.day-opened', data: { day: '2026-03-02' }, at: 0 }));
});

test('a face that the unit does not have, and a question that is not asked, are no answers', () => {
  const one = new FeedbackOffice();
  const code = (decision: ReturnType<FeedbackOffice['do']>) => (decision.ok ? 'ok' : decision.code);
  assert.is(code(one.press(nine, 5, 'exit', 4)), 'feedback-answer');
  assert.is(code(one.answer(nine, 'no-such-question', 5)), 'feedback-off');
  assert.is(code(one.answer(nine, 'csat', 5, 'church')), 'service-unknown');
  assert.is(code(one.answer(nine, 'csat', 5)), 'ok');
});

test.run();
