import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { LogTail } from '../../firmware/log-tail';

test('The tail of the log holds the last lines and tells each as it comes', () => {
  const tail = new LogTail();
  const told: string[] = [];
  const end = tail.watch(line => told.push(line));
  for (let n = 1; n <= 301; n++) tail.keep(`line ${n}\n`);
  end();
  tail.keep('later');
  assert.is(tail.lines.length, 300);
  assert.is(tail.lines.at(-1), 'later');
  assert.is(told.at(-1), 'line 301');
});

test('What looks like a secret or a person is not kept', () => {
  const tail = new LogTail();
  const secret = 'Qm9va2luZ3MgYXJlIG5vdCBzZWNyZXRz';
  tail.keep(`{"url":"mqtts://hub:pass@broker:8883","a":"Bearer abc.def","t":"${secret}","m":"a.b@c.fi"}`);
  const [line = ''] = tail.lines;
  for (const hidden of ['hub:pass', 'abc.def', secret, 'a.b@c.fi'])
    assert.not.ok(line.includes(hidden), hidden);
  assert.match(line, /broker:8883/);
});

test.run();
