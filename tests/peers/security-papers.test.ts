import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { realDisk } from '../../ota/disk/real-disk';
import { billOfMaterials } from '../../ota/release/bill-of-materials';
import { releaseSources, shippedPackages } from '../../ota/release/build-release';
import { allowedLicences, licenceOf } from '../../ota/release/licence-of';
import { evidenceOf, isProvision, readBaseline } from '../../provisioning/security/baseline';
import { generatedFiles } from '../../provisioning/security/generated';
import { bundleProgram } from '../support/appliance-process';
import { titlesIn } from '../support/test-titles';

/** What the product says of its own security, held against what it is made of. */

const root = join(__dirname, '..', '..');
const json = (path: string) => JSON.parse(readFileSync(join(root, path), 'utf8'));

interface Component {
  readonly type: string;
  readonly 'bom-ref': string;
  readonly name: string;
  readonly version: string;
  readonly purl: string;
  readonly hashes?: readonly { readonly alg: string; readonly content: string }[];
  readonly licenses: readonly { readonly expression: string }[];
}

interface Bill {
  readonly metadata: { readonly component: Component };
  readonly components: readonly Component[];
  readonly dependencies: readonly { readonly ref: string; readonly dependsOn: readonly string[] }[];
}

const built = '2026-01-01T00:00:00Z';
let packages: readonly string[];

test.before(() => {
  bundleProgram();
  packages = shippedPackages(realDisk, root, releaseSources(root, process.arch));
});

const bytes = () => billOfMaterials({ disk: realDisk, root, version: '1.2.3', built, packages });
const bill = (): Bill => JSON.parse(bytes().toString('utf8'));

test('the bill of materials names what ships and nothing else', () => {
  const names = new Set(bill().components.map(({ name }) => name));
  // Native parts, what is bundled, what these need, and Node itself.
  for (const name of ['better-sqlite3', 'mqtt', 'rfdc', 'tuf-js', `node-linux-${process.arch}`])
    assert.ok(names.has(name), name);
  const { dependencies, devDependencies } = json('package.json');
  const ofTests = Object.keys(devDependencies).filter(name => !(name in dependencies));
  const needed = new Set(['ssh2', 'pngjs']);
  for (const name of ofTests) assert.ok(!names.has(name) || needed.has(name), name);
  for (const platform of ['darwin', 'win32', 'musl', 'wasm'])
    for (const name of names) assert.not.ok(name.includes(platform), name);
});

test('a release holds every package that its programs load from outside', () => {
  const sources = releaseSources(root, process.arch);
  const { external } = require(join(root, 'ota', 'bundle', 'bundle.js')) as { external: readonly string[] };
  for (const program of ['appliance', 'updater', 'provisioning']) {
    const text = readFileSync(join(root, 'dist', `${program}.js`), 'utf8');
    const loaded = external.filter(name => text.includes(`require("${name}")`));
    if (program === 'appliance') assert.ok(loaded.includes('iconv-lite'));
    for (const name of loaded)
      assert.ok(sources.has(`node_modules/${name}/package.json`), `${program}: ${name}`);
  }
});

test('the bill of materials says of each part which it is, under which licence, by which digest, and what needs it', () => {
  const { metadata, components, dependencies } = bill();
  const refs = new Set([metadata.component['bom-ref'], ...components.map(each => each['bom-ref'])]);
  assert.is(refs.size, components.length + 1, 'each has a name of its own');
  for (const { name, version, purl, hashes, licenses } of components) {
    assert.match(version, /^\d+\.\d+\.\d+/, name);
    assert.match(purl, /^pkg:npm\/(%40[\w.-]+\/)?[\w.-]+@[\w.+-]+$/);
    assert.match(hashes?.find(({ alg }) => alg === 'SHA-512')?.content ?? '', /^[0-9a-f]{128}$/, name);
    assert.ok(allowedLicences.includes(licenses[0]?.expression ?? ''), name);
  }
  assert.equal(new Set(dependencies.map(({ ref }) => ref)), refs);
  for (const { dependsOn } of dependencies) for (const ref of dependsOn) assert.ok(refs.has(ref), ref);
  const wanted = new Set(dependencies.flatMap(({ dependsOn }) => dependsOn));
  for (const { type, purl } of components)
    assert.ok(wanted.has(purl) || type === 'platform', `${purl} is needed`);
});

test('the same sources give the same bill of materials', () => {
  assert.ok(bytes().equals(bytes()));
  assert.not.match(bytes().toString('utf8'), root);
});

test('a package without a licence that is allowed does not ship', () => {
  const refused = (licence: object) => {
    try {
      licenceOf({ name: 'x', version: '1.0.0', ...licence });
    } catch (error) {
      return (error as { code?: string }).code;
    }
    return 'taken';
  };
  for (const license of [undefined, '', 'UNLICENSED', 'GPL-3.0-only', 'SEE LICENSE IN x', 'BUSL-1.1'])
    assert.is(refused({ license }), 'release-refused', license);
  for (const licence of [
    { license: 'MIT' },
    { license: '(MIT OR Apache-2.0)' },
    { licenses: [{ type: 'MIT' }] },
  ])
    assert.is(refused(licence), 'taken');
});

test('installing runs no code of any package, and takes nothing but what the lock file has the digest of', () => {
  assert.match(readFileSync(join(root, '.npmrc'), 'utf8'), /^ignore-scripts=true$/m);
  const hooks = /^(pre|post)?(install|prepare|publish|pack|uninstall)$|^dependencies$/;
  for (const name of Object.keys(json('package.json').scripts)) assert.not.match(name, hooks);
  for (const [path, entry] of Object.entries<Record<string, unknown>>(json('package-lock.json').packages)) {
    if (path === '') continue;
    assert.match(String(entry.integrity), /^sha512-/, path);
    assert.not.ok(entry.link ?? entry.inBundle, path);
    assert.not.match(String(entry.resolved ?? ''), /^(git|file|http:)/, path);
  }
});

/** Of Table B.1 of the standard: the letters after numbers are those that V3 has split. */
const numbering: readonly (readonly [part: string, numbers: string])[] = [
  ['5.0', '1'],
  ['5.1', '1 2 2A 3 4 5'],
  ['5.2', '1 2 3'],
  ['5.3', '1 2 3 4A 4B 5 6A 6B 7 8 9 10 11 12 13 14 15A 15B 16'],
  ['5.4', '1 2 3 4'],
  ['5.5', '1 2 3 4 5 6 7 8'],
  ['5.6', '1 2 3 4A 4B 5 6 7 8 9'],
  ['5.7', '1 2'],
  ['5.8', '1 2 3'],
  ['5.9', '1 2 3'],
  ['5.10', '1'],
  ['5.11', '1 2 3 4'],
  ['5.12', '1 2 3'],
  ['5.13', '1A 1B'],
  ['6', '1 2 3A 3B 4 5 6 7 8'],
];

test('every provision of the standard is answered, and what an answer names is there', () => {
  const provisions = readBaseline().filter(isProvision);
  assert.equal(
    provisions.map(({ id }) => id),
    numbering.flatMap(([part, numbers]) => numbers.split(' ').map(number => `${part}-${number}`)),
  );
  const mandatory = provisions.filter(({ status }) => status.startsWith('M'));
  assert.is(mandatory.length, 36);
  const titles = new Map<string, string[]>();
  for (const provision of provisions) {
    const { tests, files } = evidenceOf(provision);
    if (provision.verdict === 'met')
      assert.ok(tests.length + files.length > 0, `${provision.id} is held by nothing`);
    for (const file of [...files, ...tests.map(({ file }) => file)])
      assert.ok(existsSync(join(root, file)), `${provision.id}: ${file}`);
    for (const { file, title } of tests) {
      if (!titles.has(file)) titles.set(file, titlesIn(join(root, file)));
      assert.ok(
        titles.get(file)?.includes(title),
        `${provision.id}: no test of ${file} is called "${title}"`,
      );
    }
  }
});

test('every file and every command that SECURITY.md names is there', () => {
  const text = readFileSync(join(root, 'SECURITY.md'), 'utf8');
  const paths = [...text.matchAll(/`([\w-]+(?:\/[\w.-]+)+)`|\]\(([\w./-]+)\)/g)].map(
    found => found[1] ?? found[2] ?? '',
  );
  assert.ok(paths.length > 5);
  for (const path of paths) assert.ok(/^BASE\//.test(path) || existsSync(join(root, path)), path);
  const door = readFileSync(join(root, 'firmware', 'bin', 'tiski.js'), 'utf8');
  for (const [, command = ''] of text.matchAll(/`tiski (\w+)/g))
    assert.match(door, new RegExp(`^  ${command}: '`, 'm'));
});

test('no private key and no token stands in what ships', () => {
  const secret =
    /-----BEGIN [A-Z ]*PRIVATE KEY-----\s+[A-Za-z0-9+/=]{20}|\b(ghp|npm|xox[bp])_[A-Za-z0-9]{20}|AKIA[0-9A-Z]{16}/;
  for (const [path, source] of releaseSources(root, process.arch)) {
    if (!/\.(c?js|mjs|json|pem|key|ya?ml|html|css|txt)$/.test(path)) continue;
    assert.not.match(readFileSync(source, 'utf8'), secret, path);
  }
});

test('the table that people read says what the list of provisions says', () => {
  for (const { path, content } of generatedFiles())
    assert.is(readFileSync(join(root, path), 'utf8'), content, 'npm run generate');
});

test.run();
