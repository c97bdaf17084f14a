import { execFile } from 'node:child_process';
import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { buildPackage } from '../../simulator/package/build';

const run = promisify(execFile);
const root = join(__dirname, '..', '..');

interface Locked {
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
}

/** What somebody else writes first: the types of every peer, strictly. */
const typed = `import { once } from 'node:events';
import { startBoard, startCodec, startPrinter, ticketText, VirtualTime, type SimulatedBoard, type Ticket } from 'tiski-peers';
export async function use(): Promise<readonly string[]> {
  const printer = await startPrinter({ dots: 384, profile: 'star', time: new VirtualTime() });
  const [ticket]: [Ticket] = (await once(printer.events, 'ticket')) as [Ticket];
  const codec = await startCodec({ ssh: false });
  codec.answer(codec.ring({ from: 'sip:office@example.org' }));
  const board: SimulatedBoard = await startBoard();
  board.press(2, { times: 4, gap: 0.7 });
  return [...ticket.text, ...ticketText(ticket.bytes)];
}
`;

/** A printing program of today that knows nothing of this product. */
const stranger = `const { once } = require('node:events');
const { PrinterTypes, ThermalPrinter } = require('node-thermal-printer');
const { startPrinter } = require('tiski-peers');
(async () => {
  const printer = await startPrinter({ folder: 'tickets' });
  const its = new ThermalPrinter({ type: PrinterTypes.EPSON, interface: printer.url });
  its.setTextDoubleHeight();
  its.println('K101');
  its.cut();
  await its.execute();
  const [ticket] = printer.tickets.length > 0 ? printer.tickets : await once(printer.events, 'ticket');
  console.log(JSON.stringify({ text: ticket.text, complaints: printer.complaints.length }));
  await printer.stop();
  process.exit();
})();
`;

/**
 * The peers as a package: built, packed, installed into an empty folder with nothing but tarballs of what is installed here, without a network; then a
 * stranger's program prints, the examples run, and its types hold.
 * @throws Error when any of it does not
 */
export async function peersPackage(): Promise<object> {
  const folder = mkdtempSync(join(tmpdir(), 'tiski-peers-'));
  const [built, tars, home] = ['built', 'tars', 'home'].map(name => join(folder, name)) as [
    string,
    string,
    string,
  ];
  for (const path of [tars, home]) mkdirSync(path);
  try {
    buildPackage(built);
    const own = JSON.parse(readFileSync(join(built, 'package.json'), 'utf8')) as Locked;
    const names = closure([
      ...Object.keys({ ...own.dependencies, ...own.optionalDependencies }),
      'node-thermal-printer',
    ]);
    const modules = [...names].map(name => join(root, 'node_modules', name));
    await run('npm', ['pack', '--ignore-scripts', '--silent', built, ...modules], { cwd: tars });
    writeFileSync(join(home, 'package.json'), '{ "private": true }');
    const tarballs = readdirSync(tars).map(name => join(tars, name));
    const install = [
      'install',
      '--offline',
      '--ignore-scripts',
      '--no-audit',
      '--no-fund',
      '--cache',
      join(folder, 'cache'),
    ];
    await run('npm', [...install, ...tarballs], { cwd: home });
    writeFileSync(join(home, 'stranger.js'), stranger);
    writeFileSync(join(home, 'typed.ts'), typed);
    const node = async (file: string) =>
      (await run(process.execPath, [file], { cwd: home, timeout: 60_000 })).stdout.trim();
    const printed = await node('stranger.js');
    if (printed !== '{"text":["K101"],"complaints":0}') throw new Error(`printed: ${printed}`);
    const tickets = readdirSync(join(home, 'tickets')).join(' ');
    if (tickets !== '0001.bin 0001.png') throw new Error(`in the folder: ${tickets}`);
    // Its program is fetched otherwise, for which there is no network here.
    symlinkSync(join(root, 'node_modules/avrgirl-arduino'), join(home, 'node_modules/avrgirl-arduino'));
    const examples: Record<string, string> = {};
    for (const name of ['printer', 'codec', 'board'])
      examples[name] = await node(`node_modules/tiski-peers/examples/${name}.js`);
    const compiler = [
      '--noEmit',
      '--strict',
      '--module',
      'nodenext',
      '--target',
      'es2022',
      '--types',
      'node',
    ];
    const types = ['--typeRoots', join(root, 'node_modules/@types')];
    await run(join(root, 'node_modules/.bin/tsc'), [...compiler, ...types, 'typed.ts'], { cwd: home });
    return { printed, tickets, examples, packages: tarballs.length };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Packages that these need and that are installed here, themselves among them. */
function closure(names: readonly string[]): ReadonlySet<string> {
  const locked = JSON.parse(readFileSync(join(root, 'node_modules/.package-lock.json'), 'utf8')) as {
    readonly packages: Readonly<Record<string, Locked>>;
  };
  const reached = new Set<string>();
  const follow = (name: string): void => {
    const entry = locked.packages[`node_modules/${name}`];
    if (!entry || reached.has(name)) return;
    reached.add(name);
    Object.keys({ ...entry.dependencies, ...entry.optionalDependencies }).forEach(follow);
  };
  names.forEach(follow);
  return reached;
}
