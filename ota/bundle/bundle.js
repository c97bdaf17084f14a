// Makes dist/: one file per program, ahead of time, so that a box starts in a fraction of a second. Plain JavaScript because it
// runs before anything is compiled.

const { existsSync, mkdirSync, readdirSync, renameSync, statSync, writeFileSync } = require('node:fs');
const { join } = require('node:path');

const programs = {
  appliance: 'firmware/main.ts',
  simulator: 'simulator/main.ts',
  updater: 'ota/main.ts',
  provisioning: 'provisioning/main.ts',
};

/** Packages with native parts or data files of their own stay outside and are loaded when first needed. */
const external = [
  'better-sqlite3',
  'sharp',
  'serialport',
  'johnny-five',
  'firmata-io',
  'onoff',
  'koffi',
  'jsxapi',
  'ssh2',
  'dejavu-fonts-ttf',
  'avr8js',
  // Large tables that few boxes need.
  'iconv-lite',
  'unorm',
  'ical.js',
];

const inPlaceOf = {
  // Node has its own of these; the packages are for browsers and for old releases.
  'readable-stream': 'node:stream',
  'better-sqlite3': './ota/bundle/sqlite.js',
};

const sources = ['firmware', 'hal', 'simulator', 'provisioning', 'ota', 'package.json'];

/** Scripts and styles of the pages, by the folders of their sources. */
const pages = [
  'firmware/screens/browser-page',
  'simulator/bench-page/browser-page',
  'provisioning/commissioning/browser-page',
];

/** Bundles all programs into dist/, unless it is newer than every source. */
function bundle(root, { force }) {
  const out = join(root, 'dist');
  if (!force && isFresh(root, out)) return;
  mkdirSync(out, { recursive: true });
  const { buildSync } = require('esbuild');
  const common = {
    absWorkingDir: root,
    bundle: true,
    minify: true,
    logLevel: 'error',
    legalComments: 'none',
  };
  const { outputFiles, metafile } = buildSync({
    ...common,
    write: false,
    entryPoints: Object.fromEntries(Object.entries(programs).map(([name, file]) => [name, join(root, file)])),
    outdir: out,
    platform: 'node',
    target: 'node24',
    format: 'cjs',
    sourcemap: true,
    metafile: true,
    external,
    alias: inPlaceOf,
  });
  for (const { path, text } of outputFiles) writeWhole(path, path.endsWith('.js') ? inAscii(text) : text);
  writeWhole(join(out, 'packages.json'), `${JSON.stringify(packagesIn(metafile), undefined, 2)}\n`);
  const { buildAssets } = require('../../firmware/screens/build-assets.ts');
  for (const folder of pages)
    if (existsSync(join(root, folder))) buildAssets(join(out, 'assets'), join(root, folder));
}

/** Another start may be reading it. */
function writeWhole(path, text) {
  writeFileSync(`${path}.${process.pid}`, text);
  renameSync(`${path}.${process.pid}`, path);
}

/** Folders of the packages that went into each program, for the bill of materials. */
function packagesIn({ outputs }) {
  const programs = Object.entries(outputs).filter(([path]) => path.endsWith('.js'));
  return Object.fromEntries(
    programs.map(([path, { inputs }]) => {
      const folders = Object.keys(inputs).map(
        input => /^.*node_modules\/(?:@[^/]+\/)?[^/]+(?=\/)/.exec(input)?.[0],
      );
      return [path, [...new Set(folders)].filter(Boolean).sort()];
    }),
  );
}

/** What esbuild leaves in templates: one such character, and V8 keeps the whole program in memory with two bytes for each of its characters. */
function inAscii(program) {
  return program.replace(/[^\0-\x7f]/g, unit => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`);
}

/** Whether dist/ is newer than every source. */
function isFresh(root, out = join(root, 'dist')) {
  const built = oldest(Object.keys(programs).map(name => join(out, `${name}.js`)));
  return built !== undefined && newest(sources.map(name => join(root, name))) < built;
}

function oldest(files) {
  if (!files.every(existsSync)) return undefined;
  return Math.min(...files.map(file => statSync(file).mtimeMs));
}

function newest(paths) {
  let time = 0;
  for (const path of paths) {
    const stat = statSync(path);
    time = Math.max(time, stat.mtimeMs);
    if (stat.isDirectory()) time = Math.max(time, newest(readdirSync(path).map(name => join(path, name))));
  }
  return time;
}

module.exports = { bundle, external, isFresh };

if (require.main === module) bundle(join(__dirname, '..', '..'), { force: true });
