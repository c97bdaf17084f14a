import { readFileSync } from 'node:fs';
import { userInfo } from 'node:os';
import { Command, InvalidArgumentError, Option } from 'commander';
import { openRegion } from '../region/region-folder';
import { type BoxLine, RegionOffice } from '../region/region-office';
import { fingerprintIn } from '../x509/fingerprint';
import { type RevocationReason, revocationReasons } from '../x509/revocation-list';
import { out, run, shortName } from './terminal';
import { withState } from './with-state';

interface State {
  readonly state: string;
}

interface ClaimOptions extends State {
  readonly site: string;
  readonly box: string;
  readonly fingerprint?: string;
  readonly confirm?: true;
  readonly replaces?: true;
  readonly minutes: number;
}

/** What people of the region use, beside the running service. */
export function regionCommands(): Command[] {
  const site = new Command('site').description('service points of the region');
  withState(site.command('add'))
    .description('add a site, or correct what is known of it')
    .argument('<id>', 'short name, as in the site file', shortName)
    .requiredOption('--name <name>')
    .requiredOption('--address <address>')
    .requiredOption('--contact <who>', 'technical contact on site')
    .action((id: string, options: State & { name: string; address: string; contact: string }) =>
      inOffice(options, office => office.addSite({ ...options, id })),
    );
  withState(site.command('file'))
    .description('keep the site file that a box fetches when it is set up')
    .argument('<id>', 'short name of the site', shortName)
    .argument('<file>', 'checked with "tiski check" before')
    .option('--box <name>', 'short name of the box on its site', shortName, 'hub')
    .action((id: string, file: string, options: State & { box: string }) =>
      inOffice(options, office => office.keepSiteFile(id, options.box, readFileSync(file, 'utf8'))),
    );
  const claim = new Command('claim').description('claims of boxes on a certificate');
  withState(claim.command('new'))
    .description('make a claim for one box; it is used once')
    .requiredOption('--site <id>', 'short name of the site', shortName)
    .requiredOption('--box <name>', 'short name of the box on its site ("appliance")', shortName)
    .option('--fingerprint <fingerprint>', 'for this box alone')
    .option('--confirm', 'the box waits until somebody here has compared its fingerprint')
    .option('--replaces', 'the box takes the place of the one of this name: a swap')
    .option('--minutes <minutes>', 'how long it may be used (60)', minutes, 60)
    .action((options: ClaimOptions) => inOffice(options, (office, url) => makeClaim(office, url, options)));
  return [
    site,
    claim,
    withState(new Command('confirm'))
      .description('let a box in that waits')
      .argument('<box>', 'SITE.NAME')
      .argument('<fingerprint>', 'as the box shows it')
      .action((box: string, fingerprint: string, options: State) =>
        inOffice(options, office => office.confirm(box, fingerprintIn(fingerprint))),
      ),
    withState(new Command('boxes'))
      .description('the register of boxes')
      .option('--json', 'for programs')
      .option('--csv', 'for spreadsheets')
      .action((options: State & { json?: true; csv?: true }) =>
        inOffice(options, office => out(listed(office.boxes(), options))),
      ),
    withState(new Command('revoke'))
      .description('end the part of a box in the region')
      .argument('<box>', 'SITE.NAME')
      .addOption(
        new Option('--reason <reason>').choices(Object.keys(revocationReasons)).default('out-of-service'),
      )
      .action((box: string, options: State & { reason: RevocationReason }) =>
        inOffice(options, office => office.revoke(box, options.reason)),
      ),
    withState(new Command('move-box'))
      .description('let a box go on under another name, at its site or another one')
      .argument('<box>', 'SITE.NAME as it is now')
      .requiredOption('--site <id>', 'short name of the site', shortName)
      .requiredOption('--box <name>', 'short name of the box on its site ("appliance")', shortName)
      .action((box: string, options: State & { site: string; box: string }) =>
        inOffice(options, office => office.move(box, options.site, options.box)),
      ),
    withState(new Command('audit'))
      .description('who did what')
      .option('--last <count>', 'how many', Number, 50)
      .action((options: State & { last: number }) =>
        inOffice(options, office => {
          for (const { at, actor, deed, subject } of office.record(options.last))
            out(`${new Date(at).toISOString()}  ${actor}  ${deed}  ${subject}\n`);
        }),
      ),
  ];
}

function inOffice({ state }: State, work: (office: RegionOffice, url: URL) => void): Promise<void> {
  return run(async () => {
    const { db, authority, url } = await openRegion(state, Date.now());
    try {
      const actor = userInfo().username;
      work(new RegionOffice({ db, authority: authority.publicKey, actor, now: Date.now }), url);
    } finally {
      db.close();
    }
  });
}

function makeClaim(office: RegionOffice, url: URL, options: ClaimOptions): void {
  const fingerprint = options.fingerprint === undefined ? undefined : fingerprintIn(options.fingerprint);
  const text = office.makeClaim({
    site: options.site,
    box: options.box,
    fingerprint,
    confirm: options.confirm ?? false,
    replaces: options.replaces ?? false,
    life: options.minutes * 60_000,
  });
  const order = `tiski provision ${options.replaces ? 'swap' : 'enrol'} --url ${url.href} --claim ${text}`;
  if (process.stdout.isTTY) {
    const { default: encodeQR } = require('qr') as typeof import('qr');
    out(`${encodeQR(`${url.href}#${text}`, 'ascii')}\n`);
  }
  out(`${text}\n\nAt the box, within ${options.minutes} minutes:\n${order}\n`);
  if (options.replaces) out(`${leftBy(office.takeoverOf(`${options.site}.${options.box}`))}\n`);
}

function leftBy(at: number | undefined): string {
  return at === undefined
    ? 'The old box has left nothing here: its disk or card is needed (--from).'
    : `The old box has left its queue and settings as of ${new Date(at).toISOString()}. Its disk or card (--from) has all of them.`;
}

function minutes(text: string): number {
  const value = Number(text);
  if (!(value >= 1 && value <= 20_160))
    throw new InvalidArgumentError('Write minutes, 1 to 20160 (two weeks).');
  return value;
}

function listed(boxes: readonly BoxLine[], { json, csv }: { json?: true; csv?: true }): string {
  if (json) return `${JSON.stringify(boxes, undefined, 2)}\n`;
  const columns = [
    'box',
    'state',
    'fingerprint',
    'certificateEnds',
    'lastSeen',
    'site',
    'address',
    'contact',
  ] as const;
  if (csv)
    return [columns, ...boxes.map(box => columns.map(column => box[column]))]
      .map(cells => `${cells.map(quoted).join(',')}\r\n`)
      .join('');
  if (boxes.length === 0) return 'no boxes yet\n';
  return boxes
    .map(
      ({ box, state, fingerprint, certificateEnds, site }) =>
        `${box}  ${state}  ${fingerprint}  ${certificateEnds.slice(0, 10) || '-'}  ${site}\n`,
    )
    .join('');
}

/** RFC 4180; a leading sign that a spreadsheet would calculate is kept from it. */
function quoted(text: string): string {
  const safe = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return `"${safe.replaceAll('"', '""')}"`;
}
