import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';

/** Where the box is in the network of its site (RFC 5737). */
export const siteAddress = '192.0.2.7';

/** Another one: whoever calls himself by chance from the port that he calls is answered by himself. */
const attackersAddress = '192.0.2.66';

const isRoot = process.getuid?.() === 0;

/** Runs in the network of the site: tries every port, asks whatever it is told to. One line of JSON for each. */
const attacker = `
  const { connect } = require('node:net');
  const answer = value => console.log(JSON.stringify(value));
  const isOpen = port => new Promise(resolve => {
    const socket = connect({ port, host: '${siteAddress}', localAddress: '${attackersAddress}' }, () => { socket.destroy(); resolve(true); });
    socket.on('error', () => resolve(false));
  });
  async function scan() {
    const open = [];
    let next = 1;
    const worker = async () => {
      for (let port = next++; port < 65536; port = next++) if (await isOpen(port)) open.push(port);
    };
    await Promise.all(Array.from({ length: 200 }, worker));
    return open.sort((one, other) => one - other);
  }
  async function ask({ url, ...options }) {
    const response = await fetch(url, options);
    return { status: response.status, text: await response.text() };
  }
  require('node:readline').createInterface(process.stdin).on('line', line => {
    const wish = JSON.parse(line);
    (wish.scan ? scan() : ask(wish)).then(answer, error => answer({ status: 0, text: String(error.cause ?? error) }));
  });
  answer('here');`;

export interface Heard {
  /** 0: nobody was there */
  readonly status: number;
  readonly text: string;
}

/** Somebody in the network of the site, in which nobody else is. */
export class SiteAttacker {
  #child: ChildProcess | undefined;
  #lines: AsyncIterator<string> | undefined;

  async start(): Promise<this> {
    const begin = `ip link set lo up && ip addr add ${siteAddress}/24 dev lo && ip addr add ${attackersAddress}/24 dev lo && exec "$@"`;
    const words = [isRoot ? '--net' : '-rn', 'sh', '-c', begin, 'sh', process.execPath, '-e', attacker];
    this.#child = spawn('unshare', words, { stdio: ['pipe', 'pipe', 'inherit'] });
    const { stdout } = this.#child;
    this.#lines = createInterface(stdout as NodeJS.ReadableStream)[Symbol.asyncIterator]();
    await this.#next();
    return this;
  }

  /** Words before those of a program that is to be in the same network. */
  get within(): readonly string[] {
    const user = isRoot ? [] : ['--user', '--preserve-credentials'];
    return ['nsenter', '--target', String(this.#child?.pid), '--net', ...user];
  }

  /** Every TCP port of the box that answers. */
  async scan(): Promise<readonly number[]> {
    return (await this.#do({ scan: true })) as number[];
  }

  async ask(url: string, options: Readonly<Record<string, unknown>> = {}): Promise<Heard> {
    return (await this.#do({ url, ...options })) as Heard;
  }

  async stop(): Promise<void> {
    const child = this.#child;
    if (!child || child.exitCode !== null) return;
    const exit = once(child, 'exit');
    child.kill();
    await exit;
  }

  async #do(wish: object): Promise<unknown> {
    this.#child?.stdin?.write(`${JSON.stringify(wish)}\n`);
    return this.#next();
  }

  async #next(): Promise<unknown> {
    const line = await this.#lines?.next();
    if (!line || line.done) throw new Error('the attacker has gone');
    return JSON.parse(line.value);
  }
}
