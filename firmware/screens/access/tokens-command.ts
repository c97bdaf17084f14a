import { existsSync } from 'node:fs';
import { networkInterfaces } from 'node:os';
import { resolve } from 'node:path';
import { Command } from 'commander';
import { TiskiError } from '../../../hal/platform/error';
import { SystemTime } from '../../../hal/platform/time';
import { loadSite } from '../../config/load-site';
import { withOverrides } from '../../config/overrides';
import type { Site } from '../../config/site';
import { fail } from '../../program';
import { type Actor, actorFrom } from '../../servicepoint/rights/actor';
import { journalIn } from '../../state-lock';
import { accessIn } from './access-folder';
import { type RoleToken, RoleTokens } from './role-tokens';

/** Where a box that was installed has them (provisioning/system). */
const installed = { config: '/etc/tiski/site.yaml', state: '/var/lib/tiski' };

interface StateOption {
  readonly state: string;
}

interface AddOptions extends StateOption {
  readonly config: string;
  readonly label?: string;
  readonly at?: string;
}

/** `tiski tokens …`: lets browsers and programs act in a role. The box may be running; what is changed counts at once. */
export function tokensCommand(): Command {
  const tokens = new Command('tokens').description('let browsers and programs act in a role');
  withState(tokens.command('add'))
    .description('make a token; its link is shown once and kept nowhere')
    .argument('<role>', 'counter/1, advisor, advisor/desk-2, technician or central')
    .option('--config <file>', 'site file', installed.config)
    .option('--label <text>', 'where it is used, such as a room; never the name of a person')
    .option('--at <url>', 'where browsers find the box, such as http://tiski.local:8080')
    .action((role: string, options: AddOptions) => run(() => add(role, options)));
  withState(tokens.command('list'))
    .description('which tokens there are')
    .action((options: StateOption) => run(() => list(options)));
  withState(tokens.command('revoke'))
    .description('end a token, and let everybody out who came in by it')
    .argument('<id>', 'as "list" shows it')
    .action((id: string, options: StateOption) => run(() => revoke(id, options)));
  return tokens;
}

async function add(role: string, { config, state, label, at }: AddOptions): Promise<void> {
  const site = withOverrides(loadSite(config).site, process.env);
  const actor = checked(role, site);
  if (label !== undefined && !/^[^\p{C}]{1,80}$/u.test(label))
    throw new TiskiError('setting-invalid', '--label: one line of at most 80 characters');
  const address = addressOf(site, at);
  const { secret, token } = await tokensIn(state).add(actor, label);
  const link = new URL('/enter', address);
  link.hash = secret;
  say(`token ${token.id} for ${nameOf(token)}, shown this once:\n\n  ${link.href}\n\n${qrCode(link.href)}\n`);
  say(`A program sends it as "Authorization: Bearer ${secret}".`);
  if (!existsSync(journalIn(state)))
    say(`No box has run with the state folder ${resolve(state)} yet: is it the right one?`);
  if (isOnlyHere(link))
    say('Only browsers on the box itself reach this address; see "http" in the site file.');
}

async function list({ state }: StateOption): Promise<void> {
  const found = tokensIn(state).list();
  if (found.length === 0) return say('There are no tokens.');
  const rows = found.map(token => [
    token.id,
    nameOf(token),
    new Date(token.madeAt).toISOString().slice(0, 16).replace('T', ' '),
    token.label ?? '',
  ]);
  for (const row of [['id', 'role', 'made (UTC)', 'label'], ...rows]) {
    const [id = '', role = '', made = '', label = ''] = row;
    say(`${id.padEnd(10)}${role.padEnd(24)}${made.padEnd(18)}${label}`.trimEnd());
  }
}

async function revoke(id: string, { state }: StateOption): Promise<void> {
  const token = await tokensIn(state).revoke(id);
  if (!token) throw new TiskiError('token-unknown', id);
  say(`token ${token.id} for ${nameOf(token)} is revoked`);
}

/** @throws TiskiError `token-role`, `counter-unknown`, `place-unknown` */
function checked(role: string, { counters, places = [] }: Site): Actor {
  const actor = actorFrom(role);
  if (!actor || actor.role === 'customer') throw new TiskiError('token-role', role);
  const { place } = actor;
  // A counter is always a particular one: whoever acts for all of them is not a counter.
  if (actor.role === 'counter') {
    if (place === undefined) throw new TiskiError('token-role', role);
    if (!counters.some(({ id }) => id === place)) throw new TiskiError('counter-unknown', place);
  } else if (place !== undefined) {
    if (actor.role !== 'advisor') throw new TiskiError('token-role', role);
    if (!places.some(({ id }) => id === place)) throw new TiskiError('place-unknown', place);
  }
  return actor;
}

/** @throws TiskiError `setting-invalid` */
function addressOf({ http: { host, port } }: Site, at: string | undefined): URL {
  const written = at ?? `http://${host.includes(':') ? `[${reachable(host)}]` : reachable(host)}:${port}`;
  const url = URL.canParse(written) ? new URL(written) : undefined;
  if (!url || !/^https?:$/.test(url.protocol)) throw new TiskiError('setting-invalid', `--at ${written}`);
  return url;
}

/** Listening on all addresses, the first that others can reach. */
function reachable(host: string): string {
  if (host !== '0.0.0.0' && host !== '::') return host;
  const wanted = host === '::' ? 'IPv6' : 'IPv4';
  const found = Object.values(networkInterfaces())
    .flatMap(addresses => addresses ?? [])
    .find(({ family, internal, address }) => family === wanted && !internal && !address.startsWith('fe80:'));
  return found?.address ?? (host === '::' ? '::1' : '127.0.0.1');
}

function isOnlyHere({ hostname }: URL): boolean {
  return hostname === 'localhost' || hostname === '[::1]' || hostname.startsWith('127.');
}

/** Bright on dark whatever the colours of the terminal: readers of codes need it the right way round. */
function qrCode(text: string): string {
  const { default: encodeQR } = require('qr') as typeof import('qr');
  const code = encodeQR(text, 'ascii', { ecc: 'medium', border: 4 });
  return process.stdout.isTTY ? code.replace(/^.+$/gm, '\u001b[97;40m$&\u001b[0m') : code;
}

function nameOf({ role, place }: RoleToken): string {
  return place === undefined ? role : `${role}/${place}`;
}

function tokensIn(state: string): RoleTokens {
  return new RoleTokens({ folder: accessIn(resolve(state)), time: new SystemTime() });
}

function withState(command: Command): Command {
  return command.option(
    '--state <folder>',
    'state folder of the appliance',
    process.env.TISKI_STATE_DIR ?? (existsSync(installed.state) ? installed.state : 'state'),
  );
}

function say(text: string): void {
  process.stdout.write(`${text}\n`);
}

async function run(action: () => Promise<void>): Promise<void> {
  try {
    await action();
  } catch (error) {
    fail(error);
  }
}
