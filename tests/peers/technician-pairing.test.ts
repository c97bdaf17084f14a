import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { PairingCodes } from '../../firmware/screens/access/pairing-codes';
import { RoleTokens } from '../../firmware/screens/access/role-tokens';
import { VirtualTime } from '../../simulator/time/virtual-time';
import { type KioskBox, startKioskBox } from '../support/kiosk-box';

const minute = 60_000;
const folder = mkdtempSync(join(tmpdir(), 'tiski-pairing-'));
let box: KioskBox;

test.before(async () => {
  box = await startKioskBox();
});

test.after(async () => {
  await box?.close();
  rmSync(folder, { recursive: true });
});

async function post(path: string, body: object): Promise<{ status: number; code?: string; cookie: string }> {
  const response = await fetch(`${box.url}${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  const { code } = (await response.json()) as { code?: string };
  const cookie = response.headers.get('set-cookie') ?? '';
  return { status: response.status, cookie, ...(code !== undefined && { code }) };
}

const ask = (by: string) => post('/api/command/pair-technician', { by, args: {} });

/** Waits for the end of the print job and reads the code off the paper. */
async function slip(): Promise<string> {
  const { events } = box.appliance.runtime;
  const ended = new Promise<void>(resolve => {
    const follow = (facts: readonly { readonly event: { readonly type: string } }[]) => {
      if (!facts.some(({ event }) => event.type === 'appliance.pairing-ended')) return;
      events.off('committed', follow);
      resolve();
    };
    events.on('committed', follow);
  });
  const { status } = await ask('counter/1');
  assert.is(status, 200);
  await ended;
  const text = box.printer.tickets.at(-1)?.text ?? [];
  return text.map(line => line.trim()).find(line => /^[A-Z2-9]{4}-[A-Z2-9]{4}$/.test(line)) ?? '';
}

const technicianReads = (cookie: string) =>
  fetch(`${box.url}/api/technician`, {
    headers: { cookie: cookie.split(';')[0] ?? '', 'sec-fetch-site': 'same-origin' },
  }).then(({ status }) => status);

test('The code of a slip lets a technician in once, for four hours', async () => {
  const code = await slip();
  assert.match(code, /-/);
  const { status, cookie } = await post('/api/pair', { code: code.toLowerCase().replace('-', ' ') });
  assert.is(status, 200);
  assert.match(cookie, /^tiski-technician=.*Max-Age=14400; HttpOnly; SameSite=Strict/);
  assert.is(await technicianReads(cookie), 200);
  assert.is((await post('/api/pair', { code })).code, 'pairing-wrong');
});

test('The code is on the paper alone: in no fact, and in no file of the box', async () => {
  const code = await slip();
  const state = box.stateDir;
  const bare = code.replace('-', '');
  for (const name of readdirSync(state, { recursive: true, encoding: 'utf8' })) {
    let content = '';
    try {
      content = readFileSync(join(state, name), 'latin1');
    } catch {
      continue;
    }
    assert.not.ok(content.includes(code) || content.includes(bare) || name.includes(bare), name);
  }
});

test('A customer cannot let a technician in, a lobby advisor can', async () => {
  assert.is((await ask('customer')).code, 'not-allowed');
  assert.is((await ask('central')).code, 'not-allowed');
  const before = box.printer.tickets.length;
  const printed = new Promise<void>(resolve => {
    const look = () => {
      if (box.printer.tickets.length <= before) return;
      box.printer.events.off('ticket', look);
      resolve();
    };
    box.printer.events.on('ticket', look);
  });
  assert.is((await ask('advisor')).status, 200);
  await printed;
});

test('Who guesses is held off after ten tries, also with the right code', async () => {
  const code = await slip();
  for (let n = 0; n < 10; n++) await post('/api/pair', { code: `AAAA-AAA${n}` });
  assert.is((await post('/api/pair', { code })).status, 429);
});

test('A code ends after ten minutes, and when a newer one is made', async () => {
  const time = new VirtualTime(Date.UTC(2026, 2, 18));
  const codes = new PairingCodes({ folder, time });
  const first = await codes.make();
  time.advance(10 * minute);
  assert.not(await codes.use(first));
  const second = await codes.make();
  const third = await codes.make();
  assert.not(await codes.use(second));
  time.advance(10 * minute - 1);
  assert.equal(await Promise.all([codes.use(third), codes.use(third)]), [true, false]);
});

test('A token with an end is gone then, also when the clock is set back', async () => {
  const time = new VirtualTime(Date.UTC(2026, 2, 18));
  const tokens = new RoleTokens({ folder, time });
  const { secret } = await tokens.add({ role: 'technician' }, 'four hours', 240 * minute);
  const late = new RoleTokens({ folder, time: new VirtualTime(Date.UTC(2026, 2, 17)) });
  assert.is(late.find(secret), undefined);
  time.advance(240 * minute - 1);
  assert.is(tokens.find(secret)?.role, 'technician');
  time.advance(1);
  assert.is(tokens.find(secret), undefined);
  assert.is(tokens.list().length, 0);
});

test('With no printer that can print, the asker is sent to the console', async () => {
  box.printer.paperOut();
  const { hal, runtime } = box.appliance;
  while (runtime.state.devices.get('lobby-printer')?.health !== 'failed')
    await new Promise<void>(resolve =>
      hal.devices.get('lobby-printer')?.events.once('status', () => setImmediate(resolve)),
    );
  assert.is((await ask('counter/1')).code, 'pairing-no-paper');
});

test.run();
