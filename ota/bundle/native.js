// npm run native: compiles what no package ships ready-made, for the Node of the product. That is `epoll`, which onoff needs for GPIO through
// sysfs; everything else works without it. Needs a C++ compiler, make and Python, once.

const { spawnSync } = require('node:child_process');
const { existsSync } = require('node:fs');
const { join } = require('node:path');

const root = join(__dirname, '..', '..');
const debian = 'apt-get install g++ make python3';

function folderOf(name) {
  const folder = join(root, 'node_modules', name);
  return existsSync(folder) ? folder : undefined;
}

/** node-gyp as npm brings it: of the npm that runs this, or of the first on the path. */
function nodeGyp() {
  const given = process.env.npm_config_node_gyp;
  if (given && existsSync(given)) return given;
  const packages = spawnSync('npm', ['root', '--global'], { encoding: 'utf8' }).stdout?.trim() ?? '';
  const script = join(packages, 'npm', 'node_modules', 'node-gyp', 'bin', 'node-gyp.js');
  return existsSync(script) ? script : undefined;
}

function loads(node) {
  return spawnSync(node, ['-e', 'require("epoll")'], { cwd: root }).status === 0;
}

function main() {
  const epoll = folderOf('epoll');
  if (process.platform !== 'linux' || !epoll) return 'epoll is not installed here: nothing to compile';
  const runtime = folderOf(`node-linux-${process.arch}`);
  if (!runtime) throw new Error(`the Node of the product is not installed for ${process.arch}: run npm ci`);
  const node = join(runtime, 'bin', 'node');
  if (loads(node)) return 'epoll is compiled already';
  const gyp = nodeGyp();
  if (!gyp) throw new Error('node-gyp was not found beside npm');
  // Headers of another Node in somebody's npm settings would win over an argument.
  const env = { ...process.env, npm_config_nodedir: runtime };
  const { status, stdout, stderr } = spawnSync(node, [gyp, 'rebuild', `--nodedir=${runtime}`], {
    cwd: epoll,
    env,
    encoding: 'utf8',
  });
  if (status !== 0 || !loads(node))
    throw new Error(
      `${stdout}${stderr}\nepoll could not be compiled. It needs: ${debian}\nGPIO works without it where the kernel has /dev/gpiochip*.`,
    );
  return 'epoll compiled';
}

try {
  process.stdout.write(`${main()}\n`);
} catch (error) {
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 1;
}
