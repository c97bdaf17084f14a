import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

/** Publishes as many presses as a line of its input says, all at once. */
const program = `
const [broker, topic] = process.argv.slice(1);
const client = require('mqtt').connect(broker);
let bursts = 0;
client.on('connect', () => console.log('ready'));
require('node:readline').createInterface(process.stdin).on('line', line => {
  bursts += 1;
  for (let n = 0; n < Number(line); n++) {
    const wish = { id: 'burst-' + bursts + '-' + n, by: 'bench', args: { service: 'tax' } };
    client.publish(topic, JSON.stringify(wish), { qos: 1 });
  }
});
`;

/** Presses by MQTT from a process of its own: the printer of the bench shares its thread with nobody, as when it prints alone. */
export class BurstPresser {
  #child: ChildProcess | undefined;

  /** Resolves when it is connected. */
  async start(broker: string, topic: string): Promise<void> {
    const child = spawn(process.execPath, ['-e', program, broker, topic], {
      cwd: join(__dirname, '..', '..'),
      stdio: ['pipe', 'pipe', 'inherit'],
    });
    this.#child = child;
    await once(createInterface(child.stdout), 'line');
  }

  press(times: number): void {
    this.#child?.stdin?.write(`${times}\n`);
  }

  async stop(): Promise<void> {
    const child = this.#child;
    if (!child) return;
    const exit = once(child, 'exit');
    child.kill();
    await exit;
  }
}
