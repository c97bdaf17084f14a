import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { ensureDebianPackages } from '../debian-packages';
import { boot } from './boot';
import { buildInitramfs } from './initramfs';
import { kernelWithGpioSim } from './kernel';
import { shell } from './shell';

/**
 * `npm run test:kernel`: the GPIO drivers on lines and the USB printer driver on the printer device of a real kernel, in an emulated machine. Ends with the line `N passed, N failed`. Downloads are
 * kept under `tests/.work/kernel`.
 */

const work = join(__dirname, '..', '.work', 'kernel');

const all = ['gpio-character-device.test', 'gpio-sysfs.test', 'usb-printer.test'];

/** Parts of names choose. */
const chosen = process.argv.slice(2);
const tests = chosen.length === 0 ? all : all.filter(name => chosen.some(part => name.includes(part)));

const packages = [
  'qemu-system-x86',
  'busybox-static',
  'cpio',
  'gcc',
  'g++',
  'make',
  'python3',
  'libc6-dev',
  'binutils',
  'xz-utils',
];

const started = performance.now();
const step = (text: string) =>
  process.stdout.write(`${((performance.now() - started) / 1000).toFixed(0).padStart(4)} s  ${text}\n`);

async function main(): Promise<void> {
  mkdirSync(work, { recursive: true });
  ensureDebianPackages(packages);
  step('packages are there');
  shell(process.execPath, [join(__dirname, '..', '..', 'ota', 'bundle', 'native.js')]);
  const kernel = kernelWithGpioSim(work);
  step(`kernel ${kernel.version} with gpio-sim`);
  const initramfs = buildInitramfs(kernel, tests, work);
  step('initramfs, booting');
  const output = await boot(kernel, initramfs, text => process.stdout.write(text));
  step('powered off');

  const { passed, failed } = counted(output);
  process.stdout.write(`\n${passed} passed, ${failed} failed\n`);
  process.exitCode = failed > 0 || passed === 0 ? 1 : 0;
}

/** A test file that did not come to its end with exit code 0 counts as one failure more. */
function counted(output: string): { passed: number; failed: number } {
  const sum = (label: string) =>
    [...output.matchAll(new RegExp(`^\\s*${label}:\\s+(\\d+)`, 'gm'))].reduce(
      (total, [, count]) => total + Number(count),
      0,
    );
  const passed = sum('Passed');
  const clean = [...output.matchAll(/^guest: exit 0$/gm)].length;
  const failed = sum('Total') - passed;
  return { passed, failed: failed > 0 ? failed : tests.length - clean };
}

main().catch(error => {
  process.stdout.write(`${error instanceof Error ? error.message : error}\n\n0 passed, 1 failed\n`);
  process.exitCode = 1;
});
