import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { freePort } from '../../simulator/broker/free-port';
import { MosquittoProcess } from '../../simulator/broker/mosquitto-process';

/** The broker of the machine, when it does not come up and when it goes by itself. */
const test = suite<{ folder: string }>('mosquitto process');

test.before.each(context => {
  context.folder = mkdtempSync(join(tmpdir(), 'tiski-mosquitto-'));
});

test.after.each(({ folder }) => rmSync(folder, { recursive: true }));

const startedAt = (folder: string, port: number) => {
  const file = join(folder, 'mosquitto.conf');
  writeFileSync(
    file,
    `listener ${port} 127.0.0.1\nallow_anonymous true\n${process.getuid?.() === 0 ? 'user root\n' : ''}`,
  );
  return MosquittoProcess.start(file, port);
};

const isThere = (pid: number): boolean => {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
};

test('a port of which somebody else was quicker: told with what Mosquitto says', async ({ folder }) => {
  const port = await freePort();
  const other = createServer().listen(port, '127.0.0.1');
  await once(other, 'listening');
  try {
    const said = await startedAt(folder, port).then(
      () => 'started',
      (error: Error) => error.message,
    );
    assert.match(said, new RegExp(`Mosquitto does not stay at port ${port}`));
    assert.match(said, /in use/);
  } finally {
    other.close();
    await once(other, 'close');
  }
});

test('one that a signal has ended is not waited for', async ({ folder }) => {
  const mosquitto = await startedAt(folder, await freePort());
  process.kill(mosquitto.pid, 'SIGKILL');
  while (isThere(mosquitto.pid)) await wait(10);
  assert.is(await Promise.race([mosquitto.stop('SIGTERM').then(() => 'ended'), wait(1000)]), 'ended');
});

test.run();
