import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { printed } from '../../../firmware/config/problem';
import { assertProblem, check, sample } from './sample';

const withMqtt = (...lines: readonly string[]) => `${sample}mqtt:\n  ${lines.join('\n  ')}\n`;

test('a broker over TLS with files, another name and a proxy', () =>
  assert.equal(
    check(
      withMqtt(
        'url: wss://broker.example.fi/mqtt',
        'ca: ca.pem',
        'certificate: box.pem',
        'key: box.key',
        'serverName: other.example.fi',
        'proxy: { url: "http://proxy.example.fi:3128", username: box, passwordFile: proxy-password }',
      ),
    ),
    [],
  ));

test('a certificate for an address without TLS would encrypt nothing', () => {
  assertProblem(withMqtt('url: mqtt://localhost', '▶ca: ca.pem'), 'site-mqtt-tls', /"url" is without TLS/);
  assertProblem(
    withMqtt('url: ws://localhost', '▶serverName: b.fi'),
    'site-mqtt-tls',
    /there is "serverName"/,
  );
});

test('certificate and key stand together', () => {
  const url = 'url: mqtts://b.fi';
  assertProblem(withMqtt(url, '▶certificate: box.pem'), 'site-mqtt-tls', /no "key"/);
  assertProblem(withMqtt(url, '▶key: box.key'), 'site-mqtt-tls', /no "certificate"/);
});

test('a key that stands in the site file itself is refused and not repeated', () => {
  const secret = 'MIGHAgEAMBMGByqGSM49';
  const pem = `"-----BEGIN PRIVATE KEY-----${secret}-----END PRIVATE KEY-----"`;
  const marked = withMqtt('url: mqtts://b.fi', 'certificate: box.pem', `▶key: ${pem}`);
  assertProblem(marked, 'site-mqtt-tls', /a key stands here itself/);
  assert.not.ok(check(marked.replace('▶', '')).map(printed).join().includes(secret));
  const certificate = withMqtt(
    'url: mqtts://b.fi',
    `▶certificate: ${pem.replaceAll('PRIVATE KEY', 'CERTIFICATE')}`,
  );
  assertProblem(certificate, 'site-mqtt-tls', /a certificate stands here itself/);
});

test('a proxy is named by an http address, and its password by a file', () => {
  const proxied = (proxy: string) => withMqtt('url: mqtts://b.fi', `proxy: { ${proxy} }`);
  assertProblem(proxied('url: ▶"https://p.fi"'), 'site-form', /http:\/\/proxy\.example\.fi:3128/);
  assertProblem(proxied('url: ▶"http://box:word@p.fi"'), 'site-form', /proxy/);
  assertProblem(proxied('url: ▶"http://p.fi:99999"'), 'site-mqtt-proxy', /is no address/);
  assertProblem(proxied('url: "http://p.fi", ▶username: box'), 'site-mqtt-proxy', /no "passwordFile"/);
  assertProblem(proxied('url: "http://p.fi", ▶passwordFile: word'), 'site-mqtt-proxy', /no "username"/);
});

test.run();
