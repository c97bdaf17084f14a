import { once } from 'node:events';
import { closeSync, fdatasyncSync, mkdtempSync, openSync, rmSync, writeSync } from 'node:fs';
import { connect, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export interface BareFloor {
  /** Milliseconds of a bare write to a socket after a bare fdatasync, to its arrival in the same process. */
  measure(): Promise<number>;
  stop(): void;
}

/** The floor of whatever is on disk before it moves something. To be measured in turns with that, so that both meet the same disk. */
export async function bareFloor(): Promise<BareFloor> {
  const folder = mkdtempSync(join(tmpdir(), 'tiski-floor-'));
  const fd = openSync(join(folder, 'floor.bin'), 'w');
  const record = Buffer.alloc(200, 'x');
  const ticket = Buffer.alloc(300, 'y');
  const server = createServer({ noDelay: true }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const accepted = once(server, 'connection');
  const socket = connect((server.address() as { port: number }).port, '127.0.0.1');
  socket.setNoDelay(true);
  const [sink] = await accepted;
  return {
    async measure() {
      const arrived = once(sink, 'data');
      const started = performance.now();
      writeSync(fd, record);
      fdatasyncSync(fd);
      socket.write(ticket);
      await arrived;
      return performance.now() - started;
    },
    stop() {
      closeSync(fd);
      socket.destroy();
      server.close();
      rmSync(folder, { recursive: true });
    },
  };
}
