import { strict as assert } from 'node:assert';
import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { checkoutFor } from '../../provisioning/package/checkout';
import { nativeParts } from '../support/native-parts';
import { RealReleases } from './update/real-releases';

const root = join(__dirname, '..', '..');

/** glibc and libstdc++ of arm64, as Debian has them for cross compilers. */
const libraries = '/usr/aarch64-linux-gnu';

const site = `
version: 1
site: proof
appliance: hub
name: { fi: Koe }
languages: [fi]
organisations: [{ id: kunta, name: { fi: Kunta } }]
services:
  - id: kunta
    letter: K
    organisation: kunta
    name: { fi: Kunta }
counters: [{ id: counter-1, name: { fi: Tiski 1 }, services: [kunta] }]
kiosks: [{ id: lobby, buttons: [] }]
devices: {}
http: { port: 0 }
`;

/**
 * The release for arm64, as the release tool builds it, under user-mode emulation on a machine that is none: its native parts work, it starts, serves, passes the self-test of the box,
 * keeps its journal through a restart; its updater lays down the first slot, reading every byte back, and counts a start.
 */
export async function updateArm64(): Promise<object> {
  const folder = mkdtempSync(join(tmpdir(), 'tiski-update-arm64-'));
  const checkout = checkoutFor(root, 'arm64');
  try {
    const releases = new RealReleases(folder);
    releases.tool('init', 'stable');
    const release = releases.build(checkout.root, '1.0.0', 'arm64');
    const elf = readFileSync(join(release, 'bin', 'node')).subarray(0, 20);
    assert.equal(elf.readUInt16LE(18), 0xb7, 'Node is a program for AArch64 (ELF e_machine)');
    assert.equal(emulated(release, ['-e', nativeParts(join(release, 'dist'))]), 'all work');
    const box = new EmulatedBox(release, folder);
    const startedAfter = await box.start();
    const tested = await box.selfTest();
    const first = await box.takeTicket();
    await box.stop();
    await box.start();
    const second = await box.takeTicket();
    await box.stop();
    assert.deepEqual([first, second], ['K101', 'K102'], 'numbers go on after a restart');
    return { architecture: 'arm64', startedAfter, tested, updater: laysDown(releases, release, folder) };
  } finally {
    checkout.remove();
    rmSync(folder, { recursive: true, force: true });
  }
}

function laysDown(releases: RealReleases, release: string, folder: string): string[] {
  const given = join(folder, 'given');
  mkdirSync(given);
  writeFileSync(
    join(given, 'update.json'),
    JSON.stringify({ source: 'https://localhost/', channel: 'stable' }),
  );
  writeFileSync(
    join(given, 'factory-root'),
    readFileSync(join(releases.repository, 'repository/metadata/1.root.json')),
  );
  const home = ['--home', join(folder, 'home')];
  const update = (...words: string[]) =>
    emulated(release, [join(release, 'firmware/bin/tiski.js'), 'update', ...words, ...home]).trim();
  assert.equal(update('status'), 'updates are off: this box has no root of trust');
  assert.equal(update('begin', '--release', release, '--given', given), 'updates are on');
  assert.equal(update('start'), '1.0.0');
  const status = update('status').split('\n');
  assert.deepEqual(status, ['version 1.0.0', 'slot a', 'phase idle']);
  return status;
}

/** Words that run the Node of a release for arm64 here. */
const within = (release: string) => ['-L', libraries, join(release, 'bin', 'node')];

/** What a program of the release prints. */
function emulated(release: string, words: readonly string[]): string {
  const { status, stdout, stderr, signal } = spawnSync(
    'qemu-aarch64-static',
    [...within(release), ...words],
    {
      env,
      encoding: 'utf8',
    },
  );
  if (status !== 0)
    throw new Error(`${words.join(' ').slice(0, 200)}: ${status ?? signal}\n${stdout}${stderr}`);
  return stdout;
}

const env = {
  PATH: process.env.PATH,
  HOME: '/',
  NODE_DISABLE_COMPILE_CACHE: '1',
  MALLOC_ARENA_MAX: '1',
  MALLOC_MMAP_THRESHOLD_: '131072',
};

class EmulatedBox {
  readonly #release: string;
  readonly #site: string;
  readonly #state: string;
  #child: ChildProcess | undefined;
  #http = '';

  constructor(release: string, folder: string) {
    this.#release = release;
    this.#site = join(folder, 'site.yaml');
    this.#state = join(folder, 'state');
    writeFileSync(this.#site, site);
  }

  /** ms to the ready line. */
  async start(): Promise<number> {
    const began = performance.now();
    const program = join(this.#release, 'firmware/bin/tiski.js');
    const words = ['--max-semi-space-size=2', program, 'run', '--config', this.#site, '--state', this.#state];
    const child = spawn('qemu-aarch64-static', [...within(this.#release), ...words], {
      env,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    this.#child = child;
    let said = '';
    child.stderr.on('data', data => {
      said += data;
    });
    const ended = once(child, 'exit').then(([code, signal]) => {
      throw new Error(`ended with ${code ?? signal}: ${said}`);
    });
    const [line] = (await Promise.race([once(createInterface({ input: child.stdout }), 'line'), ended])) as [
      string,
    ];
    ended.catch(() => undefined);
    this.#http = (JSON.parse(line) as { http: string }).http;
    return Math.round(performance.now() - began);
  }

  async stop(): Promise<void> {
    const child = this.#child;
    if (!child) return;
    const gone = once(child, 'exit');
    child.kill('SIGTERM');
    const [code] = await gone;
    assert.equal(code, 0, 'it ends in good order');
  }

  async takeTicket(): Promise<string> {
    return (await this.#ask('take-ticket', { by: 'customer', args: { service: 'kunta' } })).ticket ?? '';
  }

  /** The self-test of the box, as a technician asks for it; what the fact says of it. */
  async selfTest(): Promise<object> {
    const stream = await fetch(`${this.#http}/api/stream`);
    await this.#ask('self-test', { by: 'technician', args: {} });
    let text = '';
    for await (const part of stream.body ?? []) {
      text += Buffer.from(part).toString('utf8');
      const [, found] = /^data: (.*"appliance\.tested".*)\n/m.exec(text) ?? [];
      if (found === undefined) continue;
      const { data } = JSON.parse(found) as { data: { result: string } };
      assert.equal(data.result, 'ok', found);
      return data;
    }
    throw new Error('the self-test never ended');
  }

  async #ask(name: string, body: object): Promise<{ ticket?: string }> {
    const response = await fetch(`${this.#http}/api/command/${name}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
    const text = await response.text();
    assert.equal(response.status, 200, `${name}: ${text}`);
    const { result, ...rest } = JSON.parse(text);
    return result ?? rest;
  }
}
