import { copyFileSync, cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';

/**
 * `node -r ts-node/register simulator/package/build.ts FOLDER`: the peers as a package of their own, without the firmware, ready for `npm pack`.
 */

const root = join(__dirname, '..', '..');

/** Loaded from node_modules, not bundled: native parts, data files, or large. */
const needed = ['avr8js', 'dejavu-fonts-ttf', 'ws'];
const optional = ['koffi', 'sharp', 'ssh2'];

/** @param out is emptied first */
export function buildPackage(out: string): void {
  rmSync(out, { recursive: true, force: true });
  mkdirSync(join(out, 'types'), { recursive: true });
  bundle(out);
  for (const [path, text] of declarations()) {
    const file = join(out, 'types', path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
  }
  writeFileSync(join(out, 'package.json'), `${JSON.stringify(manifest(), undefined, 2)}\n`);
  copyFileSync(join(root, 'LICENSE'), join(out, 'LICENSE'));
  copyFileSync(join(__dirname, 'README.md'), join(out, 'README.md'));
  cpSync(join(__dirname, 'examples'), join(out, 'examples'), { recursive: true });
}

/** The programs alone, with maps to their sources if asked. */
export function bundle(out: string, { sourcemap = false } = {}): void {
  const { buildSync } = require('esbuild') as typeof import('esbuild');
  const common = {
    absWorkingDir: root,
    bundle: true,
    platform: 'node',
    target: 'node20',
    format: 'cjs',
    external: [...needed, ...optional],
    logLevel: 'error',
    sourcemap,
  } satisfies import('esbuild').BuildOptions;
  buildSync({ ...common, entryPoints: [join(__dirname, 'index.ts')], outfile: join(out, 'index.js') });
  buildSync({
    ...common,
    entryPoints: [join(__dirname, 'cli.ts')],
    outfile: join(out, 'cli.js'),
    banner: { js: '#!/usr/bin/env node' },
  });
}

/** What the entry's declarations reach, by path from the root of the repository; nothing else of the sources. */
function declarations(): Map<string, string> {
  const ts = require('typescript') as typeof import('typescript');
  const { options } = ts.parseJsonConfigFileContent(
    ts.readConfigFile(join(root, 'tsconfig.json'), ts.sys.readFile).config,
    ts.sys,
    root,
  );
  const entry = join(__dirname, 'index.ts');
  const types = [join(root, 'simulator/codec/wire/ssh2.d.ts')];
  const program = ts.createProgram([entry, ...types], {
    ...options,
    noEmit: false,
    declaration: true,
    emitDeclarationOnly: true,
    outDir: root,
  });
  const emitted = new Map<string, string>();
  program.emit(undefined, (path, text) => emitted.set(relative(root, path), text), undefined, true);
  const reached = new Map<string, string>();
  const follow = (path: string): void => {
    const text = emitted.get(path);
    if (text === undefined || reached.has(path)) return;
    reached.set(path, text);
    for (const [, to = ''] of text.matchAll(/(?:from |import\()['"](\.[^'"]*)['"]/g)) {
      const target = join(dirname(path), to);
      follow(`${target}.d.ts`);
      follow(join(target, 'index.d.ts'));
    }
  };
  follow(relative(root, entry).replace(/\.ts$/, '.d.ts'));
  return reached;
}

function manifest(): object {
  const { version, license, dependencies, devDependencies } = JSON.parse(
    readFileSync(join(root, 'package.json'), 'utf8'),
  ) as Record<'version' | 'license', string> &
    Record<'dependencies' | 'devDependencies', Record<string, string>>;
  const versions = (names: readonly string[]) =>
    Object.fromEntries(names.map(name => [name, `^${dependencies[name] ?? devDependencies[name]}`]));
  return {
    name: 'tiski-peers',
    version,
    description:
      'A ticket printer (ESC/POS), an Arduino with StandardFirmata and a video unit (xAPI) on the other side of the wire, with everything that goes wrong',
    license,
    engines: { node: '>=20' },
    main: 'index.js',
    types: 'types/simulator/package/index.d.ts',
    bin: { 'tiski-peers': 'cli.js' },
    dependencies: versions(needed),
    optionalDependencies: versions(optional),
  };
}

if (require.main === module) {
  const [out] = process.argv.slice(2);
  if (out === undefined) {
    process.stderr.write('usage: node -r ts-node/register simulator/package/build.ts FOLDER\n');
    process.exitCode = 2;
  } else {
    buildPackage(resolve(out));
    process.stdout.write(`${out}: npm pack ${out}\n`);
  }
}
