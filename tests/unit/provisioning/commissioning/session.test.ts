import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { deadManAfter, Session } from '../../../../provisioning/commissioning/session';
import { VirtualTime } from '../../../../simulator/time/virtual-time';

function session() {
  const time = new VirtualTime();
  let left = 0;
  const made = new Session({
    time,
    onDeadMan: () => {
      left += 1;
    },
  });
  return { time, made, left: () => left };
}

function codeOf(enter: () => unknown): string {
  try {
    enter();
    return 'in';
  } catch (error) {
    return (error as { code: string }).code;
  }
}

test('the code of the slip lets one technician in, however it is typed', () => {
  const { made } = session();
  const secret = made.enter(` ${made.code.toLowerCase().replace('-', ' ')} `, 'phone');
  assert.ok(made.isHolder(secret));
  assert.not(made.isHolder(undefined));
  assert.not(made.isHolder(`${secret}x`));
  assert.is(
    codeOf(() => made.enter(made.code, 'phone')),
    'setup-busy',
  );
});

test('after ten wrong codes none is looked at for a minute from there, and the technician comes in all the same', () => {
  const { made } = session();
  const guess = () => codeOf(() => made.enter('AAAA-AAAA', 'guest'));
  for (let n = 0; n < 10; n++) assert.is(guess(), 'setup-code-wrong');
  assert.is(guess(), 'setup-code-limited');
  const right = (from: string) => codeOf(() => made.enter(made.code, from));
  assert.is(right('guest'), 'setup-code-limited');
  assert.is(right('phone'), 'in');
});

test('a thousand wrong codes from many addresses keep everybody out for a minute', async () => {
  const { made, time } = session();
  for (let n = 0; n < 1000; n++) codeOf(() => made.enter('AAAA-AAAA', `guest ${n}`));
  const right = () => codeOf(() => made.enter(made.code, 'phone'));
  assert.is(right(), 'setup-code-limited');
  await time.advance(61_000);
  assert.is(right(), 'in');
});

test('a technician who does nothing for a quarter of an hour has gone, and another can come in', async () => {
  const { made, time, left } = session();
  const secret = made.enter(made.code, 'phone');
  await time.advance(deadManAfter - 1);
  made.acted();
  await time.advance(deadManAfter - 1);
  assert.is(left(), 0);
  await time.advance(1);
  assert.is(left(), 1);
  assert.not(made.isHolder(secret));
  assert.is(
    codeOf(() => made.enter(made.code, 'phone')),
    'in',
  );
});

test.run();
