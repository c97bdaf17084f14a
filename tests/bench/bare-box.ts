import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

/** Where it takes presses by MQTT. */
export const bareTopic = 'bare/press';

/**
 * The least program that does the same as a press demands: takes it, appends a record, fdatasync, sends a ticket. Plain JavaScript in a
 * process of its own, so that the floor pays for the same hops.
 */
const program = `
const { fdatasyncSync, openSync, writeSync } = require('node:fs');
const { connect } = require('node:net');
const [file, printer, way, broker] = process.argv.slice(1);
const fd = openSync(file, 'a');
const record = Buffer.alloc(200, 'x');
const ticket = Buffer.concat([Buffer.alloc(290, 'y').fill(10, 289), Buffer.from([0x1d, 0x56, 66, 0])]);
const socket = connect(Number(printer), '127.0.0.1');
socket.setNoDelay(true);
const take = () => { writeSync(fd, record); fdatasyncSync(fd); socket.write(ticket); };
if (way === 'http') {
  const server = require('node:http').createServer((request, response) => {
    request.resume();
    request.on('end', () => { take(); response.end('{}'); });
  });
  server.listen(0, '127.0.0.1', () => console.log('http://127.0.0.1:' + server.address().port));
} else {
  const client = require('mqtt').connect(broker);
  client.on('message', take);
  client.on('connect', () => {
    client.stream.setNoDelay(true);
    client.subscribe('${bareTopic}', { qos: 1 }, () => console.log(broker));
  });
}
`;

export class BareBox {
  #child: ChildProcess | undefined;

  /** @returns where it takes presses */
  async start(file: string, printer: number, way: 'http' | 'mqtt', broker: string): Promise<string> {
    const child = spawn(process.execPath, ['-e', program, file, String(printer), way, broker], {
      cwd: join(__dirname, '..', '..'),
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    this.#child = child;
    const [line] = (await once(createInterface(child.stdout), 'line')) as [string];
    return line;
  }

  async stop(): Promise<void> {
    const child = this.#child;
    if (!child) return;
    const exit = once(child, 'exit');
    child.kill();
    await exit;
  }
}
