import { spawn } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { join, relative } from 'node:path';
import { ensureDebianPackages } from './debian-packages';

/**
 * Runs every test file in a process of its own and ends with the line `N passed, N failed`. Arguments are parts of paths that
 * choose files, such as `unit/tickets`.
 */

const root = join(__dirname, '..');

/** In the order of their speed, so that a small mistake shows early. */
const tiers = ['unit', 'property', 'peers', 'crash', 'browser'];

/** For the file system that plays sysfs GPIO, and for compiling onoff's native part. */
const sysfsGpio = ['fuse3', 'libfuse3-dev', 'pkg-config', 'gcc', 'g++', 'make', 'python3'];

/** Debian packages that tests of these tiers use. */
const packages: Readonly<Record<string, readonly string[]>> = {
  peers: ['mosquitto', 'openssl', 'udev', ...sysfsGpio],
  crash: ['mosquitto'],
  browser: ['chromium', 'mosquitto'],
};

/** A file that runs longer hangs, ms. */
const limit = 400_000;

const workers = 2;

/**
 * Files that need a processor for themselves, because an emulated board or a heartbeat lives in real time: one worker runs them one by one, and
 * first, while the other is at what runs in one process.
 */
const realTime = /\/peers\/(conformance-)?(firmata|simulated-board|satellite)[^/]*$/;

interface Result {
  readonly file: string;
  readonly passed: number;
  readonly failed: number;
  readonly seconds: number;
  readonly output: string;
}

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

function run(file: string): Promise<Result> {
  return new Promise(resolve => {
    const started = performance.now();
    const child = spawn(process.execPath, ['-r', 'ts-node/register', file], {
      cwd: root,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let output = '';
    child.stdout.on('data', data => (output += data));
    child.stderr.on('data', data => (output += data));
    const timer = setTimeout(() => {
      output += `\nstopped after ${limit / 1000} s\n`;
      child.kill('SIGKILL');
      // What it started may outlive it and keep these open.
      child.stdout.destroy();
      child.stderr.destroy();
    }, limit);
    child.on('close', (code, signal) => {
      clearTimeout(timer);
      if (code !== 0) output += `\nended with ${code ?? signal}\n`;
      resolve({ file, ...counted(output, code), seconds: (performance.now() - started) / 1000, output });
    });
  });
}

/** uvu's closing lines, held against the exit code: a file that dies, runs nothing or skips something has failed. */
function counted(output: string, exitCode: number | null): { passed: number; failed: number } {
  const number = (label: string) =>
    Number(output.match(new RegExp(`^\\s*${label}:\\s+(\\d+)`, 'm'))?.[1] ?? Number.NaN);
  const total = number('Total');
  const passed = number('Passed');
  const skipped = number('Skipped');
  if (!(total > 0) || Number.isNaN(passed)) return { passed: 0, failed: 1 };
  const failed = total - passed;
  return { passed, failed: failed === 0 && (exitCode !== 0 || skipped > 0) ? 1 : failed };
}

/** Name and duration on a line. */
function told({ file, seconds }: Result): string {
  return `${relative(__dirname, file)} ${seconds.toFixed(1)} s`;
}

async function main(chosen: readonly string[]): Promise<void> {
  const files = testFiles(chosen);
  const used = new Set(files.map(file => relative(__dirname, file).split('/')[0] ?? ''));
  ensureDebianPackages([...used].flatMap(tier => packages[tier] ?? []));

  const results: Result[] = [];
  const work = async (queue: string[]) => {
    for (let file = queue.shift(); file !== undefined; file = queue.shift()) {
      const result = await run(file);
      results.push(result);
      const mark = result.failed > 0 ? 'FAIL' : 'ok  ';
      process.stdout.write(
        `${mark} ${relative(root, file)}  ${result.passed} in ${result.seconds.toFixed(1)} s\n`,
      );
      if (result.failed > 0) process.stdout.write(`${result.output}\n`);
    }
  };
  const others = files.filter(file => !realTime.test(file));
  await Promise.all([
    work(files.filter(file => realTime.test(file))).then(() => work(others)),
    ...Array.from({ length: workers - 1 }, () => work(others)),
  ]);

  const slowest = results.toSorted((a, b) => b.seconds - a.seconds).slice(0, 5);
  if (results.length > slowest.length) process.stdout.write(`\nslowest: ${slowest.map(told).join(', ')}\n`);

  const passed = results.reduce((sum, result) => sum + result.passed, 0);
  const failed = results.reduce((sum, result) => sum + result.failed, 0);
  for (const result of results) if (result.failed > 0) process.stdout.write(`failed: ${told(result)}\n`);
  process.stdout.write(`\n${passed} passed, ${failed} failed\n`);
  process.exitCode = failed > 0 || passed === 0 ? 1 : 0;
}

main(process.argv.slice(2));
