import { Command } from 'commander';
import { isTiskiError, messageOf } from '../../hal/platform/error';
import { SystemTime, sleep } from '../../hal/platform/time';
import { claimIn } from '../claim';
import { Identity, type KeptUp } from '../identity/identity';
import { lockIdentity } from '../identity/identity-lock';
import { renewalDue } from '../identity/life';
import { FolderShelf } from '../identity/shelf';
import { interruption, linkedClaim, out, run, serviceUrl } from './terminal';

interface EnrolOptions {
  readonly identity: string;
  readonly url?: string;
  readonly claim: string;
}

/** While a person at the region compares fingerprints, ms. */
const askAgain = 10_000;

/** What the technician and the timer of the box use. */
export function boxCommands(): Command[] {
  return [
    withIdentity(new Command('enrol'))
      .description('make the box a member of a region')
      .option('--url <address>', 'of the region’s service', serviceUrl)
      .requiredOption(
        '--claim <claim>',
        'as the region gave it; or what its picture says, address and claim in one',
      )
      .action((options: EnrolOptions) =>
        run(() => withLock(options.identity, identity => enrol(identity, options))),
      ),
    withIdentity(new Command('renew'))
      .description('do what is due: finish an enrolment, renew the certificate; every hour, by a timer')
      .action((options: { identity: string }) =>
        run(() =>
          withLock(options.identity, async identity => {
            await tell(identity, await identity.keepUp());
          }),
        ),
      ),
    withIdentity(new Command('identity'))
      .description('show fingerprint and certificate of the box')
      .action((options: { identity: string }) =>
        run(() =>
          withLock(options.identity, async identity => {
            out(`fingerprint  ${await identity.fingerprint()}\n`);
            await tell(identity, 'nothing');
          }),
        ),
      ),
  ];
}

function withIdentity(command: Command): Command {
  return command.option('--identity <folder>', 'of the box', process.env.TISKI_IDENTITY_DIR ?? 'identity');
}

async function withLock(folder: string, work: (identity: Identity) => Promise<void>): Promise<void> {
  const unlock = await lockIdentity(folder);
  try {
    await work(new Identity({ shelf: new FolderShelf(folder), time: new SystemTime() }));
  } finally {
    unlock();
  }
}

async function enrol(identity: Identity, options: EnrolOptions): Promise<void> {
  const { address: url, text } = linkedClaim(options);
  const read = claimIn(text);
  out(`fingerprint  ${await identity.fingerprint()}\n`);
  await identity.take(new URL(serviceUrl(url)), read);
  const interrupted = interruption();
  for (let told = false; ; ) {
    try {
      return await tell(identity, await identity.keepUp());
    } catch (error) {
      if (!isTiskiError(error, 'region-waits') || interrupted.aborted) throw error;
      if (!told) out(`${messageOf(error)}\n${error.advice}\n`);
      told = true;
      await sleep(new SystemTime(), askAgain, 'enrolment', interrupted).catch(() => {});
    }
  }
}

async function tell(identity: Identity, done: KeptUp): Promise<void> {
  const certificate = await identity.certificate();
  if (!certificate) return out('certificate  none yet\n');
  const day = (at: number) => new Date(at).toISOString().slice(0, 10);
  out(
    `certificate  ${done === 'nothing' ? '' : `${done}, `}${certificate.subject.replaceAll('\n', ', ')}, until ${day(certificate.validToDate.getTime())}, renewed from ${day(renewalDue(certificate))}\n`,
  );
}
