import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { Command } from 'commander';
import type { Time } from '../../hal/platform/time';
import type { Disk } from '../disk/disk';
import { fetchLimits } from '../fetch/fetch-limits';
import { Slots } from '../slots/slots';
import { areOn, beginUpdates } from './begin-updates';
import type { UpdateClient } from './update-client';
import { factoryRootName, readSettings, tlsOf } from './update-settings';

export interface UpdateCommandOptions {
  readonly disk: Disk;
  readonly time: Time;
  readonly print: (line: string) => void;
  readonly userAgent: string;
}

/** Silence of a server that ends a request, ms. */
const silence = 30_000;

/** `tiski update …`: what the box runs, whether there is something newer, and bringing it in. */
export function updateCommand({ disk, time, print, userAgent }: UpdateCommandOptions): Command {
  const command = new Command('update').description('keep the box up to date');
  const sub = (name: string, description: string) =>
    command
      .command(name)
      .description(description)
      .option('--home <folder>', 'folder of the slots', process.env.TISKI_HOME ?? '/opt/tiski')
      .option('--stick <folder>', 'repository on a stick instead of the network');
  interface Place {
    home: string;
    stick?: string;
  }
  const slotsIn = ({ home }: Place) => new Slots({ disk, folder: home });
  /** Loaded when the repository is to be asked: a start of the box and most rounds do without. */
  const clientIn = (place: Place): UpdateClient => {
    const { UpdateClient } = require('./update-client') as typeof import('./update-client');
    const { MetadataStore } = require('../trust/metadata-store') as typeof import('../trust/metadata-store');
    const { openUrl } = require('../fetch/open-url') as typeof import('../fetch/open-url');
    const { home, stick } = place;
    const settings = readSettings(disk, home);
    const { source, channel, site, rate } = settings;
    const tls = tlsOf(disk, home, settings);
    return new UpdateClient({
      disk,
      folder: home,
      slots: slotsIn(place),
      store: new MetadataStore({
        disk,
        folder: join(home, 'trust'),
        factoryRoot: disk.read(join(home, factoryRootName)),
      }),
      source: stick === undefined ? new URL(source) : pathToFileURL(`${resolve(stick)}/`),
      transport: openUrl({
        silence,
        userAgent,
        ...(tls && { tls }),
      }),
      limits: rate === undefined ? fetchLimits : { ...fetchLimits, mostPerSecond: rate * 1024 },
      time,
      channel,
      architecture: process.arch,
      site,
    });
  };

  const off = 'updates are off: this box has no root of trust';
  sub('begin', 'let a box with the package take updates; for whatever installs the package')
    .requiredOption('--release <folder>', 'release of the package')
    .requiredOption('--given <folder>', 'what the package says of updates: update.json and factory-root')
    .action((place: Place & { release: string; given: string }) => {
      const { home, release, given } = place;
      const isOn = beginUpdates({ disk, home, slots: slotsIn(place), release, given });
      print(isOn ? 'updates are on' : off);
    });
  sub('status', 'what runs, and how the last update ended').action((place: Place) => {
    if (!areOn(disk, place.home)) return print(off);
    const { manifest, slot } = slotsIn(place).running();
    print(`version ${manifest.version}\nslot ${slot}\nphase ${slotsIn(place).state().phase}`);
  });
  sub('check', 'whether there is something newer').action(async (place: Place) => {
    const offer = await clientIn(place).check();
    if (!offer) return print('up to date');
    const [pack] = offer.packs;
    print(`${offer.head.version}: ${pack?.located.target.length} bytes`);
    for (const [language, text] of Object.entries(offer.head.notes)) print(`${language}: ${text.trim()}`);
  });
  sub('install', 'bring the newest release into the idle slot; it is not started').action(
    async (place: Place) => {
      const version = await clientIn(place).install();
      print(version === undefined ? 'up to date' : `${version} waits to be started`);
    },
  );
  sub('switch', 'start the new release at the next start').action((place: Place) => slotsIn(place).switch());
  sub('start', 'count a start; for ExecStartPre of the unit').action((place: Place) => {
    if (!areOn(disk, place.home)) return print(off);
    const { manifest, trial } = slotsIn(place).start();
    print(`${manifest.version}${trial ? ' on trial' : ''}`);
  });
  sub('commit', 'the release on trial has proven itself').action((place: Place) => slotsIn(place).commit());
  sub('round', 'one look at everything, for a timer of a minute: looks, brings in, starts, judges')
    .option('--rehearse', 'without a step: whether it could')
    .action(async (place: Place & { rehearse?: true }) => {
      const { roundOn } = require('../round/round-on-machine') as typeof import('../round/round-on-machine');
      const { home, rehearse } = place;
      const client: Pick<UpdateClient, 'check' | 'install' | 'prove'> = {
        check: site => clientIn(place).check(site),
        install: site => clientIn(place).install(site),
        prove: () => clientIn(place).prove(),
      };
      const round = roundOn({ disk, home, slots: slotsIn(place), client, userAgent, time });
      await (rehearse ? round.rehearse() : round.once());
    });
  sub('rollback', 'back to the release before').action((place: Place) => slotsIn(place).rollBack());
  return command;
}
