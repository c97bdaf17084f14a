import { join } from 'node:path';
import type { Disk } from '../disk/disk';
import { licenceOf } from './licence-of';

export interface MaterialsOptions {
  readonly disk: Disk;
  /** The checkout, with `dist/` built and packages installed. */
  readonly root: string;
  readonly version: string;
  /** When the sources were made, as in the manifest. */
  readonly built: string;
  /** Folders of packages below `root`: what lies in the release, and what was bundled into its programs. */
  readonly packages: readonly string[];
}

/** Where the bill of materials of a release lies in it (CycloneDX's own convention for names). */
export const materialsName = 'bom.cdx.json';

interface Package {
  readonly folder: string;
  readonly name: string;
  readonly version: string;
  readonly wants: readonly string[];
  readonly licence: string;
  readonly repository?: string;
}

/**
 * What a release is made of, as CycloneDX 1.6: every package with version, licence, digest and what it needs. Made from the checkout alone:
 * the same sources give the same bytes.
 * @throws TiskiError `release-refused` if a package does not say under which licence it comes
 */
export function billOfMaterials({ disk, root, version, built, packages }: MaterialsOptions): Buffer {
  const read = (path: string) => JSON.parse(disk.read(join(root, path)).toString('utf8'));
  const digests: Readonly<Record<string, { readonly integrity?: string }>> =
    read('package-lock.json').packages;
  const product = read('package.json');
  const all = [...new Set(packages)].sort().map(folder => asPackage(folder, read(`${folder}/package.json`)));
  const byFolder = new Map(all.map(each => [each.folder, each]));
  const self = `pkg:npm/${product.name}@${version}`;
  // A package of one version may lie in several places.
  const once = [...new Map(all.map(each => [purl(each), each])).values()];
  const direct = Object.keys({ ...product.dependencies, ...product.optionalDependencies });
  const bill = {
    $schema: 'http://cyclonedx.org/schema/bom-1.6.schema.json',
    bomFormat: 'CycloneDX',
    specVersion: '1.6',
    version: 1,
    metadata: {
      timestamp: built,
      lifecycles: [{ phase: 'build' }],
      component: {
        type: 'firmware',
        'bom-ref': self,
        name: product.name,
        version,
        licenses: [{ license: { id: product.license } }],
        purl: self,
      },
    },
    components: once.map(each => ({
      type: isRuntime(each) ? 'platform' : 'library',
      'bom-ref': purl(each),
      name: each.name,
      version: each.version,
      ...digest(digests[each.folder]?.integrity),
      licenses: [{ expression: each.licence }],
      // Weaknesses of Node, and of OpenSSL and the others in it, are listed under this name.
      ...(isRuntime(each) && { cpe: `cpe:2.3:a:nodejs:node.js:${each.version}:*:*:*:*:*:*:*` }),
      purl: purl(each),
      ...(each.repository && { externalReferences: [{ type: 'vcs', url: each.repository }] }),
      ...inside(disk, join(root, each.folder, 'versions.json')),
    })),
    dependencies: [
      { ref: self, dependsOn: refs(direct.map(name => byFolder.get(`node_modules/${name}`))) },
      ...once.map(each => ({
        ref: purl(each),
        dependsOn: refs(each.wants.map(name => resolved(name, each.folder, byFolder))),
      })),
    ],
  };
  return Buffer.from(`${JSON.stringify(bill, undefined, 1)}\n`);
}

/** Folders of the packages that own these files of a release. */
export function packagesOf(files: readonly string[]): string[] {
  const folders = files.map(file => /^.*node_modules\/(?:@[^/]+\/)?[^/]+(?=\/)/.exec(file)?.[0] ?? '');
  return [...new Set(folders)].filter(folder => folder !== '');
}

function asPackage(folder: string, json: Record<string, unknown>): Package {
  const { name, version, dependencies, optionalDependencies, repository } = json;
  const url =
    typeof repository === 'string' ? repository : (repository as { url?: unknown } | undefined)?.url;
  return {
    folder,
    name: String(name),
    version: String(version),
    wants: Object.keys({ ...(dependencies as object), ...(optionalDependencies as object) }),
    licence: licenceOf(json),
    ...(typeof url === 'string' && /^[a-z+]+:\/\/\S+$/.test(url) && { repository: url }),
  };
}

const isRuntime = ({ name }: Package): boolean => name.startsWith('node-linux-');

/** As the purl specification has it for npm. */
const purl = ({ name, version }: Package): string => `pkg:npm/${name.replace('@', '%40')}@${version}`;

/** As Node looks for it: in the package, then beside it, then outwards. */
function resolved(name: string, folder: string, byFolder: ReadonlyMap<string, Package>): Package | undefined {
  for (let place = folder; ; place = place.slice(0, Math.max(0, place.lastIndexOf('/node_modules/')))) {
    const found = byFolder.get(place === '' ? `node_modules/${name}` : `${place}/node_modules/${name}`);
    if (found || place === '') return found;
  }
}

function refs(packages: readonly (Package | undefined)[]): string[] {
  return [...new Set(packages.flatMap(each => (each ? [purl(each)] : [])))].sort();
}

/** `sha512-BASE64` of the lock file (Subresource Integrity) as CycloneDX has it. */
function digest(integrity = ''): { readonly hashes?: readonly object[] } {
  const [, base64] = /^sha512-(\S+)$/.exec(integrity) ?? [];
  if (base64 === undefined) return {};
  return { hashes: [{ alg: 'SHA-512', content: Buffer.from(base64, 'base64').toString('hex') }] };
}

/** What libvips and its parts are, as sharp's packages say it. */
function inside(disk: Disk, file: string): { readonly components?: readonly object[] } {
  if (disk.kind(file) !== 'file') return {};
  const parts = Object.entries(JSON.parse(disk.read(file).toString('utf8')) as Record<string, string>);
  return { components: parts.map(([name, version]) => ({ type: 'library', name, version })) };
}
