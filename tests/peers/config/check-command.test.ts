import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { runCheck } from '../../../firmware/config/check-command';
import { changed, drivers, sample } from '../../unit/config/sample';

const folder = mkdtempSync(join(tmpdir(), 'tiski-check-'));
test.after(() => rmSync(folder, { recursive: true }));

function run(file: string | undefined): { code: number; lines: string[] } {
  let text = '';
  const code = runCheck(file, more => (text += more), { drivers });
  assert.ok(text.endsWith('\n'));
  return { code, lines: text.trimEnd().split('\n') };
}

function written(source: string): string {
  const file = join(folder, 'site.yaml');
  writeFileSync(file, source);
  return file;
}

test('a good file gets one line that says what the site has', () => {
  const file = written(sample);
  assert.equal(run(file), {
    code: 0,
    lines: [`${file} is fine: Kaupunki has 2 services, 2 counters, 1 kiosk, 6 devices and speaks fi, sv`],
  });
});

test('a warning is told and does not fail', () => {
  const file = written(`${sample}  spare: { driver: lamp }\n`);
  const { code, lines } = run(file);
  assert.is(code, 0);
  assert.match(lines[0] ?? '', /:52:3: warning: site-device-unused: .* — /);
  assert.match(lines[1] ?? '', /is fine.*; 1 warning$/);
});

test('each problem has a line with its place, and the last line counts', () => {
  const file = written(changed('letter: V', 'letter: O').replace('to: 15:00', 'to: 8:00'));
  const { code, lines } = run(file);
  assert.is(code, 1);
  assert.ok(lines[0]?.startsWith(`${file}:13:13: site-form: "letter" is "O"; expected one capital letter`));
  assert.ok(lines[0]?.endsWith(' — Write it as the message says.'));
  assert.equal(lines.slice(2), [`${file} cannot be used: 2 problems`]);
});

test('a file that is nothing like a site file does not flood the screen', () => {
  const { code, lines } = run(written(Array.from({ length: 500 }, (_, n) => `key${n}: 1`).join('\n')));
  assert.is(code, 1);
  assert.is(lines.length, 102);
  assert.match(lines[100] ?? '', /and 410 more/);
});

test('no file, a missing file and a folder are told in one line', () => {
  assert.match(run(undefined).lines.join(), /Which site file\?/);
  assert.is(run(undefined).code, 1);
  assert.match(
    run(join(folder, 'nowhere.yaml')).lines.join(),
    /:1:1: site-unreadable: there is no such file/,
  );
  assert.is(run(folder).code, 1);
  assert.match(run(folder).lines.join(), /folder/);
});

test('the sites of the simulator are fine with the drivers of the product', () => {
  const sites = readdirSync('simulator/sites').filter(name => name.endsWith('.yaml'));
  assert.ok(sites.length >= 5);
  for (const name of sites) {
    const lines: string[] = [];
    assert.is(
      runCheck(join('simulator/sites', name), line => lines.push(line)),
      0,
      lines.join('\n'),
    );
    assert.is(lines.length, 1, lines.join('\n'));
  }
});

test.run();
