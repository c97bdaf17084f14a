import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { linkBackOff } from '../../../firmware/link/back-off';
import { typescript } from '../../running/typescript';
import { toldWhileItRuns } from '../../support/killed-process';
import { NotifyListener } from '../../support/notify-listener';
import { nowhereSite } from '../../support/nowhere-site';
import { childrenWaited } from '../../support/processor-waits';
import { awake, pause } from '../../support/steady-time';

/** In the program's own time, which runs fifty times faster: it is to be fed every 10 s. */
const patience = 30_000;
const factor = 50;
const feedEvery = patience / 3 / factor;

interface Box {
  readonly manager: NotifyListener;
  say(line: string): void;
}

let boxes = 0;

/** A box under the eyes of a service manager. */
async function withBox(use: (box: Box, child: ChildProcess) => Promise<void>): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'tiski-watchdog-'));
  const siteFile = join(folder, 'site.yaml');
  writeFileSync(siteFile, nowhereSite());
  boxes += 1;
  const manager = new NotifyListener(
    boxes % 2 === 0 ? join(folder, 'notify') : `@tiski-test-${process.pid}-${boxes}`,
  );
  const program = join(__dirname, '..', '..', 'support', 'appliance-that-hangs.ts');
  const args = [...typescript, program, siteFile, join(folder, 'state')];
  const env = {
    ...process.env,
    ...toldWhileItRuns(),
    NOTIFY_SOCKET: manager.name,
    WATCHDOG_USEC: String(patience * 1000),
  };
  const child = spawn(process.execPath, args, { env, stdio: ['pipe', 'ignore', 'inherit'] });
  const exit = once(child, 'exit');
  try {
    const ended = exit.then(() => Promise.reject(new Error('the box ended')));
    ended.catch(() => undefined);
    await Promise.race([manager.heard('READY=1'), ended]);
    await use({ manager, say: line => child.stdin?.write(`${line}\n`) }, child);
  } finally {
    child.kill('SIGKILL');
    await exit;
    manager.close();
    rmSync(folder, { recursive: true });
  }
}

/**
 * What the part has for its next step, ms of the box's time: feedings stop when it is over. A link that has tried for long waits up to 580 s
 * before it tries again; how long this one has tried depends on how slowly the machine starts it.
 */
const stopsWithin: Readonly<Record<string, number>> = {
  'event loop': 0,
  journal: 0,
  devices: 32_000 / factor,
  link: (linkBackOff.most + 15_000) / factor,
};

/** Feedings that may be under way when a part stops, and when its time is over. */
const underWay = 2;

/** Until the box, too, has had so much time, ms: a busy machine takes from each process what it likes. */
async function lived(ms: number): Promise<void> {
  const [from, waited] = [performance.now(), childrenWaited()];
  for (let left = ms; left > 0; left = ms - (performance.now() - from) + (childrenWaited() - waited)) {
    await pause(left);
  }
}

const test = suite('watchdog of the service manager');

for (const [part, within] of Object.entries(stopsWithin)) {
  test(`a box whose ${part} stands still is not fed any more`, () =>
    withBox(async ({ manager, say }) => {
      await manager.heard('WATCHDOG=1', 5);
      const before = manager.count('WATCHDOG=1');
      say(`hang ${part}`);
      // Counted in feedings, which are the box's own clock however slow the machine is.
      const most = before + Math.ceil(within / feedEvery) + underWay;
      let fed = before - 1;
      while (fed < manager.count('WATCHDOG=1')) {
        fed = manager.count('WATCHDOG=1');
        assert.ok(fed <= most, `fed ${fed - before} times although the ${part} stood still`);
        await lived(patience / factor);
      }
    }));
}

test('a box without printer and broker is fed, and says when it stops', () =>
  withBox(async ({ manager, say }, child) => {
    const from = awake();
    await manager.heard('WATCHDOG=1', 12);
    const gaps = manager.told
      .filter(({ text }) => text === 'WATCHDOG=1')
      .map(({ at }, place, all) => at - (all[place - 1]?.at ?? at));
    assert.ok(Math.max(...gaps) < patience / factor, `not fed for ${Math.max(...gaps)} ms`);
    assert.ok(awake() - from < 40 * feedEvery);
    const exit = once(child, 'exit');
    say('stop');
    await manager.heard('STOPPING=1');
    await exit;
    assert.is(manager.told.at(-1)?.text, 'STOPPING=1');
  }));

test.run();
