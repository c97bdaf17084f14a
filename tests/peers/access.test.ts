import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { type IncomingHttpHeaders, request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { stringify } from 'yaml';
import { accessIn } from '../../firmware/screens/access/access-folder';
import { RoleTokens } from '../../firmware/screens/access/role-tokens';
import { ApplianceProcess, bundleProgram } from '../support/appliance-process';
import { SteadyTime } from '../support/steady-time';
import { smallSite, startWebBox, type WebBox } from '../support/web-box';

const state = mkdtempSync(join(tmpdir(), 'tiski-access-'));
const tokens = new RoleTokens({ folder: accessIn(state), time: new SteadyTime() });

const site = {
  ...smallSite,
  counters: [
    { id: '1', name: { fi: 'Tiski 1' }, services: ['tax', 'benefits'] },
    { id: '2', name: { fi: 'Tiski <img src=x onerror=alert(1)>' }, services: ['tax'] },
  ],
};

const siteFile = stringify({
  ...site,
  languages: ['fi'],
  kiosks: [{ id: 'lobby', buttons: [] }],
  devices: {},
  http: { port: 8080 },
});

let box: WebBox;

test.before(async () => {
  box = await startWebBox({ site, accessDir: accessIn(state) });
});

test.after(async () => {
  await box?.close();
  rmSync(state, { recursive: true });
});

interface Answer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly code: string;
  readonly text: string;
}

/** A request with any headers: as a page of the box (`page`), or as a program. */
function ask(
  path: string,
  {
    body,
    headers = {},
    page = false,
  }: { body?: object; headers?: Record<string, string>; page?: boolean } = {},
): Promise<Answer> {
  const origin = `http://127.0.0.1:${box.port}`;
  return new Promise((resolve, reject) => {
    const outgoing = request(
      `${box.url}${path}`,
      {
        method: body ? 'POST' : 'GET',
        headers: {
          ...(body && { 'content-type': 'application/json' }),
          ...(page && { 'sec-fetch-site': 'same-origin', ...(body && { origin }) }),
          ...headers,
        },
      },
      async response => {
        let text = '';
        for await (const chunk of response) text += chunk;
        const isJson = text !== '' && response.headers['content-type'] === 'application/json';
        const { statusCode: status = 0, headers } = response;
        resolve({ status, headers, text, code: isJson ? (JSON.parse(text).code ?? 'ok') : '' });
      },
    );
    outgoing.on('error', reject);
    outgoing.end(body && JSON.stringify(body));
  });
}

const command = async (
  name: string,
  args: object,
  { by, ...options }: { by?: string; headers?: Record<string, string>; page?: boolean } = {},
): Promise<string> =>
  (await ask(`/api/command/${name}`, { ...options, body: { args, ...(by !== undefined && { by }) } })).code;

/** Opens a link as a browser does. @returns the cookie that it sends from then on */
async function enter(token: string): Promise<string> {
  const { headers, status } = await ask('/api/enter', { body: { token }, page: true });
  assert.is(status, 200);
  return headers['set-cookie']?.[0]?.split(';')[0] ?? '';
}

/** What a counter may do and a customer may not. `counter-idle` and `queue-empty` are answers to somebody who has the right. */
const recall = (counter: string, options: Parameters<typeof command>[2]) =>
  command('recall', { counter }, options);

test('A page without a token is a customer, whatever it says of itself', async () => {
  assert.is(await command('take-ticket', { service: 'tax' }, { page: true, by: 'customer' }), 'ok');
  for (const by of [undefined, 'page', 'counter/1', 'advisor', 'technician', 'central'])
    assert.is(await recall('1', { page: true, ...(by && { by }) }), 'not-allowed', by);
});

test('The browser of a kiosk on the box itself is a page, whichever of its signs it sends', async () => {
  const origin = `http://127.0.0.1:${box.port}`;
  for (const headers of [
    { origin },
    { 'sec-fetch-site': 'same-origin' },
    { 'sec-fetch-site': 'none' },
  ] as Record<string, string>[])
    assert.is(await recall('1', { by: 'counter/1', headers }), 'not-allowed', JSON.stringify(headers));
});

test('A program on the box speaks for whom it likes, as before', async () => {
  assert.is(await recall('1', {}), 'counter-idle');
  assert.is(await recall('1', { by: 'counter/1' }), 'counter-idle');
  assert.is(await recall('1', { by: 'counter/2' }), 'not-allowed');
  assert.is(await recall('1', { by: 'booking-system' }), 'counter-idle');
});

test('Who comes through a server in front of the box is not on the box', async () => {
  for (const name of ['x-forwarded-for', 'forwarded', 'via', 'x-real-ip'])
    assert.is(await recall('1', { headers: { [name]: '192.0.2.7' } }), 'not-allowed', name);
});

test('A browser that came in by its link acts in its role and place and no other', async () => {
  const { secret } = await tokens.add({ role: 'counter', place: '1' }, 'room 4');
  const cookie = await enter(secret);
  const browser = { page: true, headers: { cookie } };
  assert.is(await recall('1', browser), 'counter-idle');
  assert.is(await recall('1', { ...browser, by: 'counter/1' }), 'counter-idle');
  assert.is(await recall('1', { ...browser, by: 'customer' }), 'not-allowed');
  assert.is(await recall('2', browser), 'not-allowed');
  assert.is(await recall('2', { ...browser, by: 'counter/2' }), 'not-allowed');
  assert.is(await recall('2', { ...browser, by: 'counter' }), 'not-allowed');
  assert.is(await command('mode', { mode: 'demo' }, { ...browser, by: 'technician' }), 'not-allowed');
});

test('A browser may be in for several roles and says which it means', async () => {
  const made = await Promise.all(['1', '2'].map(place => tokens.add({ role: 'counter', place })));
  const cookies = await Promise.all(made.map(({ secret }) => enter(secret)));
  const browser = { page: true, headers: { cookie: cookies.join('; ') } };
  assert.is(await recall('1', { ...browser, by: 'counter/1' }), 'counter-idle');
  assert.is(await recall('2', { ...browser, by: 'counter/2' }), 'counter-idle');
  assert.is(await recall('2', { ...browser, by: 'counter/1' }), 'not-allowed');
  assert.is(await recall('2', browser), 'not-allowed');
});

test('The cookie is kept from scripts, from other sites, and over TLS from the plain wire', async () => {
  const { secret } = await tokens.add({ role: 'advisor' });
  const plain = await ask('/api/enter', { body: { token: secret }, page: true });
  assert.match(
    plain.headers['set-cookie']?.[0] ?? '',
    /^tiski-advisor=[\w-]{32}; Path=\/; Max-Age=34560000; HttpOnly; SameSite=Strict$/,
  );
  assert.is(JSON.parse(plain.text).page, '/advisor');
  const headers = { 'x-forwarded-proto': 'https', 'x-forwarded-for': '192.0.2.7' };
  const encrypted = await ask('/api/enter', { body: { token: secret }, headers });
  assert.match(encrypted.headers['set-cookie']?.[0] ?? '', /SameSite=Strict; Secure$/);
});

test('A program elsewhere bears its token; a wrong one is told', async () => {
  const { secret } = await tokens.add({ role: 'counter', place: '1' });
  const elsewhere = { 'x-forwarded-for': '192.0.2.7' };
  const bearing = (token: string) => ({ headers: { ...elsewhere, authorization: `Bearer ${token}` } });
  assert.is(await recall('1', bearing(secret)), 'counter-idle');
  assert.is(await recall('2', bearing(secret)), 'not-allowed');
  assert.is(await recall('1', bearing(`${secret.slice(0, -1)}!`)), 'token-wrong');
  assert.is(await recall('1', { headers: { authorization: 'Basic dGVzdDp0ZXN0' } }), 'counter-idle');
});

test('Who leaves has left, also whoever copied the cookie; the link goes on', async () => {
  const { secret } = await tokens.add({ role: 'counter', place: '1' });
  const [here, elsewhere] = [await enter(secret), await enter(secret)];
  const left = await ask('/api/leave', {
    body: { role: 'counter/1' },
    page: true,
    headers: { cookie: here },
  });
  assert.is(left.status, 204);
  assert.match(left.headers['set-cookie']?.[0] ?? '', /^tiski-counter\.1=; Path=\/; Max-Age=0;/);
  assert.is(await recall('1', { page: true, headers: { cookie: here } }), 'not-allowed');
  assert.is(await recall('1', { page: true, headers: { cookie: elsewhere } }), 'counter-idle');
  const again = await enter(secret);
  assert.is(await recall('1', { page: true, headers: { cookie: again } }), 'counter-idle');
});

test('Another program revokes a token: the next press counts no more', async () => {
  const { secret, token } = await tokens.add({ role: 'counter', place: '1' });
  const cookie = await enter(secret);
  assert.is(await recall('1', { page: true, headers: { cookie } }), 'counter-idle');
  const { output, code } = await tiski('revoke', token.id, '--state', state);
  assert.is(code, 0, output);
  assert.is(await recall('1', { page: true, headers: { cookie } }), 'not-allowed');
  assert.is(await recall('1', { headers: { authorization: `Bearer ${secret}` } }), 'token-wrong');
  assert.is((await ask('/api/enter', { body: { token: secret }, page: true })).code, 'token-wrong');
});

test('A restart of the box sends nobody away', async () => {
  const { secret } = await tokens.add({ role: 'counter', place: '1' });
  const cookie = await enter(secret);
  await box.close();
  box = await startWebBox({ site, accessDir: accessIn(state) });
  assert.is(await recall('1', { page: true, headers: { cookie } }), 'counter-idle');
});

test('A page of another site gets nothing out of a cookie', async () => {
  const { secret } = await tokens.add({ role: 'counter', place: '1' });
  const cookie = await enter(secret);
  for (const headers of [
    { origin: 'https://example.com' },
    { origin: 'null' },
    { origin: `http://127.0.0.1:${box.port}`, 'sec-fetch-site': 'cross-site' },
  ] as Record<string, string>[]) {
    for (const path of ['/api/command/recall', '/api/enter', '/api/leave']) {
      const {
        status,
        code,
        headers: answered,
      } = await ask(path, { body: {}, headers: { ...headers, cookie } });
      assert.equal([status, code], [403, 'request-foreign']);
      assert.is(answered['set-cookie'], undefined);
    }
  }
});

test('The page of a link cannot be framed, runs nothing but its own script, and keeps the token out of its address', async () => {
  const { headers, text, status } = await ask('/enter');
  assert.is(status, 200);
  assert.match(String(headers['content-security-policy']), "script-src 'self'");
  assert.match(String(headers['content-security-policy']), "frame-ancestors 'none'");
  assert.is(headers['x-frame-options'], 'DENY');
  assert.is(headers['referrer-policy'], 'no-referrer');
  assert.is(headers['cache-control'], 'no-store');
  assert.equal(text.match(/<script[^>]*>/g), ['<script type="module" src="/assets/enter-page.js">']);
  const script = (await ask('/assets/enter-page.js')).text;
  assert.ok(script.indexOf('history.replaceState') < script.indexOf('/api/enter'));
});

test('A command that says until when it counts is refused afterwards, and its copy tells what became of it', async () => {
  const now = JSON.parse((await ask('/api/kiosk/lobby')).text).now as number;
  const press = async (id: string, before: number) =>
    (await ask('/api/command/take-ticket', { body: { id, before, args: { service: 'tax' } } })).code;
  const issued = box.runtime.state.tickets.size;
  assert.is(await press('late', now - 1), 'command-stale');
  assert.is(await press('in time', now + 60_000), 'ok');
  assert.is(await press('in time', now - 1), 'ok');
  assert.is(box.runtime.state.tickets.size, issued + 1);
});

test('What a panel reads is for its counter, and no text of the site file becomes markup in it', async () => {
  const { secret } = await tokens.add({ role: 'counter', place: '2' });
  const cookie = await enter(secret);
  const feed = (id: string, headers: Record<string, string>) =>
    ask(`/api/counter/${id}`, { headers, page: true });
  assert.equal([(await feed('2', {})).status, (await feed('2', {})).code], [403, 'not-allowed']);
  assert.is((await feed('1', { cookie })).status, 403);
  assert.is((await feed('2', { cookie })).status, 200);
  assert.is((await ask('/api/counter/1')).status, 200, 'a program on the box');
  assert.is((await ask('/counter/2')).status, 403, 'a page is for browsers');
  const { status, text } = await ask('/counter/2', { headers: { cookie }, page: true });
  assert.is(status, 200);
  assert.match(text, 'Tiski &#60;img src=x onerror=alert(1)&#62;');
  assert.not.match(text, '<img');
});

test('Figures and appointments are for who works here, not for the room', async () => {
  const paths = ['/statistics', '/api/measures/day/2026-01-01', '/api/bookings'];
  const seen = async (options: object) => {
    const answers = await Promise.all(paths.map(path => ask(path, options)));
    return answers.map(({ status }) => status);
  };
  assert.equal(await seen({ page: true }), [403, 403, 403]);
  assert.equal(await seen({ headers: { authorization: 'Bearer wrong' } }), [403, 403, 403]);
  const { secret } = await tokens.add({ role: 'counter', place: '2' });
  const allowed = [200, 404, 200];
  assert.equal(await seen({ page: true, headers: { cookie: await enter(secret) } }), allowed);
  assert.equal(await seen({ headers: { authorization: `Bearer ${secret}` } }), allowed);
  assert.equal(await seen({}), allowed, 'a program on the box');
});

test('Guessing ends after ten wrong tokens in a minute, and whoever is in stays in', async () => {
  const { secret } = await tokens.add({ role: 'counter', place: '1' });
  const cookie = await enter(secret);
  const unused = await tokens.add({ role: 'counter', place: '1' });
  const answers: string[] = [];
  for (let at = 0; at < 14; at++)
    answers.push(
      (await ask('/api/enter', { body: { token: `${'x'.repeat(30)}${at + 10}` }, page: true })).code,
    );
  const over = answers.indexOf('token-limited');
  assert.ok(over > 0 && over <= 10, answers.join());
  assert.is((await ask('/api/enter', { body: { token: unused.secret }, page: true })).code, 'token-limited');
  assert.is(
    await recall('1', {
      headers: { authorization: `Bearer ${unused.secret}`, 'x-forwarded-for': '192.0.2.7' },
    }),
    'token-limited',
  );
  assert.is(await recall('1', { page: true, headers: { cookie } }), 'counter-idle');
});

test('Nothing in the state folder lets anybody in', async () => {
  const { secret } = await tokens.add({ role: 'technician' });
  const kept = readdirSync(accessIn(state), { recursive: true, withFileTypes: true })
    .filter(entry => entry.isFile())
    .map(entry => entry.name + readFileSync(join(entry.parentPath, entry.name), 'utf8'))
    .join('\n');
  assert.match(kept, '"technician"');
  assert.not.match(kept, secret);
});

test('The command line makes a link, shows it once, and refuses what is nobody', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'tiski-tokens-'));
  const config = join(folder, 'site.yaml');
  writeFileSync(config, siteFile);
  const add = (...words: string[]) => tiski('add', ...words, '--config', config, '--state', folder);
  const made = await add('counter/1', '--label', 'room 4');
  const [, secret = ''] = /http:\/\/127\.0\.0\.1:8080\/enter#([\w-]{32})\n/.exec(made.output) ?? [];
  assert.equal(
    new RoleTokens({ folder: accessIn(folder), time: new SteadyTime() }).find(secret)?.place,
    '1',
    made.output,
  );
  assert.match(made.output, '▄▄▄▄▄');
  const listed = await tiski('list', '--state', folder);
  assert.match(listed.output, /^[0-9a-f]{8} {2}counter\/1 .*room 4$/m);
  assert.not.match(listed.output, secret);
  const refused = await add('counter/9');
  assert.equal([refused.code, /counter-unknown/.test(refused.output)], [1, true]);
  rmSync(folder, { recursive: true });
});

test('The program that ships is open to nobody: its pages are customers until they bear a token', async () => {
  bundleProgram();
  const folder = mkdtempSync(join(tmpdir(), 'tiski-run-'));
  const config = join(folder, 'site.yaml');
  writeFileSync(config, siteFile.replace('8080', '0'));
  const program = new ApplianceProcess(config, join(folder, 'state'));
  await program.start();
  const post = async (headers: Record<string, string>) => {
    const response = await fetch(`${program.http}/api/command/recall`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: '{"by":"counter/1","args":{"counter":"1"}}',
    });
    return ((await response.json()) as { code: string }).code;
  };
  const { secret } = await new RoleTokens({
    folder: accessIn(join(folder, 'state')),
    time: new SteadyTime(),
  }).add({ role: 'counter', place: '1' });
  assert.is(await post({ origin: program.http }), 'not-allowed');
  assert.is(await post({ origin: program.http, authorization: `Bearer ${secret}` }), 'counter-idle');
  await program.stop();
  rmSync(folder, { recursive: true });
});

/** `tiski tokens …` in a process of its own. */
async function tiski(
  ...words: readonly string[]
): Promise<{ readonly output: string; readonly code: number }> {
  bundleProgram();
  const program = join(__dirname, '..', '..', 'firmware', 'bin', 'tiski.js');
  const child = spawn(process.execPath, [program, 'tokens', ...words], { stdio: ['ignore', 'pipe', 'pipe'] });
  let output = '';
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', data => {
      output += data;
    });
  const [code] = await once(child, 'close');
  return { output, code };
}

test.run();
