import { parseArgs } from 'node:util';
import { ensureDebianPackages } from '../debian-packages';
import { debianPackage } from './debian-package';
import { linkKills } from './link-kills';
import { linkTorture } from './link-torture';

/**
 * `npm run proof` lists the proofs that take too long for every change; `npm run proof -- NAME` runs one whole. What a proof finds is printed as
 * JSON; it ends with 1 when its promise does not hold.
 */

interface Amounts {
  readonly minutes: number | undefined;
  readonly kills: number | undefined;
  readonly seed: number;
}

interface Proof {
  readonly promise: string;
  readonly packages: readonly string[];
  readonly run: (amounts: Amounts) => Promise<object>;
}

const proofs: Readonly<Record<string, Proof>> = {
  'debian-package': {
    promise:
      'the Debian package installs, starts, upgrades and removes cleanly in Debian 12 and 13, arm64 under emulation',
    packages: [
      'debootstrap',
      'debian-archive-keyring',
      'qemu-user-static',
      'binfmt-support',
      'systemd-container',
    ],
    run: debianPackage,
  },
  'link-torture': {
    promise:
      'through every fault of network and broker the receiver has every event once and in order (--minutes, 30)',
    packages: ['iproute2', 'mosquitto'],
    run: ({ minutes = 30, seed }) => linkTorture({ seconds: minutes * 60, seed }),
  },
  'link-kills': {
    promise: 'the same with the box killed at random, and a command is carried out once (--kills, 500)',
    packages: ['iproute2', 'mosquitto'],
    run: ({ kills = 500, seed }) => linkKills({ kills, seed }),
  },
};

async function main(): Promise<void> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { minutes: { type: 'string' }, kills: { type: 'string' }, seed: { type: 'string' } },
  });
  const [name = ''] = positionals;
  const proof = proofs[name];
  if (!proof) {
    for (const [each, { promise }] of Object.entries(proofs)) process.stdout.write(`${each}: ${promise}\n`);
    process.exitCode = name === '' ? 0 : 1;
    return;
  }
  ensureDebianPackages(proof.packages);
  const number = (text: string | undefined) => (text === undefined ? undefined : Number(text));
  const seed = number(values.seed) ?? Math.floor(Math.random() * 2 ** 31);
  const { minutes, kills } = values;
  process.stdout.write(`${name}, seed ${seed}\n`);
  const report = await proof.run({ minutes: number(minutes), kills: number(kills), seed });
  process.stdout.write(`${JSON.stringify({ proof: name, seed, ...report }, null, 2)}\n`);
}

main().then(
  () => process.exit(),
  error => {
    process.stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : error}\n`);
    process.exit(1);
  },
);
