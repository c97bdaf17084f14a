import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { realDisk } from '../../ota/disk/real-disk';
import { billOfMaterials } from '../../ota/release/bill-of-materials';
import { releaseSources, shippedPackages } from '../../ota/release/build-release';
import { allowedLicences, licenceOf } from '../../ota/release/licence-of';
import { bundleProgram } from '../support/appliance-process';

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
  for (const name of ['better-sqlite3', 'mqtt', 'readable-stream', 'tuf-js', `node-linux-${process.arch}`])
    assert.ok(names.has(name), name);
  const { dependencies, devDependencies } = json('package.json');
  const ofTests = Object.keys(devDependencies).filter(name => !(name in dependencies));
  const needed = new Set(['ssh2', 'pngjs']);
  for (const name of ofTests) assert.ok(!names.has(name) || needed.has(name), name);
  for (const platform of ['darwin', 'win32', 'musl', 'wasm'])
    for (const name of names) assert.not.ok(name.includes(platform), name);
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

test.run();
