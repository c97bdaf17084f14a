import { PassThrough } from 'node:stream';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { askPerson } from '../../../firmware/technician/ask';

const question = 'Does it blink? [y/n] ';

/** A terminal at which a person answers each question with the next of these lines. */
function terminal(...answers: readonly string[]) {
  const [stdin, stdout] = [Object.assign(new PassThrough(), { isTTY: true }), new PassThrough()];
  const left = [...answers];
  let asked = 0;
  stdout.on('data', data => {
    if (String(data) !== question) return;
    asked += 1;
    if (left.length > 0) stdin.write(`${left.shift()}\n`);
  });
  return { stdin, stdout, asked: () => asked };
}

const ask = (at: Parameters<typeof askPerson>[2], signal = new AbortController().signal) =>
  askPerson('Does it blink?', signal, at);

test('a person who answers something else is asked again', async () => {
  const person = terminal('perhaps', '', ' Yes ');
  assert.is(await ask(person), true);
  assert.is(person.asked(), 3);
});

test('no is an answer, and nothing else that begins with it', async () => {
  const person = terminal('nothing', 'n');
  assert.is(await ask(person), false);
  assert.is(person.asked(), 2);
});

test('a person who ends the test has not answered', async () => {
  const ended = new AbortController();
  const answer = ask(terminal(), ended.signal);
  ended.abort();
  assert.is(await answer, undefined);
  const late = terminal('yes');
  assert.is(await ask(late, ended.signal), undefined);
  assert.is(late.asked(), 0);
});

test('where there is no terminal nobody is asked', async () => {
  const { stdin, stdout, asked } = terminal('yes');
  stdin.isTTY = false;
  assert.is(await ask({ stdin, stdout }), undefined);
  assert.is(asked(), 0);
});

test.run();
