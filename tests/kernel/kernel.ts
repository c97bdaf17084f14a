import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { shell } from './shell';

export interface Kernel {
  readonly version: string;
  readonly image: string;
  /** In the order in which they are loaded. */
  readonly modules: readonly string[];
}

/** Of Debian's kernel as they are: for gadgets, and for a USB printer that is one. */
const shippedModules = [
  'configfs.ko',
  'usb-common.ko',
  'usbcore.ko',
  'udc-core.ko',
  'dummy_hcd.ko',
  'libcomposite.ko',
  'usb_f_printer.ko',
  'usblp.ko',
];

const moduleNames = [...shippedModules, 'gpio-sim-oot.ko'];

/** Meta packages of Debian, the wanted one first: 6.12 numbers its lines from 512, as the kernels of today's boxes do. */
const metaPackages = ['linux-image-6.12-amd64', 'linux-image-amd64'];

/**
 * A kernel of Debian with the simulator `gpio-sim`, which Debian does not build: it is compiled from Debian's own source of that kernel. About 280 MB
 * are downloaded, nothing is installed; what is needed of it is kept in `cache`.
 */
export function kernelWithGpioSim(cache: string): Kernel {
  const version = newestKernel();
  const folder = join(cache, `${version}-usb`);
  if (!existsSync(folder)) {
    const work = join(cache, 'building');
    rmSync(work, { recursive: true, force: true });
    mkdirSync(join(work, 'done'), { recursive: true });
    build(version, work);
    renameSync(join(work, 'done'), folder);
    rmSync(work, { recursive: true });
  }
  return {
    version,
    image: join(folder, 'vmlinuz'),
    modules: moduleNames.map(name => join(folder, name)),
  };
}

function newestKernel(): string {
  for (const attempt of [1, 2]) {
    for (const name of metaPackages) {
      const found = depends(name).find(dependency => /^linux-image-\d/.test(dependency));
      if (found) return found.replace('linux-image-', '');
    }
    if (attempt === 1) shell('apt-get', ['update']);
  }
  throw new Error(`Debian's package lists name none of ${metaPackages.join(', ')}; try "apt-get update"`);
}

function depends(name: string): string[] {
  return shell('sh', ['-c', 'apt-cache depends "$0" 2>/dev/null || true', name])
    .split('\n')
    .flatMap(line => line.match(/Depends: (\S+)/)?.[1] ?? []);
}

function build(version: string, work: string): void {
  const headers = `linux-headers-${version}`;
  const common = depends(headers).find(name => name.endsWith('-common'));
  const kbuild = depends(headers).find(name => name.startsWith('linux-kbuild'));
  const [series] = version.match(/^\d+\.\d+/) ?? [];
  if (!common || !kbuild || !series) throw new Error(`${headers} is not in Debian's package lists`);
  const source = `linux-source-${series}`;
  shell('apt-get', ['download', `linux-image-${version}`, headers, common, kbuild, source], work);

  const root = join(work, 'root');
  const packages = readdirSync(work).filter(name => name.endsWith('.deb'));
  const file = (start: string) => join(work, packages.find(name => name.startsWith(`${start}_`)) ?? start);
  for (const name of [headers, common, kbuild]) shell('dpkg-deb', ['-x', file(name), root]);
  unpackImage(file(`linux-image-${version}`), version, work);
  buildGpioSim(file(source), join(root, 'usr', 'src', headers), root, work);
}

function unpackImage(file: string, version: string, work: string): void {
  const image = `./boot/vmlinuz-${version}`;
  const wanted = shippedModules.map(name => `'*/${name}.xz'`).join(' ');
  // What is built in is no file.
  pipe(`dpkg-deb --fsys-tarfile "${file}" | tar -x --wildcards '${image}' ${wanted} || true`, work);
  renameSync(join(work, image), join(work, 'done', 'vmlinuz'));
  for (const name of shippedModules) {
    const module = shell('find', [join(work, 'lib'), '-name', `${name}.xz`]).trim();
    if (!module) continue;
    shell('xz', ['-d', module]);
    renameSync(module.replace(/\.xz$/, ''), join(work, 'done', name));
  }
}

/** Outside of the kernel's tree one function is not exported that `irq_sim.c` uses, and `irq_sim.c` is not compiled in. */
function buildGpioSim(sourcePackage: string, headers: string, root: string, work: string): void {
  const module = join(work, 'module');
  mkdirSync(module);
  pipe(
    `dpkg-deb --fsys-tarfile "${sourcePackage}" | tar -xO --wildcards './usr/src/*.tar.xz' | tar -xJ -C module --strip-components=3 --occurrence=1 --wildcards '*/drivers/gpio/gpio-sim.c' '*/kernel/irq/irq_sim.c'`,
    work,
  );
  const sources = shell('find', [module, '-name', '*.c']).trim().split('\n');
  for (const name of ['gpio-sim.c', 'irq_sim.c']) {
    const found = sources.find(path => path.endsWith(`/${name}`));
    if (!found) throw new Error(`${name} is not in ${sourcePackage}`);
    renameSync(found, join(module, name));
  }
  const irqSim = join(module, 'irq_sim.c');
  const text = readFileSync(irqSim, 'utf8');
  writeFileSync(irqSim, text.replace('handle_simple_irq(irq_to_desc(irqnum))', 'generic_handle_irq(irqnum)'));
  writeFileSync(
    join(module, 'Makefile'),
    'obj-m += gpio-sim-oot.o\ngpio-sim-oot-objs := gpio-sim.o irq_sim.o\n',
  );
  // The headers lead to each other by the places where they would be installed.
  for (const name of ['Makefile', '.kernelvariables']) {
    const path = join(headers, name);
    if (!existsSync(path)) continue;
    writeFileSync(path, readFileSync(path, 'utf8').replaceAll('/usr/', `${root}/usr/`));
  }
  // Type information for tracers would need the kernel's own, which is not downloaded.
  shell('make', ['-C', headers, `M=${module}`, 'CONFIG_DEBUG_INFO_BTF_MODULES=', 'modules']);
  renameSync(join(module, 'gpio-sim-oot.ko'), join(work, 'done', 'gpio-sim-oot.ko'));
}

/** tar stops reading when it has what it wants, which ends the program before it. */
function pipe(command: string, cwd: string): void {
  shell('sh', ['-c', `{ ${command}; } 2>&1`], cwd);
}
