import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { technicianCommand } from '../../firmware/screens/access/technician-command';
import { tokensCommand } from '../../firmware/screens/access/tokens-command';
import { journalIn } from '../../firmware/state-lock';

let folder: string;
let config: string;

const site = (http = '') => `version: 1
site: test
appliance: hub
name: { fi: Piste }
languages: [fi]
organisations: [{ id: town, name: { fi: Kaupunki } }]
services: [{ id: town, letter: K, organisation: town, name: { fi: Kunta } }]
counters: [{ id: '1', name: { fi: Tiski 1 }, services: [town] }]
kiosks: [{ id: lobby }]
places: [{ id: desk-1, name: { fi: Työpiste 1 } }]
devices: {}
${http}`;

test.before.each(() => {
  folder = mkdtempSync(join(tmpdir(), 'tiski-words-'));
  config = join(folder, 'site.yaml');
  writeFileSync(config, site());
});
test.after.each(() => rmSync(folder, { recursive: true }));

/** What a command shows and leaves as its exit code. @param terminal whether a person looks at it */
async function shown(
  command: { parseAsync(words: string[], options: { from: 'user' }): Promise<unknown> },
  words: readonly string[],
  { terminal = false } = {},
): Promise<{ readonly text: string; readonly code: number }> {
  const { stdout, stderr } = process;
  const before = { out: stdout.write, error: stderr.write, code: process.exitCode, isTTY: stdout.isTTY };
  let text = '';
  const take = (part: string | Uint8Array) => {
    text += String(part);
    return true;
  };
  stdout.write = take;
  stderr.write = take;
  stdout.isTTY = terminal;
  process.exitCode = 0;
  try {
    await command.parseAsync([...words], { from: 'user' });
    return { text, code: process.exitCode };
  } finally {
    stdout.write = before.out;
    stderr.write = before.error;
    stdout.isTTY = before.isTTY;
    process.exitCode = before.code;
  }
}

const tokens = (...words: readonly string[]) => shown(tokensCommand(), [...words, '--state', folder]);
const add = (...words: readonly string[]) => tokens('add', ...words, '--config', config);

test('a role that nobody has, a place that is not there and a label of two lines make no token', async () => {
  for (const [words, code] of [
    [['counter'], 'token-role'],
    [['customer'], 'token-role'],
    [['officer'], 'token-role'],
    [['central/1'], 'token-role'],
    [['technician/1'], 'token-role'],
    [['counter/9'], 'counter-unknown'],
    [['advisor/desk-9'], 'place-unknown'],
    [['advisor', '--label', 'one\ntwo'], 'setting-invalid'],
    [['advisor', '--at', 'tiski.local'], 'setting-invalid'],
    [['advisor', '--at', 'ftp://tiski.local'], 'setting-invalid'],
  ] as const) {
    const { text, code: exit } = await add(...words);
    assert.match(text, `(${code})`, words.join(' '));
    assert.is(exit, 1);
  }
  assert.match((await tokens('list')).text, 'There are no tokens.');
});

test('a link leads to where browsers reach the box, and says when only the box itself does', async () => {
  const link = async (http: string) => {
    writeFileSync(config, site(http));
    const { text } = await add('advisor/desk-1');
    return [/(http.*)\/enter#/.exec(text)?.[1], text.includes('Only browsers on the box itself')];
  };
  const proxied = await add('advisor', '--at', 'https://tiski.example.fi');
  assert.match(proxied.text, /https:\/\/tiski\.example\.fi\/enter#[\w-]{32}\n/);
  assert.equal(await link(''), ['http://127.0.0.1:8080', true]);
  assert.equal(await link("http: { host: '::1', port: 81 }"), ['http://[::1]:81', true]);
  assert.equal(await link('http: { host: 10.0.0.7, port: 82 }'), ['http://10.0.0.7:82', false]);
  const [all = ''] = await link('http: { host: 0.0.0.0 }');
  assert.match(String(all), /^http:\/\/\d+\.\d+\.\d+\.\d+:8080$/);
  assert.is.not(all, 'http://0.0.0.0:8080', 'an address that others can reach');
  const [both = ''] = await link("http: { host: '::' }");
  assert.match(String(both), /^http:\/\/\[[0-9a-f:]+\]:8080$/);
  assert.is.not(both, 'http://[::]:8080');
});

test('tokens are listed with where they are used, and ended by their id', async () => {
  const made = await add('counter/1', '--label', 'room 4');
  assert.match(made.text, /No box has run with the state folder/);
  const [, id = ''] = /token ([0-9a-f]{8}) for counter\/1/.exec(made.text) ?? [];
  mkdirSync(dirname(journalIn(folder)), { recursive: true });
  writeFileSync(journalIn(folder), '');
  assert.not.match((await add('technician')).text, /No box has run/);
  const { text } = await tokens('list');
  assert.match(text, new RegExp(`^${id} +counter/1 +\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d +room 4$`, 'm'));
  assert.match(text, /^[0-9a-f]{8} +technician +\d{4}-\d\d-\d\d \d\d:\d\d$/m);
  assert.match((await tokens('revoke', id)).text, `token ${id} for counter/1 is revoked`);
  assert.match((await tokens('revoke', id)).text, '(token-unknown)');
});

test('the code of a link is bright on dark on every terminal, and without colours in a file', async () => {
  const words = ['add', 'advisor', '--config', config, '--state', folder];
  const onTerminal = await shown(tokensCommand(), words, { terminal: true });
  assert.match(onTerminal.text, '\u001b[97;40m');
  assert.not.match((await shown(tokensCommand(), words)).text, '\u001b');
});

test('a technician is let in from the console, and a state folder that cannot be written is told', async () => {
  const pair = (state: string) => shown(technicianCommand(), ['pair', '--state', state]);
  const { text, code } = await pair(folder);
  assert.equal([code, /\d/.test(text)], [0, true], text);
  writeFileSync(join(folder, 'file'), '');
  assert.is((await pair(join(folder, 'file'))).code, 1);
});

test.run();
