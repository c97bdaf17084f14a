import { once } from 'node:events';
import { createServer, type Server, type Socket } from 'node:net';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import type { Log } from '../../hal/platform/log';
import { silent } from '../../hal/platform/log';
import { FasterTime } from '../../simulator/time/faster-time';
import { SteadyTime } from '../support/steady-time';
import { LinkedOffice } from './link-office';

const refusedVersion = Buffer.from([0x20, 0x02, 0x00, 0x01]);
const refusedUser = Buffer.from([0x20, 0x02, 0x00, 0x05]);
const accepted = Buffer.from([0x20, 0x02, 0x00, 0x00]);

const time = new FasterTime(new SteadyTime(), 50);

const test = suite<{ server: Server; office: LinkedOffice }>('back-off');

test.after.each(async ({ server, office }) => {
  await office.stop();
  server.close();
});

/** The failures of the first attempts at a peer that treats each connection like this. */
async function failures(
  context: { server: Server; office: LinkedOffice },
  count: number,
  treat: (socket: Socket, attempt: number) => void,
): Promise<{ code: string; delay: number }[]> {
  let attempt = 0;
  context.server = createServer(socket => {
    socket.on('error', () => undefined);
    socket.resume();
    treat(socket, attempt++);
  }).listen(0, '127.0.0.1');
  await once(context.server, 'listening');
  const address = context.server.address();
  const seen: { code: string; delay: number }[] = [];
  await new Promise<void>((resolve, reject) => {
    const log: Log = {
      ...silent,
      warn(fields) {
        seen.push(fields as { code: string; delay: number });
        if (seen.length === count) resolve();
      },
    };
    const url = `mqtt://127.0.0.1:${typeof address === 'object' ? address?.port : 0}`;
    context.office = new LinkedOffice(url, {
      log,
      time,
      random: () => 1,
    });
    context.office.start().catch(reject);
  });
  return seen;
}

const delays = (seen: { delay: number }[]) => seen.map(({ delay }) => delay);

test('a host that drops connections is asked less and less often', async context => {
  const seen = await failures(context, 4, socket => socket.resetAndDestroy());
  assert.equal(delays(seen), [250, 500, 1000, 2000]);
  assert.is(seen[0]?.code, 'link-unreachable');
});

test('a host that never answers is given up each time, and asked less and less often', async context => {
  const seen = await failures(context, 3, () => undefined);
  assert.equal(delays(seen), [250, 500, 1000]);
  assert.is(seen[0]?.code, 'link-silent');
});

test('a broker that refuses the user is named as such', async context => {
  const seen = await failures(context, 2, socket => socket.write(refusedUser));
  assert.is(seen[0]?.code, 'link-refused');
  assert.equal(delays(seen), [250, 500]);
});

test('a broker that accepts and then throws out is not hammered', async context => {
  const seen = await failures(context, 4, (socket, attempt) => {
    if (attempt === 0) socket.end(refusedVersion);
    else socket.end(accepted);
  });
  assert.equal(delays(seen), [250, 500, 1000, 2000]);
});

test('after a good session the next attempt comes quickly again', async context => {
  const seen = await failures(context, 4, (socket, attempt) => {
    if (attempt === 0) socket.end(refusedVersion);
    else if (attempt !== 3) socket.end(accepted);
    else {
      socket.write(accepted);
      time.after(20_000, 'good session', () => socket.destroy());
    }
  });
  assert.equal(delays(seen), [250, 500, 250, 500]);
});

test('the box works on while it cannot connect', async context => {
  await failures(context, 1, socket => socket.resetAndDestroy());
  assert.is(await context.office.take(), 'K101');
  assert.is(context.office.link.status.state, 'offline');
  assert.is(context.office.link.status.code, 'link-unreachable');
});

test.run();
