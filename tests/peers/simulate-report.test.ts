import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { runSimulate } from '../../simulator/simulate-command';
import { bundleProgram } from '../support/appliance-process';

const folder = mkdtempSync(join(tmpdir(), 'tiski-report-'));
const file = join(folder, 'report.html');
let out = '';

test.before(async () => {
  // The style of the page is part of the bundle.
  bundleProgram();
  const code = await runSimulate(
    ['mikkeli-quarter', '--report', file],
    { write: (text: string) => (out += text) },
    { write: () => {} },
  );
  assert.is(code, 0);
});
test.after(() => rmSync(folder, { recursive: true }));

test('the first quarter of 2015 in Mikkeli is as busy in each month as the source says', () => {
  const months = [
    ...out.matchAll(/^(\d{4}-\d{2}): served (\d+) on (\d+) opening days; the source says (\d+)$/gm),
  ];
  assert.equal(
    months.map(([, name, , days]) => [name, days]),
    [
      ['2015-01', '20'],
      ['2015-02', '20'],
      ['2015-03', '22'],
    ],
  );
  for (const [line, , served, days, source] of months) {
    // Three standard errors of a month: Poisson counts under a factor of each day.
    const tolerance = 3 * Math.sqrt((1 / 68 + 0.0075) / Number(days));
    assert.ok(Math.abs(Number(served) / Number(source) - 1) < tolerance, line);
  }
});

test('its report is one page with plots and nothing from elsewhere', () => {
  const page = readFileSync(file, 'utf8');
  // Queue, waits and ends of this run; then three of the box's own statistics.
  assert.is(page.match(/<svg/g)?.length, 6);
  assert.match(
    page,
    /aria-label="Waiting over the day, 62 days: mean, and most on any day; at most \d+ at once"/,
  );
  assert.match(page, /Minutes waited, by service\. City services: half at most \d+, nine of ten at most \d+/);
  assert.match(page, /Served \d{4}; did not come when called \d+; cancelled or left \d+\./);
  assert.not.match(page, /NaN|undefined|Infinity/);
  assert.match(page, 'npx tiski simulate mikkeli-quarter');
  assert.match(page, '<th scope="row">2015-03</th>');
  assert.not.match(page, /<script|<link|\b(src|href)="https?:|url\(/);
});

test('a day is reported by its hours, some days of a month as that month', async () => {
  const report = async (...words: string[]) => {
    const quiet = { write: () => {} };
    assert.is(await runSimulate(['pelkosenniemi-day', ...words, '--report', file], quiet, quiet), 0);
    return readFileSync(file, 'utf8');
  };
  const day = await report();
  assert.match(day, 'aria-label="Waiting over the day; at most');
  assert.match(day, 'aria-current="true">Day<');
  const month = await report('--days', '2');
  assert.match(month, '<th scope="row">2014-11</th><td>2</td>');
  assert.match(month, 'aria-current="true">Month<');
});

test.run();
