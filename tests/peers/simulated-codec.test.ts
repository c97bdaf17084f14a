import { type EventEmitter, once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { connect, type XAPI } from 'jsxapi';
import { ModuleKind, transpileModule } from 'typescript';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { SimulatedCodec } from '../../simulator/codec';
import { SteadyTime } from '../support/steady-time';

const readme = join(__dirname, '../../simulator/codec/README.md');
const login = { username: 'admin', password: 'secret' };
const scheme = { websocket: 'url', ssh: 'sshUrl' } as const;

async function withXapi(
  wire: keyof typeof scheme,
  use: (xapi: XAPI, codec: SimulatedCodec) => Promise<void>,
): Promise<void> {
  const codec = new SimulatedCodec({ time: new SteadyTime() });
  await codec.start();
  const xapi = connect(codec[scheme[wire]], login);
  // jsxapi closes a WebSocket without a code and takes the echo for an error.
  xapi.on('error', () => {});
  try {
    await once(xapi, 'ready');
    await use(xapi, codec);
  } finally {
    xapi.close();
    await codec.stop();
  }
}

for (const wire of ['websocket', 'ssh'] as const) {
  test(`${wire}: jsxapi as its page says follows a call from the first ring to its ghost`, () =>
    withXapi(wire, async (xapi, codec) => {
      const told: string[] = [];
      const isGone = new Promise<void>(resolve => {
        xapi.Status.Call.on(({ id, Status, ghost }: { id: string; Status?: string; ghost?: string }) => {
          if (Status !== undefined || ghost !== undefined) told.push(`${id} ${Status ?? `ghost ${ghost}`}`);
          if (ghost !== undefined) resolve();
        });
      });
      assert.not.ok(await xapi.Status.Call.get());
      const id = codec.ring({ from: 'sip:a@b', name: 'A' });
      const [call] = await xapi.Status.Call.get();
      assert.is(call.DisplayName, 'A');
      assert.is((await xapi.Command.Call.Accept({ CallId: id })).status, 'OK');
      await xapi.Command.Call.Disconnect({ CallId: id });
      await isGone;
      assert.equal(told, ['1 Ringing', '1 Connecting', '1 Connected', '1 Disconnecting', '1 ghost True']);
    }));

  test(`${wire}: what the unit does not have is refused with the code of the API`, () =>
    withXapi(wire, async xapi => {
      const codes = await Promise.all(
        [xapi.Status.Wrong.get(), xapi.Command.Wrong(), xapi.Command.Call.Accept({ CallId: 7 })].map(
          (request: Promise<unknown>) =>
            request.then(
              () => 'taken',
              error => error.code,
            ),
        ),
      );
      assert.equal(codes, [3, 3, 4]);
    }));

  test(`${wire}: no feedback comes after its registration was taken back`, () =>
    withXapi(wire, async (xapi, codec) => {
      let count = 0;
      const registration = xapi.feedback.on('Status/Call', () => {
        count += 1;
      });
      await registration.registration;
      codec.ghost(1);
      await xapi.Status.SystemUnit.Uptime.get();
      registration();
      await xapi.Status.SystemUnit.Uptime.get();
      codec.ghost(1);
      await xapi.Status.SystemUnit.Uptime.get();
      assert.is(count, 1);
    }));
}

/** What of ssh2's client a person at a keyboard needs. */
interface SshClient extends EventEmitter {
  connect(to: object): void;
  shell(opened: (error: unknown, shell: unknown) => void): void;
  end(): void;
}

test('ssh: a password is asked for in either way, and a terminal may be had', async () => {
  const codec = new SimulatedCodec({ time: new SteadyTime() });
  await codec.start();
  const port = Number(new URL(codec.sshUrl).port);
  const { Client } = require('ssh2') as { readonly Client: new () => SshClient };
  const enter = async (password?: string) => {
    const client = new Client();
    client.on('error', () => {});
    const end = once(client, 'ready').then(
      () => 'in',
      error => error.level,
    );
    client.connect({
      host: '127.0.0.1',
      port,
      username: 'admin',
      ...(password !== undefined && { password }),
    });
    return { client, end: await end };
  };
  try {
    const { client, end } = await enter('secret');
    assert.is(end, 'in');
    const shell = await new Promise(resolve => client.shell((_, opened) => resolve(opened)));
    assert.ok(shell);
    client.end();
    for (const wrong of ['', 'other', undefined]) {
      const refused = await enter(wrong);
      assert.is(refused.end, 'client-authentication');
      refused.client.end();
    }
  } finally {
    await codec.stop();
  }
});

test('the example of the README works as it stands', async () => {
  const source = /```ts\n([\s\S]*?)```/.exec(readFileSync(readme, 'utf8'))?.[1] ?? '';
  const { outputText } = transpileModule(source, { compilerOptions: { module: ModuleKind.CommonJS } });
  const exported: { example?: (use: (url: string) => Promise<void>) => Promise<void> } = {};
  new Function('require', 'exports', outputText)(createRequire(readme), exported);
  const urls: string[] = [];
  await exported.example?.(async url => void urls.push(url));
  assert.match(urls[0] ?? '', /^ws:\/\/127\.0\.0\.1:\d+$/);
});

test.run();
