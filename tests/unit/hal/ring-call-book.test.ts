import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { CallBook, type RingChange } from '../../../hal/drivers/xapi/call-book';
import { callReports, callReportsInFeedback } from '../../../hal/drivers/xapi/call-report';

const ringing = {
  id: 7,
  Status: 'Ringing',
  Direction: 'Incoming',
  AnswerState: 'Unanswered',
  CallbackNumber: 'sip:office@example.org',
  DisplayName: 'The office',
};

function told(book: CallBook, call: object): readonly RingChange[] {
  return callReportsInFeedback({ Status: { Call: [call] } }).flatMap(report => book.change(report));
}

function ringingBook(): CallBook {
  const book = new CallBook();
  told(book, ringing);
  return book;
}

const ends: readonly [string, object, 'answered' | 'ended'][] = [
  ['a call that is connected', { id: 7, Status: 'Connected' }, 'answered'],
  ['a call that is answered and connecting', { id: 7, Status: 'Connecting' }, 'answered'],
  ['an answer before the status changes', { id: 7, AnswerState: 'Answered' }, 'answered'],
  ['a call that the unit takes by itself', { id: 7, AnswerState: 'Autoanswered' }, 'answered'],
  ['a call that disconnects', { id: 7, Status: 'Disconnecting' }, 'ended'],
  ['an idle call', { id: 7, Status: 'Idle' }, 'ended'],
  ['a ghost over WebSocket', { id: 7, ghost: true }, 'ended'],
  ['a ghost over SSH', { id: '7', ghost: 'True' }, 'ended'],
];

for (const [what, call, end] of ends)
  test(`${what} ends the ring as ${end}`, () => {
    const book = ringingBook();
    assert.equal(told(book, call), [{ ring: 'ends', call: '7', end }]);
    assert.equal(book.ringing, []);
  });

test('a ring that is ignored goes on', () => {
  const book = ringingBook();
  assert.equal(told(book, { id: 7, AnswerState: 'Ignored' }), []);
  assert.equal(book.ringing, ['7']);
});

test('a call that is put together from several messages rings once it is known to', () => {
  const book = new CallBook();
  assert.equal(told(book, { id: 1, CallbackNumber: 'sip:a@b' }), []);
  assert.equal(told(book, { id: 1, Direction: 'Incoming' }), []);
  assert.equal(told(book, { id: 1, Status: 'Ringing' }), [{ ring: 'begins', call: '1', caller: 'sip:a@b' }]);
  assert.equal(told(book, { id: 1, DisplayName: 'A' }), []);
});

test('the address goes before the name, and a name before nothing', () => {
  const begins = (call: object) => told(new CallBook(), call)[0];
  const { CallbackNumber: _, ...nameless } = ringing;
  assert.equal(begins({ ...ringing }), { ring: 'begins', call: '7', caller: 'sip:office@example.org' });
  assert.equal(begins({ ...nameless, RemoteNumber: 'office@example.org' }), {
    ring: 'begins',
    call: '7',
    caller: 'office@example.org',
  });
  assert.equal(begins(nameless), { ring: 'begins', call: '7', caller: 'The office' });
  assert.equal(begins({ ...nameless, DisplayName: '' }), { ring: 'begins', call: '7' });
});

test('the whole list ends what is not on it, in doubt, and keeps what is', () => {
  const book = ringingBook();
  assert.equal(book.replace(callReports([ringing])), []);
  assert.equal(book.replace(callReports([{ ...ringing, Status: 'Connected' }])), [
    { ring: 'ends', call: '7', end: 'answered' },
  ]);
  const other = ringingBook();
  assert.equal(other.replace([]), [{ ring: 'ends', call: '7', end: 'unknown' }]);
});

test('a call that the list says is no more does not ring', () => {
  const book = ringingBook();
  assert.equal(book.replace([{ id: '7', isGhost: true }]), [{ ring: 'ends', call: '7', end: 'unknown' }]);
  assert.equal(book.ringing, []);
});

test('the same id with another caller is another call', () => {
  const book = ringingBook();
  const changes = book.replace(callReports([{ ...ringing, CallbackNumber: 'sip:tax@example.org' }]));
  assert.equal(changes, [
    { ring: 'ends', call: '7', end: 'unknown' },
    { ring: 'begins', call: '7', caller: 'sip:tax@example.org' },
  ]);
});

test('no calls look like nothing, null, an empty list or an empty object', () => {
  for (const nothing of [undefined, null, [], {}]) assert.equal(callReports(nothing), []);
});

test('what is no list of calls is said to be none', () => {
  for (const garbage of ['x', 7, [null], [7], [{}], [{ Status: 'Ringing' }], { Status: 'Ringing' }])
    assert.throws(() => callReports(garbage), TypeError);
});

test('feedback about other things is no call', () => {
  for (const payload of [null, 'x', {}, { Event: {} }, { Status: null }, { Status: { Audio: {} } }])
    assert.equal(callReportsInFeedback(payload), []);
});

test.run();
