import { once } from 'node:events';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { runPeer } from '../../simulator/package/cli';
import { until } from '../support/printer-host';

/** `tiski-peers` within this process; as a program, installed: `npm run proof -- peers-package`. */
async function runs(...words: string[]) {
  const said = { out: '', notes: '' };
  const write = (where: keyof typeof said) => ({
    write: (text: string) => {
      said[where] += text;
    },
  });
  const stop = await runPeer(words, write('out'), write('notes'));
  return { said, stop: stop ?? (async () => {}), isRunning: stop !== undefined };
}

test('a printer says where it listens, what it printed, and what it did not understand', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'tiski-peer-'));
  const { said, stop } = await runs('printer', '--folder', folder);
  try {
    const [, port] = /^tcp:\/\/127\.0\.0\.1:(\d+)\n$/.exec(said.out) ?? [];
    const host = connect(Number(port), '127.0.0.1');
    await once(host, 'connect');
    host.write(Buffer.from('1b40 4b313031 0a 1d5607 1d564200'.replaceAll(' ', ''), 'hex'));
    await until(() => /^K101$/m.test(said.out), 'the ticket');
    assert.match(said.out, /^complaint: GS V 7 is out of range/m);
    await until(() => readdirSync(folder).some(name => name.endsWith('.png')), 'its picture');
    host.destroy();
  } finally {
    await stop();
    rmSync(folder, { recursive: true });
  }
});

test('a video unit says where both of its doors are', async () => {
  const { said, stop } = await runs('codec');
  await stop();
  assert.match(said.out, /^ws:\/\/127\.0\.0\.1:\d+\S* ssh:\/\/127\.0\.0\.1:\d+\n$/);
});

test('words that name no peer are answered with how it is used', async () => {
  for (const words of [[], ['toaster'], ['board']]) {
    const { said, isRunning } = await runs(...words);
    assert.is(isRunning, false, words.join());
    assert.match(said.notes, /^usage: tiski-peers printer/);
  }
});

test.run();
