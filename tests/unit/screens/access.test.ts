import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import type { IncomingMessage } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { actorOfCookie } from '../../../firmware/screens/access/cookies';
import { RoleTokens } from '../../../firmware/screens/access/role-tokens';
import { Sessions } from '../../../firmware/screens/access/sessions';
import { Attempts } from '../../../firmware/screens/attempts';
import { bearsSecret } from '../../../firmware/screens/bearer';
import { silent } from '../../../hal/platform/log';
import { VirtualTime } from '../../../simulator/time/virtual-time';

const folder = mkdtempSync(join(tmpdir(), 'tiski-doors-'));
test.after(() => rmSync(folder, { recursive: true }));

test('Whoever guesses from ever new addresses uses up the attempts of all that are new', () => {
  const time = new VirtualTime();
  const attempts = new Attempts(time);
  for (let n = 0; n < 1000; n++) attempts.failed(`known-${n}`);
  for (let n = 0; n < 10; n++) attempts.failed(`new-${n}`);
  assert.equal(
    ['known-1', 'new-1', 'never seen'].map(address => attempts.isOver(address)),
    [false, true, true],
  );
  time.advance(60_000);
  assert.not(attempts.isOver('never seen'));
});

test('Of seventeen browsers that came in by one link the first has to come in again', async () => {
  const time = new VirtualTime();
  const tokens = new RoleTokens({ folder, time });
  const sessions = new Sessions({ folder, tokens, time });
  const { secret: link } = await tokens.add({ role: 'advisor' });
  const browsers: string[] = [];
  for (let n = 0; n < 17; n++) {
    browsers.push(await sessions.open(link));
    time.advance(1);
  }
  assert.equal(
    browsers.map(secret => sessions.find(secret)?.role),
    [undefined, ...Array(16).fill('advisor')],
  );
});

test('A token that has ended is cleared away when the next one is made', async () => {
  const time = new VirtualTime();
  const tokens = new RoleTokens({ folder: join(folder, 'ended'), time });
  const short = await tokens.add({ role: 'technician' }, undefined, 1000);
  time.advance(1000);
  assert.is(tokens.find(short.secret), undefined);
  await tokens.add({ role: 'advisor' });
  assert.is(readdirSync(join(folder, 'ended', 'tokens')).length, 1);
});

test('A secret whose file is gone lets nobody in, and that is told', () => {
  const told: string[] = [];
  const log = { ...silent, error: (_: object, text: string) => void told.push(text) } as typeof silent;
  const request = { headers: { authorization: 'Bearer undefined' } } as IncomingMessage;
  assert.not(bearsSecret(request, join(folder, 'gone'), log));
  assert.equal(told, ['a secret cannot be read']);
});

test('A cookie is for the role that its name says, and for none if it says none', () => {
  assert.equal(actorOfCookie('tiski-counter.a-1'), { role: 'counter', place: 'a-1' });
  for (const name of ['tiski-', 'tiski-7', 'tiski-nobody', 'tiski-counter.', 'other'])
    assert.is(actorOfCookie(name), undefined, name);
});

test.run();
