import {
  chmodSync,
  copyFileSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { connectAsync } from 'mqtt';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { runCheck } from '../../firmware/config/check-command';
import { loadSite } from '../../firmware/config/load-site';
import type { Timer } from '../../hal/platform/time';
import { SteadyTime } from '../support/steady-time';
import { drivers, sample } from '../unit/config/sample';
import { inTime } from './link-listener';
import { Mosquitto } from './mosquitto';
import { TcpProxy } from './tcp-proxy';
import { type Issued, TestAuthority } from './test-authority';
import { failureWith, officeWith } from './tls-office';

const authority = new TestAuthority();
const box = authority.issue();
const other = authority.issue();

interface Files {
  readonly folder: string;
  readonly ca: string;
  readonly certificate: string;
  readonly key: string;
}

const test = suite<{ files: Files }>('files for TLS');

test.before.each(context => {
  const folder = mkdtempSync(join(tmpdir(), 'tiski-files-'));
  const ca = join(folder, 'ca.pem');
  copyFileSync(authority.certificate, ca);
  const certificate = join(folder, 'box.pem');
  const key = join(folder, 'box.key');
  context.files = { folder, ca, certificate, key };
  put(context.files, box);
});
test.after.each(({ files }) => rmSync(files.folder, { recursive: true }));
test.after(() => authority.remove());

function put({ certificate, key }: Files, issued: Issued): void {
  copyFileSync(issued.certificate, certificate);
  rmSync(key, { force: true });
  copyFileSync(issued.key, key);
}

/** What `tiski check` says of a site with these files, with its exit code in front. */
function checked({ folder }: Files): string {
  const file = join(folder, 'site.yaml');
  const lines = ['url: mqtts://b.fi', 'ca: ca.pem', 'certificate: box.pem', 'key: box.key'];
  writeFileSync(file, `${sample}mqtt:\n  ${lines.join('\n  ')}\n`);
  // Whatever became of the files, the box starts.
  loadSite(file, { drivers });
  let told = '';
  const exit = runCheck(
    file,
    text => {
      told += text;
    },
    { drivers },
  );
  return `${exit} ${told.replaceAll(`${file}:`, '')}`;
}

const lines = sample.split('\n').length;
const place = { ca: `${lines + 2}:7`, certificate: `${lines + 3}:16`, key: `${lines + 4}:8` };

const broken: readonly [string, keyof typeof place, string, RegExp, (files: Files) => void][] = [
  ['a key that is not there', 'key', 'site-file-missing', /box\.key/, ({ key }) => rmSync(key)],
  ['a CA that is not there', 'ca', 'site-file-missing', /ca\.pem/, ({ ca }) => rmSync(ca)],
  [
    'a key that others may read',
    'key',
    'tls-key-exposed',
    /permissions 604/,
    ({ key }) => chmodSync(key, 0o604),
  ],
  [
    'a key of another certificate',
    'key',
    'tls-key-mismatch',
    /box\.pem/,
    ({ certificate }) => copyFileSync(other.certificate, certificate),
  ],
  [
    'a key in the place of the certificate',
    'certificate',
    'tls-not-pem',
    /private key in the place/,
    ({ certificate, key }) => copyFileSync(key, certificate),
  ],
  [
    'a certificate that is half written',
    'certificate',
    'tls-not-pem',
    /no certificate in PEM, or a broken one/,
    ({ certificate }) => writeFileSync(certificate, readFileSync(certificate).subarray(0, 300)),
  ],
  [
    'a CA that is no PEM',
    'ca',
    'tls-not-pem',
    /no certificate in PEM/,
    ({ ca }) => writeFileSync(ca, Buffer.from([0x30, 0x82, 1, 2, 3])),
  ],
  [
    'a key that is half written',
    'key',
    'tls-not-pem',
    /no private key in PEM/,
    ({ key }) => writeFileSync(key, readFileSync(key).subarray(0, 100)),
  ],
  ['a key with a passphrase', 'key', 'tls-key-locked', /passphrase/, ({ key }) => authority.lock(key)],
  [
    'a directory for a key',
    'key',
    'site-file-unreadable',
    /cannot be read/,
    ({ key }) => {
      rmSync(key);
      mkdirSync(key);
    },
  ],
];

for (const [what, setting, code, words, spoil] of broken)
  test(`${what} is found by the check, and named when the box connects`, async ({ files }) => {
    spoil(files);
    const told = checked(files);
    assert.ok(told.startsWith(`1 ${place[setting]}: ${code}: `), told);
    assert.match(told, words);
    const { folder: _, ...named } = files;
    const status = await failureWith({ url: 'mqtts://127.0.0.1:1', ...named });
    assert.is(status.code, code, status.detail);
    assertSecret(told + status.detail + status.logged);
  });

test('dates are told by the check: ended, ending soon, not begun', ({ files }) => {
  assert.match(checked(files), /^0 .*is fine/);
  put(files, authority.issue({ from: -20, to: -10 }));
  assert.match(checked(files), new RegExp(`^1 ${place.certificate}: tls-expired: .*ended on`));
  put(files, authority.issue({ from: -340, to: 25 }));
  assert.match(checked(files), new RegExp(`^0 ${place.certificate}: warning: tls-expires-soon: .*ends on`));
  put(files, authority.issue({ from: -60, to: 25 }));
  assert.match(checked(files), /^0 .*is fine/, 'a short life that has more than a quarter left');
  put(files, authority.issue({ from: 10, to: 20 }));
  assert.match(checked(files), new RegExp(`^0 ${place.certificate}: warning: tls-not-yet-valid: .*clock`));
});

async function withBroker(run: (broker: Mosquitto, wire: TcpProxy) => Promise<void>): Promise<void> {
  const tls = { ca: authority.certificate, ...authority.issue() };
  const broker = await new Mosquitto({ persistent: false, tls }).start();
  const wire = await new TcpProxy(() => broker.port).start();
  try {
    await run(broker, wire);
  } finally {
    await wire.stop();
    await broker.remove();
  }
}

test('a broken renewal leaves the connection alone; a good one is used without a restart', ({ files }) =>
  withBroker(async (_, wire) => {
    const { folder, ...named } = files;
    const { office, log } = officeWith({ url: wire.url.replace('mqtt', 'mqtts'), ...named });
    await office.start();
    await office.is('online');
    const { since } = office.link.status;

    writeFileSync(files.certificate, 'half');
    await office.take();
    const { status } = office.link;
    assert.equal([status.state, status.since, wire.connections], ['online', since, 1]);

    wire.cut();
    await log.until('"tls-not-pem"');
    assert.is(office.link.status.code, 'tls-not-pem');
    assert.is(wire.connections, 1);
    put(files, other);
    await office.is('online');
    await office.stop();
    assertSecret(log.lines.join('\n'));
  }));

/** In which an hour ends when it is told to. */
class Hours extends SteadyTime {
  #ends: (() => void) | undefined;

  override every(interval: number, name: string, run: () => void): Timer {
    if (interval < 3_600_000) return super.every(interval, name, run);
    this.#ends = run;
    return { name, cancel: () => undefined };
  }

  end(): void {
    this.#ends?.();
  }
}

test('what will keep the box from its next connection is told in its health within an hour', ({ files }) =>
  withBroker(async ({ url }) => {
    const { folder, ...named } = files;
    put(files, authority.issue({ from: -340, to: 25 }));
    const time = new Hours();
    const { office } = officeWith({ url, ...named }, { time });
    const reader = await connectAsync(url, {
      ca: readFileSync(authority.certificate),
      cert: readFileSync(box.certificate),
      key: readFileSync(box.key),
    });
    const warnings = (expected: readonly string[]) =>
      inTime(
        expected.join(),
        new Promise<void>(resolve =>
          reader.on('message', (_topic, payload) => {
            if (JSON.parse(payload.toString()).box.warnings.join() === expected.join()) resolve();
          }),
        ),
      );
    const soon = warnings(['tls-expires-soon']);
    await reader.subscribeAsync('tiski/1/lieksa/hub/health');
    await office.start();
    await soon;

    const open = warnings(['tls-key-exposed', 'tls-expires-soon']);
    chmodSync(files.key, 0o644);
    time.end();
    await open;
    assert.is(office.link.status.state, 'online');

    const none = warnings([]);
    put(files, box);
    time.end();
    await none;
    await reader.endAsync();
    await office.stop();
  }));

function secretOf({ key }: Pick<Issued, 'key'>): string[] {
  return readFileSync(key, 'latin1').trim().split('\n').slice(1, -1);
}

function assertSecret(text: string): void {
  for (const part of secretOf(box)) assert.not.ok(text.includes(part), 'a part of the key');
}

test.run();
