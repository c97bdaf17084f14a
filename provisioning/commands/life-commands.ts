import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { Command } from 'commander';
import { catalogue } from '../../hal/platform/catalogue';
import { TiskiError } from '../../hal/platform/error';
import { silent } from '../../hal/platform/log';
import { SystemTime } from '../../hal/platform/time';
import { realDisk } from '../../ota/disk/real-disk';
import { claimIn } from '../claim';
import { Identity } from '../identity/identity';
import { lockIdentity } from '../identity/identity-lock';
import { FolderShelf } from '../identity/shelf';
import { leaveTakeover } from '../life/arrivals';
import { type BoxFolders, foldersAt, identityIn, journalIn } from '../life/box-folders';
import { BoxLife, type BoxLifeOptions, type Ended } from '../life/box-life';
import { assertStill, copyJournal } from '../life/copy-journal';
import { readRecord } from '../life/life-record';
import { assertChangeable, giveToOwner } from '../life/permission';
import { type Proof, proofIn } from '../life/proof';
import { proofDocument } from '../life/proof-paper';
import { retireOldDisk } from '../life/retire';
import { linkedClaim, out, run, serviceUrl } from './terminal';

interface BoxOptions {
  readonly state: string;
  readonly config?: string;
}

interface SwapOptions extends BoxOptions {
  readonly url?: string;
  readonly claim: string;
  readonly from?: string;
  readonly fromConfig?: string;
}

/** What happens to a whole box. */
export function lifeCommands(): Command[] {
  return [
    withBox(new Command('swap'))
      .description('let this spare take the place of a box, with its queue and its settings')
      .option('--url <address>', 'of the region’s service', serviceUrl)
      .requiredOption(
        '--claim <claim>',
        'made at the region by "claim new --replaces"; or what its picture says',
      )
      .option(
        '--from <folder>',
        'state folder on the disk or card of the old box, in place of what it left with the region',
      )
      .option('--from-config <file>', 'site file there')
      .action((options: SwapOptions) => run(() => swap(options))),
    withBox(new Command('move'))
      .description('take the name that the region has ordered; at another site the box begins anew')
      .action((options: BoxOptions) => onStill(options, life => life.move())),
    withBox(new Command('reset'))
      .description('back to how it came out of the carton; it stays a member of its region')
      .requiredOption('--yes', 'the queue, the settings and the site file are erased')
      .action((options: BoxOptions) => onStill(options, async life => life.reset())),
    withBox(new Command('decommission'))
      .description('leave for good: certificate revoked, key and everything else erased, with proof')
      .requiredOption('--yes', 'there is no way back')
      .option('--alone', 'without the region, which must be told to revoke; there is no proof')
      .option(...printOption)
      .action((options: BoxOptions & { alone?: true; print?: string | true }) =>
        onStill(options, async life => {
          const ended = await life.decommission({ alone: options.alone ?? false });
          if (ended.did === 'decommission' && ended.proof) await print(ended.proof, options.print);
          return ended;
        }),
      ),
    withBox(new Command('finish'))
      .description('go on with what a power cut has interrupted; at every start')
      .action((options: BoxOptions) =>
        run(() =>
          onBox(options, async (life, { disk, folders }) => {
            if (readRecord(disk, folders)) assertChangeable(folders);
            told(await life.finish().finally(() => giveToOwner(options.state)));
          }),
        ),
      ),
    withBox(new Command('backup'))
      .description(
        'leave with the region what a spare needs to take this box’s place; every hour, by a timer',
      )
      .action((options: BoxOptions) =>
        run(() =>
          onBox(options, async (_life, box) => {
            const bytes = await leaveTakeover(box, { contact: await box.identity.contact() });
            out(`left with the region: ${Math.ceil(bytes / 1024)} KiB\n`);
          }),
        ),
      ),
    new Command('proof')
      .description('check the proof that a box has left for good')
      .argument('<file>', '"decommissioned.json" of the box')
      .requiredOption('--ca <file>', '"ca.pem" of the region')
      .option(...printOption)
      .action((file: string, { ca, print: to }: { ca: string; print?: string | true }) =>
        run(() => checkProof(file, ca, to)),
      ),
  ];
}

const printOption = [
  '--print [printer]',
  'the proof on paper: tcp://HOST:PORT, serial:PORT or usb:VENDOR:PRODUCT; the first on USB, if left out',
] as const;

/** A printer that does not do it is told; the proof stays, and can be printed later. */
async function print(proof: Proof, to: string | true | undefined): Promise<void> {
  if (to === undefined) return;
  const { SetupPrinter } =
    require('../commissioning/setup-printer') as typeof import('../commissioning/setup-printer.js');
  const scratch = mkdtempSync(join(tmpdir(), 'tiski-proof-'));
  try {
    const address = to === true ? undefined : to;
    const printer = new SetupPrinter({ address, time: new SystemTime(), log: silent, scratch });
    const ended = await printer.print(paper => proofDocument(proof, paper));
    if (ended.outcome !== 'done') {
      const { what, advice } = catalogue[ended.code];
      out(`not printed: ${what} (${ended.code})\n${advice}\n`);
    }
  } finally {
    rmSync(scratch, { recursive: true });
  }
}

function withBox(command: Command): Command {
  return command
    .option('--state <folder>', 'of the box', process.env.TISKI_STATE_DIR ?? 'state')
    .option(
      '--config <file>',
      'site file of the box, if it is neither in its state folder nor in /etc/tiski',
    );
}

async function swap(options: SwapOptions): Promise<void> {
  const { address, text } = linkedClaim(options);
  const old = options.from === undefined ? undefined : oldDisk(options.from, options.fromConfig);
  if (old) assertStill(journalIn(old));
  const claim = claimIn(text);
  await stillBox(options, async life => {
    const ended = await life.swap(new URL(serviceUrl(address)), claim, old);
    if (old) retireOldDisk(old);
    return ended;
  });
}

/** As a card lies under its mount point: `/mnt/var/lib/tiski` is of the same box as `/mnt/etc/tiski/site.yaml`. */
function oldDisk(state: string, siteFile?: string): BoxFolders {
  if (!existsSync(state)) throw new TiskiError('setting-invalid', `--from: there is no ${state}`);
  const found = foldersAt(realDisk, resolve(state), join(resolve(state), '..', '..', '..'));
  return siteFile === undefined ? found : { ...found, siteFile: resolve(siteFile) };
}

function foldersOf({ state, config }: BoxOptions): BoxFolders {
  const found = foldersAt(realDisk, resolve(state));
  return config === undefined ? found : { ...found, siteFile: resolve(config) };
}

function onStill(options: BoxOptions, work: (life: BoxLife) => Promise<Ended>): Promise<void> {
  return run(() => stillBox(options, work));
}

async function stillBox(options: BoxOptions, work: (life: BoxLife) => Promise<Ended>): Promise<void> {
  // A hub locks its journal while it runs, a satellite a file of its own.
  for (const name of ['journal.db', 'satellite.lock']) assertStill(join(options.state, name));
  assertChangeable(foldersOf(options));
  await onBox(options, async life => told(await work(life).finally(() => giveToOwner(options.state))));
}

async function onBox(
  options: BoxOptions,
  work: (life: BoxLife, box: BoxLifeOptions) => Promise<void>,
): Promise<void> {
  const folders = foldersOf(options);
  const time = new SystemTime();
  const unlock = await lockIdentity(identityIn(folders));
  try {
    const identity = new Identity({ shelf: new FolderShelf(identityIn(folders)), time });
    const box: BoxLifeOptions = {
      disk: realDisk,
      folders,
      identity,
      time,
      copyJournal: (journal, copy) => copyJournal(journal, copy, time),
    };
    await work(new BoxLife(box), box);
  } finally {
    unlock();
  }
}

function told(ended: Ended | undefined): void {
  out(ended ? words(ended) : 'nothing is under way\n');
}

function words(ended: Ended): string {
  switch (ended.did) {
    case 'swap':
      return ended.asOf === undefined
        ? `swapped: this box is ${ended.box} now, as its disk was\n`
        : `swapped: this box is ${ended.box} now, as it was at ${new Date(ended.asOf).toISOString()}\nWhat happened after that is not here: numbers go on in a block of their own, and whoever took one since is called by hand.\n`;
    case 'move':
      return `moved: this box is ${ended.box} now${ended.reset ? ', and waits for its site file' : ''}\n`;
    case 'reset':
      return 'reset: the box is as it came out of the carton, and still a member of its region\n';
    case 'decommission':
      return ended.proof
        ? `decommissioned: ${ended.proof.declaration.box}, key ${ended.proof.declaration.fingerprint}, revoked ${ended.proof.revokedAt}\nproof: decommissioned.json in the state folder\n`
        : 'decommissioned without proof: tell the region to revoke this box\n';
  }
}

async function checkProof(file: string, ca: string, to: string | true | undefined): Promise<void> {
  const { X509Certificate } = require('node:crypto') as typeof import('node:crypto');
  const { publicKey } = new X509Certificate(readFileSync(ca));
  const proof = proofIn(readFileSync(file, 'utf8'), publicKey);
  const { declaration, revokedAt } = proof;
  out(`${declaration.box}, key ${declaration.fingerprint}: revoked by the region ${revokedAt}\n`);
  await print(proof, to);
}
