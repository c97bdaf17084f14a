import { join } from 'node:path';
import { Command } from 'commander';
import { TiskiError } from '../../hal/platform/error';
import type { Time } from '../../hal/platform/time';
import type { Disk } from '../disk/disk';
import { rolloutCommand } from '../rollout/rollout-command';
import { addChannel, revoke, rotate } from './change-keys';
import { instant, topRoles } from './documents';
import { Keyring } from './keyring';
import { openRelease, publishRelease } from './publish-release';
import { publishRollout } from './publish-rollout';
import { readNotes } from './release-notes';
import { Repository } from './repository';
import { sourceSeconds } from './source-seconds';

export interface ReleaseCommandOptions {
  readonly disk: Disk;
  readonly time: Time;
  readonly print: (line: string) => void;
}

/** `tiski release …`: a repository of releases that any web server serves, and what goes into it. */
export function releaseCommand({ disk, time, print }: ReleaseCommandOptions): Command {
  const command = new Command('release').description('make, sign and publish releases');
  const work = command.createOption('--dir <folder>', 'folder with repository/ and keys/').default('release');
  const keysFrom = command.createOption('--keys <folder>', 'private keys, if they are elsewhere');
  interface Place {
    dir: string;
    keys?: string;
  }
  const open = ({ dir, keys }: Place) => {
    const keyring = new Keyring(disk, keys ?? join(dir, 'keys'));
    return { keyring, repository: new Repository({ disk, folder: join(dir, 'repository'), keyring, time }) };
  };
  const sub = (name: string, description: string) =>
    command.command(name).description(description).addOption(work).addOption(keysFrom);

  sub('init', 'begin a repository: root 2 of 3, and a channel')
    .argument('[channels...]', 'names of channels', ['stable'])
    .action((channels: string[], place: Place) => {
      const { repository, keyring } = open(place);
      repository.init();
      for (const channel of channels) addChannel(repository, keyring, channel);
      print(
        `repository in ${join(place.dir, 'repository')}; move the keys of root and targets to media of their own`,
      );
    });

  sub('keys', 'who may sign what, and which of the keys are here').action((place: Place) => {
    const { repository, keyring } = open(place);
    const here = new Set([...keyring.all().values()].map(key => key.id));
    const { roles } = repository.root().signed;
    const { roles: channels = [] } = { ...repository.targets().delegations };
    const all = [...topRoles.map(name => ({ name, ...roles[name] })), ...channels];
    for (const { name, threshold, keyids } of all) {
      const names = keyids.map(id => `${id.slice(0, 8)}${here.has(id) ? ' (here)' : ''}`);
      print(`${name}: ${threshold} of ${keyids.length}: ${names.join(', ')}`);
    }
    print(`root is good until ${repository.root().signed.expires}`);
    print(`targets is good until ${repository.targets().expires}`);
  });

  command
    .command('build')
    .description('put a release together in a folder')
    .argument('<out>', 'folder that becomes the release')
    .requiredOption('--notes <file>', 'YAML with what is new in fi, sv and en')
    .option('--root <folder>', 'checkout', process.cwd())
    .option('--release <version>', 'version; that of package.json without')
    .option('--architecture <name>', 'x64 or arm64', process.arch)
    .action((out: string, { notes, root, release, architecture }) => {
      const { buildRelease } = require('./build-release') as typeof import('./build-release');
      const version = release ?? JSON.parse(disk.read(join(root, 'package.json')).toString()).version;
      const { files } = buildRelease({
        disk,
        root,
        out,
        architecture,
        version,
        built: instant(sourceSeconds(root) * 1000),
        notes: readNotes(disk.read(notes).toString('utf8')),
      });
      const bytes = files.reduce((sum, { size }) => sum + size, 0);
      print(`${version} for ${architecture}: ${files.length} files, ${bytes} bytes`);
    });

  command
    .command('notes')
    .description('what is new in a release')
    .argument('<release>', 'folder that "build" made')
    .action((folder: string) => {
      const { version, notes } = openRelease(disk, folder).manifest;
      print(version);
      for (const [language, text] of Object.entries(notes)) print(`${language}: ${text.trim()}`);
    });

  sub('publish', 'put a release at the head of a channel, with deltas from earlier ones')
    .argument('<channel>')
    .argument('<release>', 'folder that "build" made')
    .option('--from <folders...>', 'releases that boxes run today', [])
    .option('--sites <names...>', 'only for these sites')
    .action((channel: string, release: string, options: Place & { from: string[]; sites?: string[] }) => {
      const { repository } = open(options);
      const { from: earlier, sites } = options;
      const { version, full, deltas } = publishRelease({
        disk,
        repository,
        channel,
        release,
        earlier,
        ...(sites ? { sites } : {}),
      });
      print(`${version} in ${channel}: ${full} bytes`);
      for (const [from, bytes] of Object.entries(deltas))
        print(`from ${from}: ${bytes} bytes, ${((bytes / full) * 100).toFixed(2)} %`);
    });

  sub('sign', 'sign the timestamp again before it runs out; for a daily job with that key alone')
    .option('--targets', 'who may publish in which channel as well, once a year: "keys" says until when')
    .action((place: Place & { targets?: true }) => {
      const { repository } = open(place);
      if (place.targets) repository.publish(repository.targets());
      else repository.restamp();
    });

  sub('rotate', 'new keys for a role or a channel')
    .argument('<role>')
    .action((role: string, place: Place) => {
      const { repository, keyring } = open(place);
      rotate(repository, keyring, role);
      print(`${role} has new keys`);
    });

  sub('revoke', 'take a key out of every role and put a new one in its place')
    .argument('<key>', 'how its id begins')
    .action((beginning: string, place: Place) => {
      const { repository, keyring } = open(place);
      const { signed } = repository.root();
      const known = Object.keys({ ...signed.keys, ...repository.targets().delegations?.keys });
      const [id, another] = known.filter(keyid => keyid.startsWith(beginning));
      if (!id || another) throw new TiskiError('release-refused', `not one key begins with ${beginning}`);
      revoke(repository, keyring, id);
      print(`${id.slice(0, 8)} speaks for nobody any more`);
    });
  command.addCommand(
    rolloutCommand({
      disk,
      time,
      print,
      publish: (place, channel, rollout) => publishRollout(open(place).repository, channel, rollout),
    }),
  );
  return command;
}
