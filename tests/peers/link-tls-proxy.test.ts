import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { silent } from '../../hal/platform/log';
import { FasterTime } from '../../simulator/time/faster-time';
import { SteadyTime } from '../support/steady-time';
import { ConnectProxy, type ConnectProxyOptions } from './connect-proxy';
import { LinkedOffice, siteAt } from './link-office';
import { Mosquitto } from './mosquitto';
import { TestAuthority } from './test-authority';
import { failureWith, officeWith } from './tls-office';

const authority = new TestAuthority();
const ca = authority.certificate;
const server = authority.issue({ names: 'DNS:broker.example.fi' });
const box = authority.issue();
const folder = mkdtempSync(join(tmpdir(), 'tiski-proxy-'));
const passwordFile = join(folder, 'password');
writeFileSync(passwordFile, 'sala:sana\n');

const test = suite('proxy');
test.after(() => {
  authority.remove();
  rmSync(folder, { recursive: true });
});

async function withProxy(options: ConnectProxyOptions, run: (proxy: ConnectProxy) => Promise<void>) {
  const proxy = await new ConnectProxy(options).start();
  try {
    await run(proxy);
  } finally {
    await proxy.stop();
  }
}

async function withBroker(webSocket: boolean, run: (broker: Mosquitto, url: string) => Promise<void>) {
  const broker = new Mosquitto({ persistent: false, tls: { ca, ...server }, webSocket });
  try {
    await broker.start();
    await run(broker, broker.url.replace('127.0.0.1', 'broker.example.fi'));
  } finally {
    await broker.remove();
  }
}

for (const webSocket of [false, true])
  test(`through a proxy that wants a password to a broker that only the proxy can find, over ${webSocket ? 'wss' : 'mqtts'}`, () =>
    withBroker(webSocket, (broker, url) =>
      withProxy({ login: 'box:sala:sana' }, async proxy => {
        const login = { username: 'box', passwordFile };
        const { office, log } = officeWith({ url, ca, ...box, proxy: { url: proxy.url, ...login } });
        await office.start();
        await office.is('online');
        assert.equal(proxy.asked, [`broker.example.fi:${broker.port}`]);
        await office.stop();
        assert.not.match(log.lines.join('\n'), /sala/);
      }),
    ));

const answers: Readonly<Record<string, readonly [ConnectProxyOptions, string]>> = {
  'wants a login and gets none': [{ login: 'a:b' }, 'link-proxy-login'],
  'forbids it': [{ answer: 'HTTP/1.1 403 Forbidden\r\n\r\n' }, 'link-proxy-refused'],
  'knows no CONNECT': [{ answer: 'HTTP/1.1 405 Method Not Allowed\r\n\r\n' }, 'link-proxy-refused'],
  'ends the connection': [{ hangsUp: true }, 'link-proxy-refused'],
  'wants someone to sign in on a page': [
    { answer: 'HTTP/1.1 302 Found\r\nLocation: http://login/\r\n\r\n' },
    'link-portal',
  ],
  'cannot reach the broker': [{}, 'link-unreachable'],
  'speaks something else': [{ answer: 'SSH-2.0-OpenSSH_9.2\r\n' }, 'link-not-proxy'],
  'speaks unasked': [{ answer: 'HTTP/1.1 200 OK\r\n\r\nSSH-2.0-OpenSSH_9.2\r\n' }, 'link-not-proxy'],
};

for (const [what, [options, expected]] of Object.entries(answers))
  test(`a proxy that ${what}`, () =>
    withProxy(options, async proxy => {
      // Port 1 is nobody's.
      const url = 'mqtts://127.0.0.1:1';
      const { code, detail } = await failureWith({ url, ca, proxy: { url: proxy.url } });
      assert.is(code, expected, detail);
    }));

test('a wrong password at the proxy', () =>
  withProxy({ login: 'box:other' }, async proxy => {
    const login = { username: 'box', passwordFile };
    const { code, detail } = await failureWith({ url: 'wss://b.fi', proxy: { url: proxy.url, ...login } });
    assert.is(code, 'link-proxy-login');
    assert.not.match(detail ?? '', /sala/);
  }));

test('a proxy that is not there', async () => {
  const proxy = await new ConnectProxy().start();
  const { url } = proxy;
  await proxy.stop();
  assert.is((await failureWith({ url: 'wss://b.fi', proxy: { url } })).code, 'link-proxy-unreachable');
});

test('a proxy whose name nobody knows', async () => {
  const proxy = { url: 'http://proxy.invalid:3128' };
  assert.is((await failureWith({ url: 'wss://b.fi', proxy })).code, 'link-proxy-unreachable');
});

test('a broker without TLS behind a proxy', () =>
  withProxy({}, async proxy => {
    const broker = await new Mosquitto({ persistent: false }).start();
    const url = broker.url.replace('mqtt', 'mqtts');
    assert.is((await failureWith({ url, ca, proxy: { url: proxy.url } })).code, 'link-not-tls');
    await broker.remove();
  }));

test('a broker that expects TLS behind a proxy', () =>
  withBroker(false, (_, url) =>
    withProxy({}, async proxy => {
      const plain = url.replace('mqtts', 'mqtt');
      assert.is((await failureWith({ url: plain, proxy: { url: proxy.url } })).code, 'link-tls-expected');
    }),
  ));

/** The office in a time that runs quicker, so that patience is at an end within a test. */
function quickOffice(mqtt: Parameters<typeof failureWith>[0]): LinkedOffice {
  const time = new FasterTime(new SteadyTime(), 20);
  const site = { ...siteAt(mqtt.url), mqtt };
  return new LinkedOffice(mqtt.url, { site, time, log: silent });
}

test('a proxy that never answers is given up, and named', () =>
  withProxy({ silent: true }, async ({ url }) => {
    const office = quickOffice({ url: 'mqtts://127.0.0.1:1', ca, proxy: { url } });
    const failed = new Promise<void>(resolve => office.link.events.once('status', () => resolve()));
    await office.start();
    await failed;
    assert.is(office.link.status.code, 'link-silent');
    assert.match(office.link.status.detail ?? '', /no answer from the proxy/);
    await office.stop();
  }));

for (const webSocket of [false, true])
  test(`a tunnel that dies without a word is noticed and made anew, over ${webSocket ? 'wss' : 'mqtts'}`, () =>
    withBroker(webSocket, (_, url) =>
      withProxy({}, async proxy => {
        const office = quickOffice({ url, ca, ...box, proxy: { url: proxy.url } });
        const codes: unknown[] = [];
        office.link.events.on('status', ({ code }) => codes.push(code));
        await office.start();
        await office.is('online');
        proxy.strand();
        await office.take();
        await office.is('offline');
        assert.is(codes.at(-1), 'link-silent');
        await office.is('online');
        await office.stop();
      }),
    ));

test('a box that stops in the midst of connecting leaves nothing open', () =>
  withProxy({ silent: true }, async proxy => {
    const { office } = officeWith({ url: 'wss://b.fi', proxy: { url: proxy.url } });
    await office.start();
    await proxy.untilAsked();
    await office.stop();
    await proxy.untilIdle();
  }));

test.run();
