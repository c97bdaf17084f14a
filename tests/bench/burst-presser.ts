import { keepOn } from './processors';
import { ProgramBeside } from './program-beside';

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
  readonly #program = new ProgramBeside();

  /** Resolves when it is connected. */
  async start(broker: string, topic: string): Promise<void> {
    await this.#program.start(program, broker, topic);
    keepOn('measured', this.#program.pid);
  }

  press(times: number): void {
    this.#program.say(String(times));
  }

  stop(): Promise<void> {
    return this.#program.stop();
  }
}
