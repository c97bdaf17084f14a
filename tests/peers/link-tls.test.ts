import { readFileSync } from 'node:fs';
import { connectAsync } from 'mqtt';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { inTime } from './link-listener';
import { Mosquitto } from './mosquitto';
import { type Issued, TestAuthority } from './test-authority';
import { failureWith, officeWith } from './tls-office';

const authority = new TestAuthority();
const stranger = new TestAuthority();
const ca = authority.certificate;
const server = authority.issue();
const box = authority.issue();

const test = suite('TLS');
test.after(() => {
  authority.remove();
  stranger.remove();
});

/** Runs with a Mosquitto that shows this certificate and wants one of the authority. */
async function withBroker(
  shown: Issued,
  run: (broker: Mosquitto) => Promise<void>,
  { webSocket = false } = {},
): Promise<void> {
  const broker = new Mosquitto({ persistent: false, tls: { ca, ...shown }, webSocket });
  try {
    await run(await broker.start());
  } finally {
    await broker.remove();
  }
}

for (const webSocket of [false, true])
  test(`a box and a broker with certificates meet over ${webSocket ? 'wss' : 'mqtts'}`, () =>
    withBroker(
      server,
      async broker => {
        const { office, log } = officeWith({ url: broker.url, ca, ...box });
        await office.start();
        await office.is('online');
        assert.is(office.link.status.protocol, '5');
        const reader = await connectAsync(broker.url, {
          ca: readFileSync(ca),
          cert: readFileSync(box.certificate),
          key: readFileSync(box.key),
        });
        const came = new Promise<string>(resolve => reader.once('message', resolve));
        await reader.subscribeAsync('tiski/1/lieksa/hub/event/ticket');
        await office.take();
        assert.is(await inTime('event', came), 'tiski/1/lieksa/hub/event/ticket');
        await reader.endAsync();
        await office.stop();
        assertSecret(log.lines.join('\n'));
      },
      { webSocket },
    ));

test('a broker of an authority that is not ours is not believed', async () =>
  withBroker(server, async ({ url }) => {
    const { code, detail, logged } = await failureWith({ url, ca: stranger.certificate, ...box });
    assert.is(code, 'link-untrusted', detail);
    assertSecret(logged);
  }));

test('without an authority of its own, a box believes only the public ones', () =>
  withBroker(server, async ({ url }) =>
    assert.is((await failureWith({ url, ...box })).code, 'link-untrusted'),
  ));

test('the environment cannot switch the checking off', () =>
  withBroker(server, async ({ url }) => {
    process.env.NODE_TLS_REJECT_UNAUTHORIZED = '0';
    try {
      assert.is((await failureWith({ url, ca: stranger.certificate, ...box })).code, 'link-untrusted');
    } finally {
      delete process.env.NODE_TLS_REJECT_UNAUTHORIZED;
    }
  }));

test('a certificate for another name is refused, unless that name is the one expected', () =>
  withBroker(authority.issue({ names: 'DNS:broker.example.fi' }), async ({ url }) => {
    const { code, detail } = await failureWith({ url, ca, ...box });
    assert.is(code, 'link-wrong-name', detail);
    assert.match(detail ?? '', /broker\.example\.fi/);
    const { office } = officeWith({ url, ca, ...box, serverName: 'broker.example.fi' });
    await office.start();
    await office.is('online');
    await office.stop();
  }));

test('a certificate of the broker that has ended', () =>
  withBroker(authority.issue({ from: -20, to: -10 }), async ({ url }) =>
    assert.is((await failureWith({ url, ca, ...box })).code, 'link-expired'),
  ));

test('a clock that is behind is named as the cause, with what it says', () =>
  withBroker(authority.issue({ from: 10, to: 20 }), async ({ url }) => {
    const { code, detail } = await failureWith({ url, ca, ...box });
    assert.is(code, 'link-clock', detail);
    assert.match(detail ?? '', new RegExp(`clock of this box says ${new Date().getFullYear()}-`));
  }));

const refused: Readonly<Record<string, () => Partial<Issued>>> = {
  'no certificate': () => ({}),
  'one of a stranger': () => stranger.issue(),
  'one that has ended': () => authority.issue({ from: -20, to: -10 }),
};

for (const webSocket of [false, true])
  for (const [what, own] of Object.entries(refused))
    test(`a broker over ${webSocket ? 'wss' : 'mqtts'} that is shown ${what} refuses, and that is said`, () =>
      withBroker(
        server,
        async ({ url }) => {
          const files = own();
          // The alert races with what is sent after it: once is not enough.
          for (let attempt = 0; attempt < 3; attempt++) {
            const { code, detail } = await failureWith({ url, ca, ...files });
            assert.is(code, 'link-certificate-refused', detail);
          }
        },
        { webSocket },
      ));

/** That nothing of the box's key stands in a text. */
function assertSecret(text: string): void {
  const [, ...lines] = readFileSync(box.key, 'latin1').trim().split('\n');
  for (const part of [...lines.slice(0, -1), 'PRIVATE KEY']) assert.not.ok(text.includes(part), part);
}

test.run();
