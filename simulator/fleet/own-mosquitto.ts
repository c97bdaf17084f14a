import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { messageOf } from '../../hal/platform/error';
import { freePort } from '../broker/free-port';
import { MosquittoProcess } from '../broker/mosquitto-process';

/** A Mosquitto of the machine, on the loopback, with nothing on disk and its figures every second. */
export class OwnMosquitto {
  readonly #folder = mkdtempSync(join(tmpdir(), 'tiski-fleet-'));
  #process: MosquittoProcess | undefined;
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
    this.#process = await MosquittoProcess.start(file, this.#port).catch(cause => {
      throw new Error(`${messageOf(cause)}; or name a broker with --broker`, { cause });
    });
    return this;
  }

  async stop(): Promise<void> {
    await this.#process?.stop('SIGTERM');
    this.#process = undefined;
    rmSync(this.#folder, { recursive: true, force: true });
  }
}
