// Loads TypeScript as ts-node does, and keeps on disk what was compiled: a process that loads the whole program needs half the processor time.
// Plain JavaScript because it runs before anything is compiled.

const { createHash } = require('node:crypto');
const fs = require('node:fs');
const { _extensions: loaders, enableCompileCache } = require('node:module');
const { basename, join, relative } = require('node:path');
const { threadId } = require('node:worker_threads');

const root = join(__dirname, '..', '..');
const kept = join(root, 'node_modules', '.cache', 'tiski', 'compiled');

/** As `tsconfig.json` has it. */
const settings = {
  swcrc: false,
  sourceMaps: 'inline',
  module: { type: 'commonjs', ignoreDynamic: true },
  jsc: { target: 'es2022', keepClassNames: true, parser: { syntax: 'typescript' } },
};

const hash = text => createHash('sha1').update(text).digest('hex');

/** Another compiler makes other code. */
const maker = require('@swc/core/package.json').version + JSON.stringify(settings) + compile;

/** By `fs` at the time: what is loaded first may let a file be read otherwise. */
function load(module, file) {
  module._compile(compiled(file), file);
}

/** The code of a source, kept from now on. */
function compiled(file) {
  const source = fs.readFileSync(file, 'utf8');
  const end = `\n// ${hash(maker + source)}\n`;
  // One place for each file, so that the folder does not grow.
  const place = join(kept, `${hash(relative(root, file))}.js`);
  return read(place, end) ?? keep(place, compile(source, file) + end);
}

function read(place, end) {
  try {
    const code = fs.readFileSync(place, 'utf8');
    return code.endsWith(end) ? code : undefined;
  } catch {
    return undefined;
  }
}

/** Others read at the same time: nobody gets half a file. */
function keep(place, code) {
  fs.mkdirSync(kept, { recursive: true });
  const ours = `${place}.${process.pid}-${threadId}`;
  fs.writeFileSync(ours, code);
  fs.renameSync(ours, place);
  return code;
}

/** The map names the source by where it lies beside the code: checkouts that share these modules share what was compiled. */
function compile(source, filename) {
  const named = { ...settings, filename, sourceFileName: basename(filename) };
  return require('@swc/core').transformSync(source, named).code;
}

loaders['.ts'] = load;
// Machine code of packages; counts would be less exact with it.
if (!process.env.NODE_V8_COVERAGE) enableCompileCache(join(kept, '..', 'machine-code'));
process.setSourceMapsEnabled(true);

module.exports = { compiled };
