import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { connect } from 'node:net';
import { dirname } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';

/** In which a Mosquitto that cannot have its port has ended, ms: at most, where somebody was there before it, and where nobody was. */
const settled = { taken: 5000, free: 20 };

/** A Mosquitto of the machine (Debian package `mosquitto`) that runs. */
export class MosquittoProcess {
  readonly #child: ChildProcess;
  readonly #exited: Promise<unknown>;

  private constructor(child: ChildProcess) {
    this.#child = child;
    // With all that it said.
    this.#exited = new Promise(resolve => child.once('close', resolve));
  }

  /** Resolves when it serves. @param port the one that its configuration names @throws Error when there is none, or it ends instead */
  static async start(configuration: string, port: number): Promise<MosquittoProcess> {
    const isTaken = await accepts(port);
    const child = spawn('mosquitto', ['-c', configuration], {
      cwd: dirname(configuration),
      stdio: ['ignore', 'ignore', 'pipe'],
      // Debian puts it where only root looks.
      env: { ...process.env, PATH: `${process.env.PATH}:/usr/sbin` },
    });
    const started = new MosquittoProcess(child);
    let said = '';
    child.stderr.on('data', data => {
      said += data;
    });
    await once(child, 'spawn').catch(cause => {
      throw new Error('no mosquitto on this machine: apt install mosquitto', { cause });
    });
    while (!(await accepts(port)) && !hasEnded(child)) await wait(10);
    // Somebody else may have been quicker at the port: it is that program which accepts then, and Mosquitto ends.
    const patience = isTaken ? settled.taken : settled.free;
    await Promise.race([started.#exited, wait(patience, undefined, { ref: false })]);
    if (hasEnded(child)) throw new Error(`Mosquitto does not stay at port ${port}: ${said}`);
    return started;
  }

  get pid(): number {
    return this.#child.pid ?? 0;
  }

  /** Resolves when it has ended, which it may have before. */
  async stop(signal: NodeJS.Signals): Promise<void> {
    this.#child.kill(signal);
    await this.#exited;
  }
}

function hasEnded({ exitCode, signalCode }: ChildProcess): boolean {
  return exitCode !== null || signalCode !== null;
}

/** Whether something takes connections at a port of this machine. */
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
