import { execFileSync } from 'node:child_process';

/** Between the test and a namespace, beside the wire under test. */
export interface Side {
  readonly namespace: string;
  /** Where programs in the namespace can be reached from the test, and the test's own end. */
  readonly address: string;
  readonly outside: string;
}

function ip(...words: readonly string[]): void {
  execFileSync('ip', words, { stdio: ['ignore', 'ignore', 'pipe'] });
}

/** Two network namespaces, that of the box and that of the broker, with nothing between them. Only root can make them. */
export class Namespaces {
  readonly box: Side;
  readonly broker: Side;

  constructor() {
    // Several may run at once on a machine.
    const net = `10.${100 + (process.pid % 100)}.${(process.pid >> 8) % 250}`;
    const side = (name: string, place: number): Side => ({
      namespace: `tiski-${name}-${process.pid}`,
      outside: `${net}.${place}`,
      address: `${net}.${place + 1}`,
    });
    this.box = side('box', 0);
    this.broker = side('broker', 2);
  }

  start(): void {
    for (const { namespace, address, outside } of [this.box, this.broker]) {
      const link = `t${namespace.slice('tiski-'.length, 'tiski-'.length + 3)}${process.pid}`;
      ip('netns', 'add', namespace);
      ip('link', 'add', link, 'type', 'veth', 'peer', 'name', 'test', 'netns', namespace);
      ip('address', 'add', `${outside}/31`, 'dev', link);
      ip('link', 'set', link, 'up');
      ip('-n', namespace, 'address', 'add', `${address}/31`, 'dev', 'test');
      ip('-n', namespace, 'link', 'set', 'test', 'up');
      ip('-n', namespace, 'link', 'set', 'lo', 'up');
    }
  }

  /** Everything that was made in a namespace goes with it. */
  stop(): void {
    for (const { namespace } of [this.box, this.broker]) ip('netns', 'delete', namespace);
  }

  /** Puts one end of a wire into a namespace. */
  plug({ namespace }: Side, device: string, own: string, other: string): void {
    ip('link', 'set', device, 'netns', namespace);
    ip('-n', namespace, 'address', 'add', own, 'peer', other, 'dev', device);
    ip('-n', namespace, 'link', 'set', device, 'up');
  }

  /** Resets every connection of the namespace to a port: its programs see an error, the other side an RST. */
  reset({ namespace }: Side, port: number): void {
    const filter = `( dport = ${port} or sport = ${port} )`;
    execFileSync('ip', ['netns', 'exec', namespace, 'ss', '-K', '-t', 'state', 'established', filter], {
      stdio: 'ignore',
    });
  }
}

/** Words before those of a program that shall run in the namespace. */
export function inNamespace({ namespace }: Side): readonly string[] {
  return ['ip', 'netns', 'exec', namespace];
}
