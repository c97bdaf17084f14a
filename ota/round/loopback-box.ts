import { spawn } from 'node:child_process';
import { request } from 'node:http';
import { Type } from '@sinclair/typebox';
import { Value } from '@sinclair/typebox/value';
import { messageOf, TiskiError } from '../../hal/platform/error';
import type { Time } from '../../hal/platform/time';
import { readTold, type Told } from '../window/told';
import type { Served } from './round';

export interface LoopbackBoxOptions {
  /** Where the appliance on this machine answers whatever port it has, and if it has none; asked first. */
  readonly socket?: string;
  /** Of its pages. */
  readonly url: string;
  /** Program and arguments that start it anew; nothing is started without. */
  readonly restart: readonly string[];
  readonly time: Time;
}

/** For an answer, ms. */
const answerPatience = 5_000;

/** For test tickets: longer than the appliance waits for them, ms. */
const printPatience = 120_000;

/** Whether a test ticket came out, by device. */
const Printed = Type.Record(Type.String(), Type.Boolean());

/** What the appliance says is smaller, bytes. */
const mostBytes = 256 * 1024;

/** The appliance beside the updater, asked over loopback and started anew by the service manager. */
export class LoopbackBox implements Served {
  readonly #options: LoopbackBoxOptions;

  constructor(options: LoopbackBoxOptions) {
    this.#options = options;
  }

  async told(): Promise<Told | undefined> {
    const { socket } = this.#options;
    return (socket === undefined ? undefined : await this.#read(socket)) ?? (await this.#read());
  }

  async #read(socketPath?: string): Promise<Told | undefined> {
    try {
      return readTold(JSON.parse(await this.#ask(socketPath)));
    } catch {
      return undefined;
    }
  }

  async printed(): Promise<Readonly<Record<string, boolean>> | undefined> {
    const { socket } = this.#options;
    if (socket === undefined) return undefined;
    try {
      const way = { method: 'POST', path: '/api/test-print', patience: printPatience };
      const answer: unknown = JSON.parse(await this.#ask(socket, way));
      return Value.Check(Printed, answer) ? answer : undefined;
    } catch {
      return undefined;
    }
  }

  /** @throws TiskiError `update-not-restarted` */
  restart(): Promise<void> {
    const [program, ...rest] = this.#options.restart;
    if (program === undefined) return Promise.resolve();
    return new Promise((resolve, reject) => {
      const child = spawn(program, rest, { stdio: 'ignore' });
      child.on('error', error => reject(new TiskiError('update-not-restarted', messageOf(error))));
      child.on('exit', code =>
        code === 0 ? resolve() : reject(new TiskiError('update-not-restarted', `${program}: ${code}`)),
      );
    });
  }

  #ask(
    socketPath: string | undefined,
    { method, path, patience } = { method: 'GET', path: '/api/update', patience: answerPatience },
  ): Promise<string> {
    const { url, time } = this.#options;
    return new Promise((resolve, reject) => {
      const way = { method, agent: false, ...(socketPath !== undefined && { socketPath }) };
      const asked = request(new URL(path, url), way, response => {
        let text = '';
        response.setEncoding('utf8');
        response.on('data', (part: string) => {
          text += part;
          if (text.length > mostBytes) response.destroy(new Error('too long'));
        });
        response.on('end', () => resolve(text));
        response.on('error', reject);
      });
      const timer = time.after(patience, 'ask the box', () => asked.destroy(new Error('silent')));
      asked.on('close', () => timer.cancel());
      asked.on('error', reject);
      asked.end();
    });
  }
}
