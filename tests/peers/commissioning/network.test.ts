import { once } from 'node:events';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { type AddressInfo, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { silent } from '../../../hal/platform/log';
import { checkByProgram } from '../../../provisioning/commissioning/check-site';
import { checkNetwork } from '../../../provisioning/commissioning/network/check-network';
import { machineNetwork } from '../../../provisioning/commissioning/network/network';
import { probePort, probeRegion } from '../../../provisioning/commissioning/network/probe';
import { publishReport } from '../../../provisioning/commissioning/publish-report';
import { SetupPrinter, type SetupPrinterOptions } from '../../../provisioning/commissioning/setup-printer';
import { VirtualTime } from '../../../simulator/time/virtual-time';
import { TornNetwork } from '../../support/commissioning/torn-network';
import { SteadyTime } from '../../support/steady-time';

const root = mkdtempSync(join(tmpdir(), 'tiski-net-'));
test.after(() => rmSync(root, { recursive: true }));

test('a cable that is in is told from one that is not, and the loopback is no cable', () => {
  for (const [name, carrier] of [
    ['end0', '1\n'],
    ['end1', '0\n'],
    ['wlan0', undefined],
    ['lo', '1\n'],
  ] as const) {
    const folder = join(root, 'sys/class/net', name);
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, 'address'), 'dc:a6:32:01:02:03\n');
    // A link that is down cannot be asked.
    if (carrier !== undefined) writeFileSync(join(folder, 'carrier'), carrier);
  }
  const links = machineNetwork(root).links();
  assert.equal(
    links.map(({ name, carrier, mac }) => [name, carrier, mac]),
    [
      ['end0', true, 'dc:a6:32:01:02:03'],
      ['end1', false, 'dc:a6:32:01:02:03'],
      ['wlan0', false, 'dc:a6:32:01:02:03'],
    ],
  );
});

test('a machine without any network has no links, and says so without an error', () => {
  assert.equal(machineNetwork(join(root, 'nowhere')).links(), []);
});

test('what lies behind a cable without an address cannot be looked at', async () => {
  const network = new TornNetwork();
  network.link = { ...network.link, addresses: [] };
  const found = await checkNetwork({ network, time: new SteadyTime() });
  assert.equal(
    found.map(({ check, result, code }) => [check, code ?? result]),
    [
      ['link', 'ok'],
      ['address', 'setup-no-address'],
      ...['dns', 'region', 'proxy', 'time', 'broker'].map(check => [check, 'unknown']),
    ],
  );
});

test('a broker that nobody listens for is told with its address', async () => {
  const broker = { host: '127.0.0.1', port: 9 };
  const found = await checkNetwork({ network: new TornNetwork(), time: new SteadyTime(), broker });
  assert.equal(
    found.find(({ check }) => check === 'broker'),
    { check: 'broker', result: 'failed', code: 'setup-broker-closed', detail: '127.0.0.1:9' },
  );
});

test('a region whose address names no port is looked for where all such services are', async () => {
  const region = new URL('https://127.0.0.1/');
  const found = await checkNetwork({ network: new TornNetwork(), time: new SteadyTime(), region });
  assert.is(found.find(({ check }) => check === 'region')?.detail, '127.0.0.1:443');
});

test('an answer that does not come is not waited for for ever', async () => {
  const mute = createServer().listen(0, '127.0.0.1');
  await once(mute, 'listening');
  const { port } = mute.address() as AddressInfo;
  const time = new VirtualTime();
  const asked = probeRegion(new URL(`https://127.0.0.1:${port}`), time);
  const [socket] = await once(mute, 'connection');
  time.advance(5000);
  assert.equal(await asked, { isRegion: false });
  socket.destroy();
  mute.close();
  await once(mute, 'close');
  assert.equal(await probeRegion(new URL(`https://127.0.0.1:${port}`), time), { isRegion: false });
  assert.is(await probePort('127.0.0.1', port, time), 'refused');
  const probed = probePort('127.0.0.1', port, time);
  time.advance(5000);
  assert.is(await probed, 'silent', 'before anything has come back');
});

const report = {
  box: 'library.hub',
  at: '2030-06-01T09:00:00.000Z',
  version: '1.2.3',
  fingerprint: 'AAAA',
  certificateEnds: '2031-06-01T09:00:00.000Z',
  place: 'Library',
  network: [],
  buttons: [],
  devices: [],
};

test('a report that no broker takes, or whose certificates are not there, is told as not sent', async () => {
  const told: unknown[] = [];
  const log = { ...silent, warn: (fields: object) => void told.push(fields) };
  const sent = (broker: object) =>
    publishReport({
      report,
      broker: { url: 'mqtt://127.0.0.1:9', ...broker },
      folder: root,
      time: new SteadyTime(),
      log,
    });
  assert.is(await sent({}), false);
  writeFileSync(join(root, 'held.pem'), 'no certificate');
  const held = { ca: 'held.pem', certificate: 'held.pem', key: 'held.pem' };
  assert.is(await sent({ ...held, url: 'mqtts://127.0.0.1:9' }), false);
  assert.is(await sent({ ca: 'gone.pem' }), false);
  assert.is(told.length, 3);
});

const printed = (options: Partial<SetupPrinterOptions>) =>
  new SetupPrinter({
    time: new SteadyTime(),
    log: silent,
    scratch: root,
    plugged: () => [],
    ...options,
  }).print(() => []);

test('a box without a printer says so, and one that is told of nonsense does as well', async () => {
  assert.equal(await printed({}), { outcome: 'not-done', code: 'setup-no-printer' });
  for (const address of ['nonsense', 'http://127.0.0.1:9', 'tcp://'])
    await printed({ address }).then(
      () => assert.unreachable(address),
      error => assert.is(error.code, 'setting-invalid', address),
    );
});

test('the first printer on USB is taken, by its serial number where it has one', async () => {
  const node = { path: '/dev/usb/lp0', vendor: 'ffff', product: 'fffe' };
  for (const options of [
    { plugged: () => [node] },
    { plugged: () => [{ ...node, serial: 'ABC' }] },
    { address: 'serial:/dev/serial/by-id/none' },
  ] satisfies Partial<SetupPrinterOptions>[]) {
    const ended = await printed(options);
    assert.is(ended.outcome, 'not-done');
    assert.match('code' in ended ? ended.code : '', /^printer-/);
  }
});

test('a site file is judged by the lines of the program that is to run it', async () => {
  const program = join(root, 'check.js');
  const judged = (text: string) => {
    writeFileSync(program, text);
    return checkByProgram(program)('site.yaml');
  };
  assert.equal(await judged('console.log("all is well")'), []);
  const refusing =
    'console.log("one\\n"); console.error(process.argv.slice(2).join(" ")); process.exitCode = 1';
  assert.equal(await judged(refusing), ['one', 'check site.yaml']);
  const [wordless = '', ...more] = await judged('process.exitCode = 1');
  assert.match(wordless, 'check site.yaml');
  assert.equal(more, []);
});

test.run();
