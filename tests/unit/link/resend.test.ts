import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { Journal } from '../../../firmware/journal/journal';
import { Outbox } from '../../../firmware/link/outbox';
import { replyToResend } from '../../../firmware/link/resend';
import type { ServiceEvent } from '../../../firmware/servicepoint/events';

const test = suite<{ journal: Journal<ServiceEvent>; outbox: Outbox; sent: number[] }>('resend');

test.before.each(context => {
  context.journal = new Journal<ServiceEvent>({
    file: ':memory:',
    makeEpoch: () => 'now',
    isPublished: () => true,
    onCommit: () => undefined,
  });
  void context.journal.append(
    Array.from(
      { length: 9 },
      (): ServiceEvent => ({ type: 'ticket.printed', at: 0, data: { ticket: 'K101' } }),
    ),
  );
  context.journal.commit();
  context.outbox = new Outbox(context.journal);
  context.sent = [];
  context.outbox.open({
    room: () => 100,
    send: ({ number }, acknowledged) => {
      context.sent.push(number);
      acknowledged();
    },
  });
  context.outbox.pump();
  context.sent.length = 0;
});

test.after.each(({ journal, outbox }) => {
  outbox.close();
  journal.close();
});

function ask({ outbox, journal }: { outbox: Outbox; journal: Journal<ServiceEvent> }, message: object) {
  return replyToResend(
    Buffer.from(JSON.stringify({ id: 'a', by: 'central', ...message })),
    outbox,
    journal.epoch,
  );
}

test('a receiver is told what it will get, and gets it', context => {
  assert.equal(ask(context, { args: { from: 7, epoch: 'now' } }), {
    id: 'a',
    ok: true,
    result: { epoch: 'now', asked: 7, from: 7, last: 9 },
  });
  context.outbox.pump();
  assert.equal(context.sent, [7, 8, 9]);
});

test('whoever asks for the epoch of a journal that is no more gets the new one from its beginning', context => {
  assert.equal(ask(context, { args: { from: 700, epoch: 'before' } })?.result, {
    epoch: 'now',
    asked: 700,
    from: 1,
    last: 9,
  });
  context.outbox.pump();
  assert.is(context.sent.length, 9);
});

test('only the centre may ask, and only in words that are understood', context => {
  for (const by of ['customer', 'counter/counter-1', 'technician', 'some-program'])
    assert.is(ask(context, { by, args: { from: 1 } })?.code, 'not-allowed', by);
  for (const args of [{}, { from: 0 }, { from: 1.5 }, { from: '1' }, { from: 1, more: 1 }])
    assert.is(ask(context, { args })?.code, 'command-invalid', JSON.stringify(args));
  assert.is(ask(context, {})?.code, 'command-invalid');
  assert.is(replyToResend(Buffer.from('nonsense'), context.outbox, 'now'), undefined);
  context.outbox.pump();
  assert.equal(context.sent, []);
});

test.run();
