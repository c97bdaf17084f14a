import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { connect, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';

/** A Mosquitto of the machine, on the loopback, with nothing on disk and its figures every second. */
export class OwnMosquitto {
  readonly #folder = mkdtempSync(join(tmpdir(), 'tiski-fleet-'));
  #process: ChildProcess | undefined;
  #port = 0;

  get url(): string {
    return `mqtt://127.0.0.1:${this.#port}`;
  }

  get pid(): number {
    return this.#process?.pid ?? 0;
  }

  /** @throws Error if there is none, or it does not start */
  async start(): Promise<this> {
    this.#port = await freePort();
    const file = join(this.#folder, 'mosquitto.conf');
    const lines = [
      `listener ${this.#port} 127.0.0.1`,
      'allow_anonymous true',
      'set_tcp_nodelay true',
      'sys_interval 1',
      'max_queued_messages 0',
      ...(process.getuid?.() === 0 ? ['user root'] : []),
    ];
    writeFileSync(file, `${lines.join('\n')}\n`);
    // Debian puts it where only root looks.
    const env = { ...process.env, PATH: `${process.env.PATH}:/usr/sbin` };
    const child = spawn('mosquitto', ['-c', file], { stdio: 'ignore', env });
    await once(child, 'spawn').catch(() => {
      throw new Error('no mosquitto on this machine: apt install mosquitto, or name a broker with --broker');
    });
    this.#process = child;
    while (!(await accepts(this.#port))) {
      if (child.exitCode !== null) throw new Error('Mosquitto does not start');
      await wait(10);
    }
    return this;
  }

  async stop(): Promise<void> {
    const child = this.#process;
    this.#process = undefined;
    if (child && child.exitCode === null) {
      child.kill();
      await once(child, 'exit');
    }
    rmSync(this.#folder, { recursive: true, force: true });
  }
}

/** One that was free a moment ago: Mosquitto cannot be told to take any. */
async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  if (!address || typeof address === 'string') throw new Error('no port');
  return address.port;
}

function accepts(port: number): Promise<boolean> {
  return new Promise(resolve => {
    const socket = connect({ port, host: '127.0.0.1' });
    socket.once('connect', () => {
      socket.destroy();
      resolve(true);
    });
    socket.once('error', () => resolve(false));
  });
}
