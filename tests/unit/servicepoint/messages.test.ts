import { test } from 'uvu';
import * as assert from 'uvu/assert';
import type { CommandArgs } from '../../../firmware/servicepoint/commands';
import { expiryOf } from '../../../firmware/servicepoint/messages/expiry';
import { messagesAt } from '../../../firmware/servicepoint/messages/message-state';
import type { Actor } from '../../../firmware/servicepoint/rights/actor';
import type { Rules } from '../../../firmware/servicepoint/rules';
import { ServicePoint } from '../../../firmware/servicepoint/service-point';
import { restore, snapshot } from '../../../firmware/servicepoint/snapshot';
import { morning, rules } from '../../property/servicepoint/office';

const minute = 60_000;
const [here = '', there = ''] = [...rules.counters.keys()];
const [service = ''] = [...rules.services.keys()];

const office: Rules = {
  ...rules,
  messages: new Map([
    ['back', { id: 'back', lasts: 10 * minute }],
    ['gone', { id: 'gone', lasts: 30 * minute }],
  ]),
};

function lobby() {
  const point = new ServicePoint(office);
  const ask = (command: object, after = 0) =>
    point.handle({ at: morning + after * minute, channel: 'page', ...command } as Parameters<
      ServicePoint['handle']
    >[0]);
  return {
    point,
    send: (args: CommandArgs<'message'>, after = 0, by: Actor = { role: 'advisor' }) =>
      ask({ name: 'message', args, by }, after),
    see: (message: number, counter: string, by: Actor = { role: 'counter', place: counter }, after = 1) =>
      ask({ name: 'message-seen', args: { message, counter }, by }, after),
    take: () => {
      const { decision } = ask({ name: 'take-ticket', args: { service } });
      assert.ok(decision.ok);
      return String(decision.result?.ticket);
    },
    tick: (after: number) => ask({ name: 'tick', args: {}, channel: 'box' }, after),
    at: (counter: string) =>
      messagesAt(point.state.messages, counter).map(({ preset, about }) =>
        about === undefined ? preset : `${preset} ${about}`,
      ),
  };
}

test('a message whose words the site file has no more is taken away after a quarter of an hour', () => {
  const { send, point } = lobby();
  assert.ok(send({ preset: 'back', counters: [here] }).decision.ok);
  const [message] = point.state.messages.sent.values();
  assert.ok(message);
  if (!message) return;
  assert.is(expiryOf(message, office) - message.sentAt, 10 * minute);
  assert.is(expiryOf(message, { ...office, messages: new Map() }) - message.sentAt, 15 * minute);
});

test('an advisor tells two counters about a customer; it stands there until each has seen it', () => {
  const { take, send, see, at } = lobby();
  const about = take();
  const { decision, events } = send({ preset: 'back', counters: [here, there], about });
  assert.ok(decision.ok);
  assert.equal(events.at(-1)?.data, { message: 1, preset: 'back', counters: [here, there], about });
  assert.equal([at(here), at(there)], [[`back ${about}`], [`back ${about}`]]);
  assert.ok(see(1, here).decision.ok);
  assert.equal([at(here), at(there)], [[], [`back ${about}`]]);
  assert.equal(see(1, here).events, [], 'a second press is no second fact');
});

test('what nobody has seen is taken away after the minutes of its preset', () => {
  const { send, see, tick, at, point } = lobby();
  send({ preset: 'back', counters: [here, there] });
  send({ preset: 'gone', counters: [there] });
  see(1, here);
  assert.is(point.nextDue, morning + 10 * minute);
  assert.equal(tick(9.99).events, []);
  const [expired] = tick(10).events;
  assert.equal(expired?.data, { message: 1, counters: [there] });
  assert.equal(at(there), ['gone']);
  assert.ok(see(1, there, undefined, 11).decision.ok, 'too late, and no fault of the officer');
  assert.equal(tick(30).events.length, 1);
});

test('the same again while it still stands there is no second message', () => {
  const { send, see, at } = lobby();
  send({ preset: 'back', counters: [here, there] });
  assert.equal(send({ preset: 'back', counters: [here] }).events, []);
  see(1, here);
  assert.is(send({ preset: 'back', counters: [here] }).events.length, 1);
  assert.equal(at(here), ['back']);
});

test('only an advisor sends, and only the counter itself has seen', () => {
  const { send, see } = lobby();
  const args = { preset: 'back', counters: [here] };
  for (const role of ['customer', 'counter', 'technician', 'central'] as const) {
    const { decision } = send(args, 0, { role });
    assert.is(decision.ok ? 'ok' : decision.code, 'not-allowed');
  }
  send(args);
  for (const by of [{ role: 'counter', place: there }, { role: 'advisor' }] as const) {
    const { decision } = see(1, here, by);
    assert.is(decision.ok ? 'ok' : decision.code, 'not-allowed');
  }
});

test('a preset, counter, ticket or message that is not there is refused with its name', () => {
  const { send, see } = lobby();
  const code = ({ decision }: ReturnType<typeof send>) => (decision.ok ? 'ok' : decision.code);
  assert.is(code(send({ preset: 'shout', counters: [here] })), 'message-preset-unknown');
  assert.is(code(send({ preset: 'back', counters: ['nowhere'] })), 'counter-unknown');
  assert.is(code(send({ preset: 'back', counters: [here], about: 'Z999' })), 'ticket-unknown');
  send({ preset: 'back', counters: [here] });
  assert.is(code(see(1, there)), 'message-unknown');
  assert.is(code(see(2, here)), 'message-unknown');
});

test('messages outlive a restart and follow a step of the clock; a new day begins without them and counts on', () => {
  const { send, point } = lobby();
  send({ preset: 'gone', counters: [here] });
  assert.equal(restore(snapshot(point.state)), point.state);
  const hour = 60 * minute;
  point.handle({ name: 'clock-stepped', args: { by: hour }, at: morning + hour, channel: 'box' });
  assert.is(point.nextDue, morning + hour + 30 * minute);
  assert.is(messagesAt(point.state.messages, here).length, 1);
  send({ preset: 'back', counters: [here] }, 24 * 60);
  assert.equal([...point.state.messages.sent.keys()], [2]);
});

test.run();
