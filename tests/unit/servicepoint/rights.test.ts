import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { type CommandArgs, type CommandName, commandSchemas } from '../../../firmware/servicepoint/commands';
import { type Actor, actorFrom } from '../../../firmware/servicepoint/rights/actor';
import { rights } from '../../../firmware/servicepoint/rights/rights';
import { ServicePoint } from '../../../firmware/servicepoint/service-point';
import { morning, rules } from '../../property/servicepoint/office';

function point(changes: Partial<typeof rules> = {}) {
  const servicePoint = new ServicePoint({ ...rules, ...changes });
  let at = morning;
  return {
    servicePoint,
    ask: <N extends CommandName>(name: N, args: CommandArgs<N>, by?: string) => {
      at += 1_000;
      const actor = by === undefined ? undefined : actorFrom(by);
      return servicePoint.handle({
        name,
        args,
        at,
        channel: 'http',
        ...(actor && { by: actor }),
      } as Parameters<ServicePoint['handle']>[0]);
    },
  };
}

const code = (answer: ReturnType<ServicePoint['handle']>) =>
  answer.decision.ok ? 'ok' : answer.decision.code;

test('a lobby advisor issues, transfers, cancels and reinstates, and never calls', () => {
  const { ask } = point();
  assert.is(code(ask('take-ticket', { service: 'kunta' }, 'advisor/lobby')), 'ok');
  assert.is(code(ask('transfer', { ticket: 'K101', service: 'vero' }, 'advisor')), 'ok');
  assert.is(code(ask('next', { counter: '1' }, 'advisor')), 'not-allowed');
  assert.is(code(ask('call', { counter: '1', ticket: 'K101' }, 'advisor')), 'not-allowed');
  assert.is(code(ask('cancel', { ticket: 'K101' }, 'advisor')), 'ok');
  assert.is(code(ask('reinstate', { ticket: 'K101' }, 'advisor')), 'ok');
});

test('a guide of one authority acts on its own queues only, a general advisor on all of them (TKT-26)', () => {
  const places = new Map([
    ['guide', { id: 'guide', services: ['vero'] }],
    ['lobby', { id: 'lobby' }],
  ]);
  const { ask } = point({ places });
  assert.is(code(ask('take-ticket', { service: 'kunta' }, 'advisor/guide')), 'not-allowed');
  assert.is(code(ask('take-ticket', { service: 'vero' }, 'advisor/guide')), 'ok');
  assert.is(code(ask('take-ticket', { service: 'kunta' }, 'advisor/lobby')), 'ok');
  const [own = '', other = ''] = ['V101', 'K101'];
  for (const [name, args] of [
    ['cancel', {}],
    ['reinstate', {}],
    ['transfer', { service: 'vero' }],
  ] as const) {
    const of = (ticket: string) => ({ ticket, ...args }) as CommandArgs<typeof name>;
    assert.is(code(ask(name, of(other), 'advisor/guide')), 'not-allowed', name);
    if (name !== 'transfer') assert.is(code(ask(name, of(own), 'advisor/guide')), 'ok', name);
  }
  assert.is(code(ask('transfer', { ticket: own, service: 'kunta' }, 'advisor/guide')), 'ok');
  assert.is(code(ask('cancel', { ticket: other }, 'advisor/lobby')), 'ok');
});

test('a counter acts at its own place and on tickets of its own services only', () => {
  const { ask } = point();
  ask('take-ticket', { service: 'kunta' });
  assert.is(code(ask('next', { counter: '1' }, 'counter/2')), 'not-allowed');
  assert.is(code(ask('cancel', { ticket: 'K101' }, 'counter/2')), 'not-allowed');
  assert.is(code(ask('cancel', { ticket: 'K999' }, 'counter/2')), 'ticket-unknown');
  assert.is(code(ask('next', { counter: '1' }, 'counter/1')), 'ok');
});

test('customers, technicians and central programs never touch the queue of others', () => {
  for (const by of ['customer', 'technician', 'central']) {
    const { ask } = point();
    ask('take-ticket', { service: 'kunta' });
    assert.is(code(ask('next', { counter: '1' }, by)), 'not-allowed', by);
    assert.is(code(ask('cancel', { ticket: 'K101' }, by)), 'not-allowed', by);
  }
});

test('what was refused for want of a right is a fact, and changes nothing else', () => {
  const { servicePoint, ask } = point();
  ask('take-ticket', { service: 'kunta' });
  const before = [...servicePoint.state.tickets];
  const { events } = ask('cancel', { ticket: 'K101' }, 'counter/2');
  assert.equal(
    events.map(({ type, data }) => ({ type, data })),
    [{ type: 'appliance.command-refused', data: { command: 'cancel', role: 'counter', place: '2' } }],
  );
  assert.equal([...servicePoint.state.tickets], before);
});

test('whoever names no role has the rights of whoever the command is meant for', () => {
  const { ask } = point();
  assert.is(code(ask('take-ticket', { service: 'kunta' })), 'ok');
  assert.is(code(ask('next', { counter: '1' }, 'queue-program')), 'ok');
});

test('a role is read from its name and its place, and from nothing else', () => {
  const read: [string, Actor | undefined][] = [
    ['counter/1', { role: 'counter', place: '1' }],
    ['advisor', { role: 'advisor' }],
    ['box', undefined],
    ['Counter/1', undefined],
    ['counter/', undefined],
    ['counter/1/2', undefined],
    ['customer x', undefined],
  ];
  for (const [text, actor] of read) assert.equal(actorFrom(text), actor, text);
});

test('every command has somebody who may give it', () => {
  for (const name of Object.keys(commandSchemas) as CommandName[])
    assert.ok(Object.keys(rights[name]).length > 0, name);
});

test.run();
