import { execFileSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { join, relative } from 'node:path';
import { ensureDebianPackages } from './debian-packages';
import { mustNotBeCounted, runInOwnProcess } from './running/own-process';
import type { Result } from './running/result';
import { SharedProcess } from './running/shared-process';
import { typescript } from './running/typescript';

/**
 * Runs every test file and ends with the line `N passed, N failed`. Arguments are parts of paths that choose files, such as `unit/tickets`.
 */

const root = join(__dirname, '..');

/** In the order of their speed, so that a small mistake shows early. */
const tiers = ['unit', 'property', 'crash', 'peers', 'browser'];

/** For the file system that plays sysfs GPIO, and for compiling onoff's native part. */
const sysfsGpio = ['fuse3', 'libfuse3-dev', 'pkg-config', 'gcc', 'g++', 'make', 'python3'];

/** Clients that enrol as strangers to our own, and a clock that says 1970. */
const enrolment = ['strongswan-pki', 'libstrongswan-standard-plugins', 'curl', 'faketime'];
const chip = ['swtpm', 'tpm2-openssl', 'tpm2-abrmd', 'libtss2-tcti-tabrmd0', 'dbus-daemon', 'dbus-bin'];

/** Debian packages that tests of these tiers use. */
const packages: Readonly<Record<string, readonly string[]>> = {
  peers: ['iproute2', 'mosquitto', 'openssl', 'systemd', 'udev', ...sysfsGpio, ...enrolment, ...chip],
  crash: ['iproute2', 'mosquitto', 'gcc', 'libc6-dev'],
  browser: ['chromium', 'chromium-headless-shell', 'mosquitto', 'espeak-ng'],
};

/**
 * Files that need a processor at once when they ask for it, because an emulated board, a heartbeat, a bouncing contact or a late answer lives in real time. They
 * mostly wait: two by two they run first, beside one other, before all lanes are filled.
 */
const realTime =
  /\/peers\/(conformance-)?(box-faults|escpos-connection|firmata|gpio|point-faults|satellite|simulated-board|site-devices)[^/]*$/;

/**
 * Files that need a process for themselves: whole programs that are killed; stages that the parts of a table share as long as a process lives;
 * files that count what a process has loaded or holds, and those that run in a mount namespace.
 */
const ownProcess =
  /\/crash\/|\/conformance-|-leaks\.|soak\.|neighbours-reading\.|gpio-sysfs\.|technician-gpio\./;

function testFiles(chosen: readonly string[]): string[] {
  const files = tiers.flatMap(tier => {
    const folder = join(__dirname, tier);
    return readdirSync(folder, { recursive: true, encoding: 'utf8' })
      .filter(name => name.endsWith('.test.ts'))
      .sort()
      .map(name => join(folder, name));
  });
  return chosen.length === 0 ? files : files.filter(file => chosen.some(part => file.includes(part)));
}

/** Name and duration on a line. */
function told({ file, seconds }: Result): string {
  return `${relative(__dirname, file)} ${seconds.toFixed(1)} s`;
}

async function main(chosen: readonly string[]): Promise<void> {
  const files = testFiles(chosen);
  const used = new Set(files.map(file => relative(__dirname, file).split('/')[0] ?? ''));
  ensureDebianPackages([...used].flatMap(tier => packages[tier] ?? []));

  execFileSync(process.execPath, [...typescript, join(__dirname, 'running', 'compile-ahead.ts')]);

  const results: Result[] = [];
  const tell = (result: Result) => {
    results.push(result);
    const mark = result.failed > 0 ? 'FAIL' : 'ok  ';
    const { file, passed, seconds } = result;
    process.stdout.write(`${mark} ${relative(root, file)}  ${passed} in ${seconds.toFixed(1)} s\n`);
    if (result.failed > 0) process.stdout.write(`${result.output}\n`);
  };
  const inTime = files.filter(file => realTime.test(file));
  const others = files.filter(file => !realTime.test(file));
  const lane = async (next: () => string | undefined) => {
    const shared = new SharedProcess(root);
    for (let file = next(); file !== undefined; file = next()) {
      const isAlone = ownProcess.test(file) || mustNotBeCounted(file);
      tell(await (isAlone ? runInOwnProcess(file, root) : shared.run(file)));
    }
    shared.stop();
  };
  const inTimeLane = async () => {
    for (let file = inTime.shift(); file !== undefined; file = inTime.shift()) {
      tell(await runInOwnProcess(file, root));
    }
  };
  // Pages, which want the processors, beside wires and processes, which mostly wait.
  const fromFront = () => lane(() => others.shift());
  const fromBack = () => lane(() => others.pop());
  const inTimeFirst = Promise.all([inTimeLane(), inTimeLane()]);
  await Promise.all([fromFront(), ...[fromFront, fromBack, fromBack].map(next => inTimeFirst.then(next))]);

  const slowest = results.toSorted((a, b) => b.seconds - a.seconds).slice(0, 5);
  if (results.length > slowest.length) process.stdout.write(`\nslowest: ${slowest.map(told).join(', ')}\n`);

  const passed = results.reduce((sum, result) => sum + result.passed, 0);
  const failed = results.reduce((sum, result) => sum + result.failed, 0);
  for (const result of results) if (result.failed > 0) process.stdout.write(`failed: ${told(result)}\n`);
  process.stdout.write(`\n${passed} passed, ${failed} failed\n`);
  process.exitCode = failed > 0 || passed === 0 ? 1 : 0;
}

main(process.argv.slice(2));
