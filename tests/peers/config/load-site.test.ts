import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { loadSite, SiteRefused } from '../../../firmware/config/load-site';
import { optionsOf } from '../../../firmware/config/site';
import { isTiskiError } from '../../../hal/platform/error';
import { fullSite } from '../../unit/config/full-site';
import { changed, drivers, sample } from '../../unit/config/sample';

const folder = mkdtempSync(join(tmpdir(), 'tiski-site-'));
test.after(() => rmSync(folder, { recursive: true }));

function written(content: string | Uint8Array, name = 'site.yaml'): string {
  const file = join(folder, name);
  writeFileSync(file, content);
  return file;
}

function refused(file: string): SiteRefused {
  try {
    loadSite(file, { drivers });
  } catch (error) {
    assert.ok(error instanceof SiteRefused, String(error));
    return error;
  }
  return assert.unreachable('it was loaded') as never;
}

test('a loaded site has its defaults, and those of its drivers', () => {
  const { site, warnings } = loadSite(written(sample), { drivers });
  assert.equal(warnings, []);
  assert.is(site.timezone, 'Europe/Helsinki');
  assert.equal(site.http, { host: '127.0.0.1', port: 8080 });
  const printer = site.devices['printer-1'];
  assert.ok(printer);
  assert.equal(optionsOf(printer), { host: '10.0.0.5', port: 9100, paper: 80 });
});

test('times of day come out in one form, files as absolute paths', () => {
  writeFileSync(join(folder, 'logo.png'), '');
  const more =
    "ticket: { logo: logo.png }\nmqtt: { url: 'mqtts://b.fi', username: u, passwordFile: secrets/mqtt }\n";
  const { site } = loadSite(written(sample + more), { drivers });
  assert.equal(site.services[0]?.hours?.[0], { days: ['mon', 'tue'], from: '09:00', to: '15:00' });
  assert.is(site.ticket?.logo, join(folder, 'logo.png'));
  assert.is(site.mqtt?.passwordFile, join(folder, 'secrets', 'mqtt'));
});

test('every file that a site names is absolute, whatever it is for', () => {
  const more = fullSite
    .replace("url: 'https://calendar.example.fi/tax'", 'urlFile: secrets/tax')
    .replace('proxy: {', 'ca: ca.pem, proxy: {'.replace(', ', '\n  '));
  const { site } = loadSite(written(more), { drivers });
  const at = (...names: string[]) => join(folder, ...names);
  assert.equal(
    site.bookings?.calendars.map(({ file, urlFile }) => [file, urlFile]),
    [
      [undefined, at('secrets', 'tax')],
      [at('kela.ics'), undefined],
    ],
  );
  assert.is(site.mqtt?.proxy?.passwordFile, at('logo.png'));
  assert.is(site.mqtt?.ca, at('ca.pem'));
  assert.is(site.neighbours?.helpdesk?.keyFile, at('logo.png'));
  const open = fullSite.replace(', username: box, passwordFile: logo.png }', ' }');
  assert.equal(loadSite(written(open), { drivers }).site.mqtt?.proxy, {
    url: 'http://proxy.example.fi:3128',
  });
});

test('nobody can change a loaded site', () => {
  const { site } = loadSite(written(sample), { drivers });
  assert.throws(() => {
    site.http.port = 1;
  }, /read only/);
  assert.throws(() => site.services[0]?.hours?.[0]?.days.push('sun'), /not extensible/);
});

test('a site with warnings loads and tells them', () => {
  const { warnings } = loadSite(written(`${sample}  spare: { driver: lamp }\n`), { drivers });
  assert.equal(
    warnings.map(({ code }) => code),
    ['site-device-unused'],
  );
});

test('a refused site carries all problems, also in its message', () => {
  const source = changed('letter: V', 'letter: O').replace('to: 15:00', 'to: 8:00');
  const file = written(source);
  const error = refused(file);
  assert.ok(isTiskiError(error, 'site-refused'));
  assert.equal(
    error.problems.map(({ code }) => code),
    ['site-form', 'site-hours'],
  );
  assert.ok(error.message.includes(`${file}:13:13: site-form:`));
  assert.ok(error.message.includes(`${file}:19:13: site-hours:`));
});

test('what cannot be read is a problem with a reason', () => {
  const code = (file: string) => refused(file).problems.map(problem => problem.code);
  const reason = (file: string) => refused(file).problems[0]?.message ?? '';
  assert.match(reason(join(folder, 'nowhere.yaml')), /no such file/);
  mkdirSync(join(folder, 'sites'));
  assert.match(reason(join(folder, 'sites')), /folder/);
  assert.match(reason(join(written(sample), 'below')), /not a folder/);
  assert.match(reason('/dev/zero'), /not a file/);
  assert.match(reason('site\0.yaml'), /null bytes/);
  assert.equal(code(join(folder, 'nowhere.yaml')), ['site-unreadable']);
  assert.equal(code(written('#'.repeat(300_000))), ['site-too-large']);
});

test('a file in another encoding is told where it first shows', () => {
  const latin1 = Buffer.from(sample, 'latin1');
  const [problem] = refused(written(latin1)).problems;
  assert.is(problem?.code, 'site-encoding');
  assert.is(`${problem?.line}:${problem?.column}`, '8:42');
  assert.match(problem?.message ?? '', /0xF6/);
  const utf16 = Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(sample, 'utf16le')]);
  assert.match(refused(written(utf16)).problems[0]?.message ?? '', /UTF-16/);
  const other = Buffer.concat([Buffer.from([0xfe, 0xff]), Buffer.from(sample, 'utf16le').swap16()]);
  assert.match(refused(written(other)).problems[0]?.message ?? '', /UTF-16/);
  const last = refused(
    written(Buffer.from(`${sample}# \u00e4`, 'latin1').subarray(sample.indexOf('devices'))),
  ).problems[0];
  assert.match(last?.message ?? '', /0xE4/);
});

test.run();
