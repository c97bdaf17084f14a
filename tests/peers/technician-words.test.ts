import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { SiteRefused } from '../../firmware/config/load-site';
import { lockFile, satelliteLockIn } from '../../firmware/state-lock';
import { holderName, holdersOf } from '../../firmware/technician/holders';
import { runList } from '../../firmware/technician/list-command';
import { chosen, elsewhere } from '../../firmware/technician/open-devices';
import { readSiteDevices } from '../../firmware/technician/site-devices';
import { runTest } from '../../firmware/technician/test-command';
import type { Tools } from '../../firmware/technician/tools';
import { machine } from '../../firmware/technician/usb-ports';
import { runWatch } from '../../firmware/technician/watch-command';
import { isTiskiError } from '../../hal/platform/error';
import { silent } from '../../hal/platform/log';
import { SteadyTime } from '../support/steady-time';

let folder: string;
let config: string;
let said: string;

test.before.each(() => {
  folder = mkdtempSync(join(tmpdir(), 'tiski-words-'));
  config = join(folder, 'site.yaml');
  said = '';
  writeFileSync(
    config,
    `version: 1
timezone: Europe/Nowhere
devices:
  button: { driver: virtual-button }
  bell: { driver: virtual-ring-source }
  far: { driver: satellite-lamp, appliance: room, device: lamp }
  program: { driver: reported-ring }
  tone: { driver: virtual-sounder }
`,
  );
});
test.after.each(() => rmSync(folder, { recursive: true }));

function tools(interrupted = new AbortController().signal): Tools {
  return {
    time: new SteadyTime(),
    log: silent,
    environment: {},
    interrupted,
    out: text => {
      said += text.replace(/\s+/g, ' ');
    },
    ask: async () => undefined,
  };
}

const options = () => ({ config, state: join(folder, 'state') });

test('a device that is not there, one on another box and one without a wire are told apart', async () => {
  const site = readSiteDevices(config, {});
  assert.is(site.timezone, 'UTC', 'as long as the zone of the file is none');
  assert.ok(site.problems > 0);
  for (const [name, words] of [
    ['buton', /did you mean "button"/],
    ['zzzzzzzz', /there are button, bell/],
  ] as const) {
    let refusal: unknown;
    try {
      chosen(site, [name]);
    } catch (error) {
      refusal = error;
    }
    assert.ok(isTiskiError(refusal, 'site-device-unknown'));
    assert.match(String(refusal), words);
  }
  assert.equal(Object.keys(chosen(site, [])).length, 5);
  assert.match(elsewhere(site.devices.far ?? { driver: '' }) ?? '', /on the satellite room.*for lamp/);
  assert.is(await runTest('far', options(), tools()), 1);
  assert.match(said, /FAIL far: It cannot be tested here[\s\S]*satellite room/);
  said = '';
  assert.is(await runTest('bell', options(), tools()), 1);
  assert.match(said, /It is virtual: there is no wire/);
});

test('a test that its technician ends is no verdict about the device', async () => {
  const control = new AbortController();
  control.abort();
  assert.is(await runTest('tone', options(), tools(control.signal)), 1);
  assert.match(said, /You ended the test, so nothing is known/);
});

test('what cannot be watched here is named, and the rest is watched until the end', async () => {
  assert.is(await runWatch(['far', 'program'], options(), tools()), 1);
  assert.match(said, /far: not watched[\s\S]*program: not watched[\s\S]*There is no device to watch/);
  said = '';
  const control = new AbortController();
  control.abort();
  assert.is(await runWatch(['button', 'tone'], options(), tools(control.signal)), 0);
  assert.match(said, /Watching 2 devices[\s\S]*Ended\./);
});

test('while a program has the state folder nothing is opened, and how to stop it is said', async () => {
  const release = lockFile(satelliteLockIn(options().state), { make: true });
  try {
    assert.is(await runTest('tone', options(), tools()), 1);
    assert.match(said, /The appliance is running and has the devices/);
    assert.match(said, /stop: +sudo systemctl stop tiski/);
  } finally {
    release();
  }
});

test('a site file that is not there, is a list, or is wrong about a device is refused; an address of the environment counts', () => {
  const refused = (text?: string) => {
    if (text !== undefined) writeFileSync(config, text);
    try {
      readSiteDevices(text === undefined ? join(folder, 'none.yaml') : config, {});
    } catch (error) {
      assert.ok(error instanceof SiteRefused, String(error));
      return error.problems.map(({ code }) => code).join();
    }
    return 'taken';
  };
  assert.is(refused(), 'site-unreadable');
  assert.match(refused('- a list\n'), /site-form/);
  assert.match(refused('devices: { lamp: { driver: lampp } }\n'), /site-driver-unknown/);
  writeFileSync(config, 'version: 1\n');
  assert.equal(readSiteDevices(config, {}).devices, {});
  writeFileSync(config, 'devices: { paper: { driver: escpos-tcp, host: 10.0.0.5 } }\n');
  const { devices } = readSiteDevices(config, { TISKI_PRINTER_URL: 'tcp://127.0.0.1:9101' });
  assert.is(devices.paper?.port, 9101);
});

test('a list for programs says what is plugged in, and what the site file names if it is asked', () => {
  const roots = { ...machine, sysfs: join(folder, 'sys'), dev: folder };
  const listed = (named?: string) => {
    let text = '';
    const code = runList({ json: true, ...(named && { config: named }) }, part => (text += part), {}, roots);
    return { code, ...(JSON.parse(text) as { serial: unknown[]; site?: { devices: { name: string }[] } }) };
  };
  assert.equal([listed().serial, listed().site], [[], undefined]);
  assert.is(listed(config).site?.devices.length, 5);
});

test('a process that says little of itself still has its number', () => {
  const proc = join(folder, 'proc');
  const port = join(folder, 'ttyACM0');
  writeFileSync(port, '');
  const shown = (id: number, words?: string) => {
    mkdirSync(join(proc, String(id), 'fd'), { recursive: true });
    symlinkSync(port, join(proc, String(id), 'fd', '3'));
    if (words !== undefined) writeFileSync(join(proc, String(id), 'cmdline'), words);
  };
  shown(9100001);
  shown(9100002, '');
  shown(9100003, '/usr/bin/node\0--inspect\0');
  mkdirSync(join(proc, '9100004'));
  assert.equal(holdersOf(port, proc).map(holderName).sort(), [
    'a program (process 9100001)',
    'a program (process 9100002)',
    'node (process 9100003)',
  ]);
  assert.equal(holdersOf(port, join(folder, 'no-proc')), []);
});

test.run();
