import { identityStates } from '../support/life/identity-states';
import { badMessages } from './bad-messages';
import { commissioning } from './commissioning';
import { manyCrashStates } from './crash-states';
import { manyDays } from './days';
import { debianPackage } from './debian-package';
import { deviceDay } from './device-day';
import { fleets } from './fleets';
import { fuzzAll } from './fuzz';
import { linkKills } from './link-kills';
import { linkTorture } from './link-torture';
import { longLives } from './long-lives';
import { killMutations } from './mutations';
import { peersPackage } from './peers-package';
import { powerCuts } from './power-cuts';
import { presets } from './presets';
import { releaseCuts } from './release-cuts';
import { realHour } from './soak/real-hour';
import { virtualMonth } from './soak/virtual-month';
import { updateArm64 } from './update-arm64';
import { updateReal } from './update-real';
import { updateSatellite } from './update-satellite';

/** What is promised, how it is shown, and how much of that is whole. */
export interface Proof {
  readonly promise: string;
  /** Debian packages that it uses. */
  readonly packages: readonly string[];
  /** How much of it there is, each an option of the command line; these make it whole. */
  readonly amounts: Readonly<Record<string, number>>;
  readonly run: (amounts: never) => object;
}

function proof<Amount extends string>(
  each: Omit<Proof, 'amounts' | 'run'> & {
    readonly amounts: Readonly<Record<Amount, number>>;
    readonly run: (amounts: Readonly<Record<Amount | 'seed', number>>) => object;
  },
): Proof {
  return each;
}

/** By name. */
export const proofs: Readonly<Record<string, Proof>> = {
  commissioning: proof({
    promise:
      'a scripted technician takes a factory-fresh box to its first number and a published report in three languages, and past every disturbance',
    packages: ['chromium', 'mosquitto'],
    amounts: { ways: 3 },
    run: commissioning,
  }),
  'bad-messages': proof({
    promise:
      'commands and configurations that must not be taken are refused with a reason and change nothing',
    packages: [],
    amounts: { commands: 94_000, configurations: 6_000 },
    run: badMessages,
  }),
  'debian-package': proof({
    promise:
      'the Debian package installs, starts, upgrades and removes cleanly in Debian 12 and 13, arm64 under emulation',
    packages: [
      'debootstrap',
      'debian-archive-keyring',
      'qemu-user-static',
      'binfmt-support',
      'systemd-container',
    ],
    amounts: {},
    run: debianPackage,
  }),
  days: proof({
    promise:
      'random days of a simulated town with random faults break no promise; a seed repeats them exactly, a failing one is shrunk',
    packages: ['gcc', 'libc6-dev'],
    amounts: { days: 10_000 },
    run: manyDays,
  }),
  'crash-states': proof({
    promise:
      'the box starts on what every power cut in its mornings may have left, with nothing lost and nothing doubled',
    packages: ['gcc', 'libc6-dev'],
    amounts: { states: 2_000 },
    run: manyCrashStates,
  }),
  'device-day': proof({
    promise: 'a day of random faults leaves every device and its driver as they were',
    packages: [],
    amounts: { hours: 24 },
    run: deviceDay,
  }),
  fleets: proof({
    promise:
      'appliances of the real code at one broker of this machine lose nothing and are heard within a second, and a country of them in virtual time as well',
    packages: ['mosquitto'],
    amounts: { appliances: 2000, country: 100_000 },
    run: fleets,
  }),
  fuzz: proof({
    promise: 'no parser of what comes from outside crashes, hangs or grows, whatever it is given',
    packages: [],
    amounts: { inputs: 10_000_000 },
    run: fuzzAll,
  }),
  mutations: proof({
    promise: 'each promise of the simulated days is seen to fail when the product is broken on purpose',
    packages: ['gcc', 'libc6-dev'],
    amounts: { lives: 60 },
    run: ({ lives }) => killMutations({ lives, seed: 1 }),
  }),
  'long-lives': proof({
    promise: 'a million commands of every kind over years of days break no invariant of the core',
    packages: [],
    amounts: { lives: 10, commands: 100_000 },
    run: longLives,
  }),
  'peers-package': proof({
    promise:
      'the simulated printer, board and video unit install as a package without a network, and a program of somebody else prints on it',
    packages: [],
    amounts: {},
    run: peersPackage,
  }),
  'power-cuts': proof({
    promise:
      'a box killed in bursts of presses gives no number twice and loses no ticket that anybody was told of',
    packages: ['mosquitto'],
    amounts: { kills: 200 },
    run: powerCuts,
  }),
  presets: proof({
    promise:
      'every preset of the requirements shows what it is for, with all its days; the unit that was dead for a month and a half is told of within a minute',
    packages: [],
    amounts: { 'dead-unit-days': 34 },
    run: amounts => presets({ seed: amounts.seed, deadUnitDays: amounts['dead-unit-days'] }),
  }),
  'release-cuts': proof({
    promise:
      'cut, or failed by its disk, at any call of publishing or of a change of keys, the release tool leaves a repository that serves every box, and goes on',
    packages: [],
    amounts: {},
    run: releaseCuts,
  }),
  soak: proof({
    promise:
      'weeks of people and faults in virtual time leave memory, descriptors, timers, listeners and disk as they were',
    packages: [],
    amounts: { days: 30 },
    run: virtualMonth,
  }),
  'soak-hour': proof({
    promise:
      'a real hour of the program as it ships, ten times as busy as the busiest of points, with faults on its wires, leaves them as they were',
    packages: ['mosquitto'],
    amounts: { minutes: 60 },
    run: realHour,
  }),
  'update-arm64': proof({
    promise:
      'the release for arm64 starts and passes its self-test under emulation, its native parts work, its updater lays down a slot',
    packages: ['qemu-user-static', 'libstdc++6-arm64-cross'],
    amounts: {},
    run: updateArm64,
  }),
  'update-real': proof({
    promise:
      'a box from its package updates from the first release that could to that of today, and back from three bad ones; customers are served before and after and no event is lost',
    packages: ['mosquitto', 'gcc', 'libc6-dev'],
    amounts: {},
    run: updateReal,
  }),
  'update-satellite': proof({
    promise:
      'a hub and its satellite update one after the other, the hub first; a release that is bad for the satellite is left by it; what it lends is there before, between and after',
    packages: ['mosquitto', 'gcc', 'libc6-dev'],
    amounts: {},
    run: updateSatellite,
  }),
  'identity-states': proof({
    promise:
      'wherever the power goes in a renewal, a swap, a move, a reset or a leave, the box is as it was or as it is to be',
    packages: [],
    amounts: {},
    run: () => identityStates(1),
  }),
  'link-torture': proof({
    promise: 'through every fault of network and broker the receiver has every event once and in order',
    packages: ['iproute2', 'mosquitto'],
    amounts: { minutes: 30 },
    run: ({ minutes, seed }) => linkTorture({ seconds: minutes * 60, seed }),
  }),
  'link-kills': proof({
    promise: 'the same with the box killed at random, and a command is carried out once',
    packages: ['iproute2', 'mosquitto'],
    amounts: { kills: 500 },
    run: linkKills,
  }),
};
