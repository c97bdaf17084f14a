import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { Worker } from 'node:worker_threads';

/**
 * Listens with the shortest queue and never takes a connection out of it: its event loop stands still. When the queue is full
 * the kernel drops every further request to connect, which is what a host sees of a machine without cable or power.
 */
const program = `
  const { createServer } = require('node:net');
  const { parentPort, workerData } = require('node:worker_threads');
  const server = createServer();
  server.listen({ port: workerData.port, host: '127.0.0.1', backlog: 1 }, () => {
    parentPort.postMessage('listening');
    Atomics.wait(workerData.gate, 0, 0);
    process.exit();
  });
`;

/** Linux keeps one connection more than the length of the queue says. */
const queueLength = 2;

/** Holds a TCP port of 127.0.0.1 so that new connections are neither accepted nor refused. Linux. */
export class BlackHole {
  private readonly gate = new Int32Array(new SharedArrayBuffer(4));
  private worker: Worker | undefined;
  private fillers: Socket[] = [];

  async open(port: number): Promise<void> {
    const worker = new Worker(program, { eval: true, workerData: { port, gate: this.gate }, execArgv: [] });
    this.worker = worker;
    await once(worker, 'message');
    this.fillers = Array.from({ length: queueLength }, () => connect(port, '127.0.0.1'));
    for (const filler of this.fillers) filler.on('error', () => {});
    await Promise.all(this.fillers.map(filler => once(filler, 'connect')));
  }

  async close(): Promise<void> {
    const { worker } = this;
    if (!worker) return;
    this.worker = undefined;
    const ended = once(worker, 'exit');
    Atomics.store(this.gate, 0, 1);
    Atomics.notify(this.gate, 0);
    await ended;
    for (const filler of this.fillers.splice(0)) filler.destroy();
  }
}
