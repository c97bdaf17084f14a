// npm run native: compiles what no package ships ready-made, for the Node of the product. That is `epoll`, which onoff needs for GPIO through
// sysfs; everything else works without it. Needs a C++ compiler, make and Python, once.

const { spawnSync } = require('node:child_process');
const { existsSync } = require('node:fs');
const { join } = require('node:path');

const debian = 'apt-get install g++ make python3';

/** node-gyp as npm brings it: of the npm that runs this, or of the first on the path. */
function nodeGyp({ npm_config_node_gyp: given = '' }, run) {
  const packages = String(run('npm', ['root', '--global'], { encoding: 'utf8' }).stdout).trim();
  const places = [given, join(packages, 'npm', 'node_modules', 'node-gyp', 'bin', 'node-gyp.js')];
  return places.find(existsSync);
}

/** @param run as `spawnSync` @returns what was done @throws Error that says what is missing */
function compileNative({ root, platform = process.platform, env = process.env, run = spawnSync }) {
  const folder = name => join(root, 'node_modules', name);
  if (platform !== 'linux' || !existsSync(folder('epoll')))
    return 'epoll is not installed here: nothing to compile';
  const runtime = folder(`node-linux-${process.arch}`);
  if (!existsSync(runtime))
    throw new Error(`the Node of the product is not installed for ${process.arch}: run npm ci`);
  const node = join(runtime, 'bin', 'node');
  const loads = () => run(node, ['-e', 'require("epoll")'], { cwd: root }).status === 0;
  if (loads()) return 'epoll is compiled already';
  const gyp = nodeGyp(env, run);
  if (!gyp) throw new Error('node-gyp was not found beside npm');
  const { status, stdout, stderr } = run(node, [gyp, 'rebuild', `--nodedir=${runtime}`], {
    cwd: folder('epoll'),
    // Headers of another Node in somebody's npm settings would win over an argument.
    env: { ...env, npm_config_nodedir: runtime },
    encoding: 'utf8',
  });
  if (status !== 0 || !loads())
    throw new Error(
      `${stdout}${stderr}\nepoll could not be compiled. It needs: ${debian}\nGPIO works without it where the kernel has /dev/gpiochip*.`,
    );
  return 'epoll compiled';
}

module.exports = { compileNative };

if (require.main === module) {
  try {
    process.stdout.write(`${compileNative({ root: join(__dirname, '..', '..') })}\n`);
  } catch (error) {
    process.stderr.write(`${error.message}\n`);
    process.exitCode = 1;
  }
}
