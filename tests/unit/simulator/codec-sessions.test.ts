import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { covers, dig } from '../../../simulator/codec/device/path';
import type { Faults } from '../../../simulator/codec/device/session';
import { type Feedback, Unit } from '../../../simulator/codec/device/unit';
import { JsonRpcSession } from '../../../simulator/codec/wire/json-rpc-session';
import { TextSession } from '../../../simulator/codec/wire/text-session';
import { VirtualTime } from '../../../simulator/time/virtual-time';

/** What a video unit answers on both of its wires, without the wires. */
function desk() {
  const time = new VirtualTime();
  const faults: Faults = { isHung: false, isMute: false, refusesFeedback: false, delay: 0 };
  let said: string[] = [];
  const tell = (feedback: Feedback) => {
    for (const session of [text, rpc]) session.tell(feedback);
  };
  const unit = new Unit(time, tell);
  const text = new TextSession({ unit, time, faults, write: what => said.push(what) });
  const rpc = new JsonRpcSession({ unit, time, faults, send: what => said.push(what) });
  const taken = () => {
    const all = said.join('');
    said = [];
    return all;
  };
  const typed = (line: string) => {
    text.received(`${line}\n`);
    return taken();
  };
  const asked = (message: unknown) => {
    rpc.received(typeof message === 'string' ? message : JSON.stringify(message));
    return JSON.parse(taken() || 'null');
  };
  return { unit, faults, time, text, rpc, typed, asked, taken };
}

const caller = {
  Status: 'Ringing',
  AnswerState: 'Unanswered',
  CallbackNumber: 'sip:a@b',
  DisplayName: 'A',
} as Parameters<Unit['calls']['add']>[0];

test('a line that comes in pieces is answered when it is whole, and an empty one is not', () => {
  const { text, taken, typed } = desk();
  text.received('xPref');
  assert.is(taken(), '');
  text.received('erences outputmode json\n\n   \n');
  assert.is(taken(), '{}\n');
  assert.is(typed('echo off'), '\nOK\n\n');
  text.greet();
  assert.match(taken(), /Login successful/);
});

test('answers bear the id that was asked with', () => {
  const { typed } = desk();
  assert.equal(JSON.parse(typed('xPreferences outputmode json | resultId="7"')), { ResultId: '7' });
});

test('a status is asked by its path, and a list of calls may be empty', () => {
  const { unit, typed, asked } = desk();
  assert.equal(JSON.parse(typed('xStatus Call')), {});
  assert.match(typed('xStatus SystemUnit Uptime'), /"Value": "0"/);
  assert.match(typed('xStatus Nowhere'), /No match on address expression/);
  const id = unit.calls.add(caller);
  assert.match(typed('xStatus Call'), /sip:a@b/);
  assert.is(
    asked({ id: 1, method: 'xGet', params: { Path: ['Status', 'Call', id, 'DisplayName'] } }).result,
    'A',
  );
  assert.is(asked({ id: 2, method: 'xGet', params: { Path: ['Status', 'Call', 9] } }).error.code, 3);
});

test('a command is carried out, or refused with the code of the API', () => {
  const { unit, typed, asked } = desk();
  assert.match(typed('xWrong'), /Unknown command/);
  assert.match(typed('xCommand Call Dance'), /Unknown command/);
  assert.match(typed('xCommand Call Accept CallId: 7'), /ParameterError/);
  for (const [command, state] of [
    ['Call/Accept', 'Connected'],
    ['Call/Ignore', 'Ringing'],
    ['Call/Reject', undefined],
  ] as const) {
    const id = unit.calls.add(caller);
    const words = { id: 1, method: `xCommand/${command}`, params: { CallId: id } };
    assert.equal(asked(words).result, { status: 'OK' }, command);
    assert.is(unit.calls.list.find(call => call.id === id)?.Status, state, command);
    if (command !== 'Call/Reject') assert.match(typed(`xCommand Call Disconnect CallId: "${id}"`), /OK/);
    assert.is(asked(words).error.code, 4, `${command} of a call that is over`);
  }
  for (const command of ['Call/Ignore', 'Call/Disconnect'])
    assert.is(asked({ id: 1, method: `xCommand/${command}` }).error.code, 4, command);
  unit.calls.add(caller);
  assert.match(typed('xCommand Call Ignore'), /OK/, 'of the only call, if none is named');
  assert.throws(() => unit.calls.get(99), /no call 99/);
});

test('what is no request, has no such method or lacks its path is told apart', () => {
  const { asked } = desk();
  const codes: [unknown, number][] = [
    ['no JSON', -32700],
    ['{"id":1}', -32700],
    ['null', -32700],
    [{ id: 1, method: 'xDance' }, -32601],
    [{ id: 1, method: 'xGet' }, 4],
    [{ id: 1, method: 'xGet', params: { Path: 'Status' } }, 4],
    [{ id: 1, method: 'xFeedback/Subscribe' }, 4],
  ];
  for (const [message, code] of codes) assert.is(asked(message).error.code, code, JSON.stringify(message));
});

test('a client hears of what it asked for, until it asks for it no more', () => {
  const { unit, typed, asked, taken } = desk();
  typed('xFeedback register /Status/Call');
  typed('xFeedback register /Event/CallDisconnect');
  const { Id } = asked({
    id: 1,
    method: 'xFeedback/Subscribe',
    params: { Query: ['Status', 'Call'] },
  }).result;
  const id = unit.calls.add(caller);
  assert.is(taken().match(/Ringing/g)?.length, 2, 'once on each wire');
  assert.is(asked({ id: 2, method: 'xFeedback/Unsubscribe', params: { Id } }).result, true);
  typed('xFeedback deregister /Status/Call');
  unit.hangUp(id);
  const last = taken();
  assert.match(last, /CallDisconnect/);
  assert.not.match(last, /ghost/);
});

test('a unit can refuse, be mute, be late or hang, and tells nothing of a connection that is over', () => {
  const { unit, faults, time, typed, asked, taken, text } = desk();
  faults.refusesFeedback = true;
  assert.match(typed('xFeedback register /Status/Call'), /Permission denied/);
  assert.is(asked({ id: 1, method: 'xFeedback/Subscribe', params: { Query: ['Status'] } }).error.code, 0);
  faults.refusesFeedback = false;
  typed('xFeedback register /Status/Call');
  faults.isMute = true;
  unit.calls.add(caller);
  assert.is(taken(), '');
  faults.isMute = false;
  faults.delay = 500;
  assert.is(typed('xPreferences x'), '');
  time.advance(500);
  assert.is(taken(), '{}\n');
  typed('xPreferences x');
  text.end();
  time.advance(500);
  assert.is(taken(), '');
  faults.isHung = true;
  assert.is(asked({ id: 1, method: 'xGet', params: { Path: ['Status'] } }), null);
});

test('ids and uptime begin anew when a unit restarts', () => {
  const { unit, time } = desk();
  assert.is(unit.calls.add(caller), 1);
  time.advance(90_000);
  assert.is(unit.get(['Status', 'SystemUnit', 'Uptime']), 90);
  unit.restart();
  assert.is(unit.get(['Status', 'SystemUnit', 'Uptime']), 0);
  assert.is(unit.calls.add(caller), 1);
});

test('a place in the tree is found whatever the case of its names, and a list by the ids of its items', () => {
  const tree = { Status: { Call: [{ id: 3, Status: 'Ringing' }], Name: 'x' } };
  assert.is(dig(tree, ['status', 'CALL', '3', 'Status']), 'Ringing');
  for (const path of [['Status', 'Call', 4], ['Status', 'Name', 'More'], ['Nowhere']])
    assert.is(dig(tree, path), undefined, path.join());
  assert.ok(covers(['Status', 'call', 7], ['Status', 'Call']));
  assert.ok(covers(['Status', 'Call', 'Status'], ['Status', 'Call']), 'what is below is told with the whole');
  assert.not.ok(covers(['Event'], ['Status', 'Call']));
});

test.run();
