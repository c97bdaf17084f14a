import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  mkdtempSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { ApplianceProcess, bundleProgram } from '../support/appliance-process';
import { nowhereSite } from '../support/nowhere-site';

/**
 * The program that ships, as anybody on the machine sees it: in a network of its own, in which all that it could reach are two servers
 * that listen and never answer, and in which the kernel counts every packet that has nowhere to go.
 */

const folder = mkdtempSync(join(tmpdir(), 'tiski-surface-'));
const state = join(folder, 'state');
/** Of `nowhereSite`. */
const [printerPort, brokerPort] = [9, 10];
const isRoot = process.getuid?.() === 0;

/** In a network with nothing but the loopback: servers that say what happens to them, and act on a line of standard input. */
const silentServers = `
  for (const port of [${printerPort}, ${brokerPort}])
    require('node:net').createServer(socket => {
      socket.on('error', () => {}).resume();
      console.log('connected', port);
    }).listen(port, '127.0.0.1', () => console.log('listening', port));
  const take = { method: 'POST', headers: { 'content-type': 'application/json' }, body: '{"args":{"service":"kunta"}}' };
  const stray = require('node:dgram').createSocket('udp4');
  require('node:readline').createInterface(process.stdin).on('line', line => {
    if (line === 'stray') stray.send('x', 53, '192.0.2.1', () => console.log('strayed'));
    else fetch(line + '/api/command/take-ticket', take).then(({ status }) => console.log('ticket', status));
  });`;

let box: ApplianceProcess;
let servers: ChildProcess;
const said = new Set<string>();

test.before(async () => {
  bundleProgram();
  const site = join(folder, 'site.yaml');
  writeFileSync(site, nowhereSite());
  const alone = [
    'unshare',
    isRoot ? '--net' : '-rn',
    'sh',
    '-c',
    'ip link set lo up && exec "$@"',
    'sh',
  ] as const;
  const [unshare, ...words] = [...alone, process.execPath, '-e', silentServers] as const;
  servers = spawn(unshare, words, { stdio: ['pipe', 'pipe', 'inherit'] });
  createInterface(servers.stdout as NodeJS.ReadableStream).on('line', line => said.add(line));
  for (const port of [printerPort, brokerPort]) await says(`listening ${port}`);
  // With the usual umask, and without capabilities, which the unit takes away as well.
  box = new ApplianceProcess(site, state, {
    within: [
      ...['nsenter', '--target', String(servers.pid), '--net'],
      ...(isRoot ? [] : ['--user', '--preserve-credentials']),
      ...['sh', '-c', 'umask 022 && exec "$@"', 'sh'],
      ...['setpriv', '--bounding-set=-all', '--inh-caps=-all', '--no-new-privs'],
    ],
  });
  await box.start();
  // Node would open its debugger by a thread of its own while the box does what follows.
  process.kill(box.pid, 'SIGUSR1');
  servers.stdin?.write(`${box.http}\n`);
  for (const line of ['ticket 200', `connected ${printerPort}`, `connected ${brokerPort}`]) await says(line);
});

test.after(async () => {
  servers?.kill();
  await box?.stop();
  rmSync(folder, { recursive: true });
});

async function says(line: string): Promise<void> {
  while (!said.has(line)) await once(servers.stdout as NodeJS.ReadableStream, 'data');
}

const proc = (path: string): string => readFileSync(`/proc/${box.pid}/${path}`, 'utf8');

/** Rows of a table of /proc/net that are sockets of the box. */
function socketsOfBox(table: string, inodeAt: number): string[][] {
  const held = new Set(
    readdirSync(`/proc/${box.pid}/fd`).map(fd => {
      try {
        return readlinkSync(`/proc/${box.pid}/fd/${fd}`);
      } catch {
        return 'closed meanwhile';
      }
    }),
  );
  const rows = proc(`net/${table}`).trim().split('\n').slice(1);
  return rows.map(row => row.trim().split(/\s+/)).filter(row => held.has(`socket:[${row[inodeAt] ?? ''}]`));
}

const listening = '0A';
/** `0100007F:0050` of the kernel as `127.0.0.1:80`. */
function address(hex = ''): string {
  const [host = '', port = ''] = hex.split(':');
  const bytes = [...Buffer.from(host, 'hex')].reverse();
  return `${bytes.length === 4 ? bytes.join('.') : host}:${Number.parseInt(port, 16)}`;
}

const listeners = (): string[] =>
  ['tcp', 'tcp6'].flatMap(table =>
    socketsOfBox(table, 9)
      .filter(row => row[3] === listening)
      .map(row => address(row[1])),
  );

/** A counter of the network that the box is in, of /proc/net/snmp. */
function counter(protocol: string, name: string): number {
  const [names = [], values = []] = proc('net/snmp')
    .split('\n')
    .filter(line => line.startsWith(`${protocol}:`))
    .map(line => line.split(/\s+/));
  const at = names.indexOf(name);
  assert.ok(at > 0, `${protocol} ${name}`);
  return Number(values[at]);
}

const packetsToNowhere = (): number =>
  counter('Ip', 'OutNoRoutes') + Number(/^Ip6OutNoRoutes\s+(\d+)$/m.exec(proc('net/snmp6'))?.[1]);

test('a box listens at the address of its site file, in a folder of its own for its updater, and nowhere else', () => {
  assert.equal(listeners(), [new URL(box.http).host]);
  for (const table of ['udp', 'udp6', 'raw', 'raw6']) assert.equal(socketsOfBox(table, 9), [], table);
  assert.equal(
    socketsOfBox('unix', 6).map(row => row[7]),
    [join(state, 'update.sock')],
  );
});

test('no signal opens the debugger of Node', () => {
  assert.is(listeners().length, 1);
  assert.not.match(box.output, 'Debugger');
});

test('a box connects to what its site file names, asks no name server, and tries nobody else', async () => {
  const open = ['tcp', 'tcp6'].flatMap(table => socketsOfBox(table, 9).filter(row => row[3] !== listening));
  const begun = open.filter(row => address(row[1]) !== new URL(box.http).host).map(row => address(row[2]));
  assert.equal(
    [...new Set(begun)].sort(),
    [brokerPort, printerPort].map(port => `127.0.0.1:${port}`),
  );
  assert.is(counter('Udp', 'OutDatagrams'), 0);
  assert.is(packetsToNowhere(), 0);
  servers.stdin?.write('stray\n');
  await says('strayed');
  assert.is(packetsToNowhere(), 1, 'one that strays is counted');
});

test('a box serves without a single capability and can get none', () => {
  const status = proc('status');
  for (const set of ['CapInh', 'CapPrm', 'CapEff', 'CapBnd', 'CapAmb'])
    assert.match(status, new RegExp(`^${set}:\\t0+$`, 'm'));
  assert.match(status, /^NoNewPrivs:\t1$/m);
});

test('a box runs no other program', () => {
  const children = readdirSync(`/proc/${box.pid}/task`).map(thread => proc(`task/${thread}/children`));
  assert.is(children.join(''), '');
});

test('what a box keeps is readable by its own user alone, whatever it was started with', () => {
  const kept = readdirSync(state, { recursive: true, encoding: 'utf8' });
  assert.ok(kept.includes('journal.db'));
  for (const path of ['', ...kept]) assert.is(statSync(join(state, path)).mode & 0o077, 0, path || 'state');
});

test.run();
