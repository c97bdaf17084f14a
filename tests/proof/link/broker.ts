import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { inNamespace, type Side } from './namespaces';

export const brokerPort = 1883;

/** Mosquitto in a namespace, as it comes but for a queue without end: it writes its memory down at its end and every half hour. */
export class BrokerInNamespace {
  readonly #side: Side;
  readonly #folder = mkdtempSync(join(tmpdir(), 'tiski-proof-broker-'));
  #process: ChildProcess | undefined;

  constructor(side: Side) {
    this.#side = side;
  }

  /** For programs beside it. */
  get url(): string {
    return `mqtt://${this.#side.address}:${brokerPort}`;
  }

  async start(): Promise<void> {
    const file = join(this.#folder, 'mosquitto.conf');
    const lines = [
      `listener ${brokerPort} 0.0.0.0`,
      'allow_anonymous true',
      'user root',
      'set_tcp_nodelay true',
      'max_queued_messages 0',
      'persistence true',
      `persistence_location ${this.#folder}/`,
    ];
    writeFileSync(file, `${lines.join('\n')}\n`);
    const [program = '', ...words] = [...inNamespace(this.#side), 'mosquitto', '-c', file];
    const env = { ...process.env, PATH: `${process.env.PATH}:/usr/sbin` };
    this.#process = spawn(program, words, { stdio: 'ignore', env });
    await once(this.#process, 'spawn');
    while (!(await this.#accepts())) {
      if (this.#process.exitCode !== null) throw new Error('Mosquitto does not start');
      await wait(20);
    }
  }

  async stop(signal: NodeJS.Signals): Promise<void> {
    const child = this.#process;
    if (!child) return;
    this.#process = undefined;
    const gone = once(child, 'exit');
    child.kill(signal);
    await gone;
  }

  /** Forgets sessions, queues and what was retained. To be called while it is stopped. */
  wipe(): void {
    for (const name of readdirSync(this.#folder))
      if (name.startsWith('mosquitto.db')) rmSync(join(this.#folder, name));
  }

  async remove(): Promise<void> {
    await this.stop('SIGKILL');
    rmSync(this.#folder, { recursive: true });
  }

  #accepts(): Promise<boolean> {
    return new Promise(resolve => {
      const socket = connect({ host: this.#side.address, port: brokerPort });
      socket.once('connect', () => {
        socket.destroy();
        resolve(true);
      });
      socket.once('error', () => resolve(false));
    });
  }
}
