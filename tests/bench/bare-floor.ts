import { once } from 'node:events';
import { closeSync, fdatasyncSync, mkdtempSync, openSync, rmSync, writeSync } from 'node:fs';
import { connect, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';

/** A bare write to a socket after a bare fdatasync, to its arrival in the same process, ms. @param pace milliseconds in between */
export async function bareFloor(rounds: number, pace: number): Promise<number[]> {
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
  const times: number[] = [];
  for (let n = 0; n < rounds + 20; n++) {
    const arrived = once(sink, 'data');
    const started = performance.now();
    writeSync(fd, record);
    fdatasyncSync(fd);
    socket.write(ticket);
    await arrived;
    if (n >= 20) times.push(performance.now() - started);
    await wait(pace);
  }
  closeSync(fd);
  socket.destroy();
  server.close();
  rmSync(folder, { recursive: true });
  return times;
}
