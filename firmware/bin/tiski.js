#!/usr/bin/env -S MALLOC_ARENA_MAX=1 MALLOC_MMAP_THRESHOLD_=131072 node --max-semi-space-size=1
// The front door of all programs: finds the pinned Node, keeps the bundle of a development checkout fresh, and hands over.

const { existsSync } = require('node:fs');
const { enableCompileCache, getCompileCacheDir } = require('node:module');
const { join } = require('node:path');

const root = join(__dirname, '..', '..');

/** Which program answers to which command. */
const programs = {
  run: 'appliance',
  check: 'appliance',
  devices: 'appliance',
  queue: 'appliance',
  tokens: 'appliance',
  technician: 'appliance',
  site: 'simulator',
  simulate: 'simulator',
  fleet: 'simulator',
  provision: 'provisioning',
  setup: 'provisioning',
  package: 'provisioning',
  update: 'updater',
  release: 'updater',
  tuf: 'updater',
};

if (Number(process.versions.node.split('.')[0]) < 24) startAgainWithPinnedNode();
else start(process.argv.slice(2));

function start(argv) {
  const command = argv[0];
  if (command === 'build') return require('../../ota/bundle/bundle.js').bundle(root, { force: true });
  const program = programs[command];
  if (!program) {
    const wanted = command === undefined || command === '--help' || command === 'help';
    (wanted ? process.stdout : process.stderr).write(
      `usage: tiski COMMAND …\ncommands: ${Object.keys(programs).join(', ')}, build\n`,
    );
    process.exitCode = wanted ? 0 : 2;
    return;
  }
  if (existsSync(join(root, 'tsconfig.json'))) freshen();
  // Of the release that this file belongs to, and of no other: the same that its manifest names.
  process.env.TISKI_VERSION = require('../../package.json').version;
  enableCompileCache(join(root, 'dist', '.compile-cache'));
  const { loadProgram } = require('./load-program.js');
  const file = join(root, 'dist', `${program}.js`);
  const loaded = loadProgram(file, { folder: getCompileCacheDir(), name: command });
  // The box says by itself when it has done what it does all day.
  if (command !== 'run') process.once('exit', status => status === 0 && loaded.keepCompiled());
  loaded.program.main(argv, loaded.keepCompiled);
}

/** In a development checkout; by a process of its own, so that the program itself begins with little memory. */
function freshen() {
  const builder = join(root, 'ota', 'bundle', 'bundle.js');
  if (require(builder).isFresh(root)) return;
  const { spawnSync } = require('node:child_process');
  const { status } = spawnSync(process.execPath, [builder], { stdio: ['ignore', 2, 2] });
  if (status !== 0) process.exit(1);
}

/** The product ships its own Node; an older one on the machine only opens the door. */
function startAgainWithPinnedNode() {
  const pinned = join(root, 'node_modules', '.bin', 'node');
  if (!existsSync(pinned)) {
    process.stderr.write('tiski needs Node 24, which comes with "npm ci" in this folder\n');
    process.exitCode = 1;
    return;
  }
  const { spawn } = require('node:child_process');
  const child = spawn(pinned, process.argv.slice(1), { stdio: 'inherit' });
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
  child.on('exit', (code, signal) => {
    if (signal) process.kill(process.pid, signal);
    else process.exitCode = code ?? 1;
  });
}
