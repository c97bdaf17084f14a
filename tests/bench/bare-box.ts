import { ProgramBeside } from './program-beside';

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
  readonly #program = new ProgramBeside();

  /** @returns where it takes presses */
  start(file: string, printer: number, way: 'http' | 'mqtt', broker: string): Promise<string> {
    return this.#program.start(program, file, String(printer), way, broker);
  }

  get pid(): number {
    return this.#program.pid;
  }

  stop(): Promise<void> {
    return this.#program.stop();
  }
}
