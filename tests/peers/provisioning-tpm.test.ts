import { X509Certificate } from 'node:crypto';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { claimText } from '../../provisioning/claim';
import { SimulatedPrinter } from '../../simulator/printer';
import { Phone } from '../support/commissioning/phone';
import { ProvisionProgram } from '../support/provision-program';
import { day, RegionBench } from '../support/region-bench';
import { SimulatedTpm } from '../support/simulated-tpm';
import { SteadyTime } from '../support/steady-time';

const bench = new RegionBench();
const tpm = new SimulatedTpm();
const folder = mkdtempSync(join(tmpdir(), 'tiski-chip-'));

test.before(async () => {
  await Promise.all([bench.start(), tpm.start()]);
});
test.after(async () => {
  await Promise.all([bench.stop(), tpm.stop()]);
  rmSync(folder, { recursive: true });
});

async function run(words: readonly string[], env: Readonly<Record<string, string>>) {
  const program = new ProvisionProgram(words, { env });
  const code = await program.exited;
  return { code, output: program.output };
}

const identity = join(folder, 'identity');
const enrol = (env: Readonly<Record<string, string>>) => {
  const claim = claimText(bench.claim(`chip-${Math.random().toString(36).slice(2, 8)}`));
  return run(['enrol', '--identity', identity, '--url', bench.url.href, '--claim', claim], env);
};

test('a box with a TPM makes its key there, enrols and renews with it; what is on its card is of use with that chip alone', async () => {
  const { code, output } = await enrol(tpm.environment);
  assert.is(code, 0, output);
  assert.match(output, /enrolled, O=library/);
  const key = readFileSync(join(identity, 'key.pem'), 'utf8');
  assert.match(key, /^-----BEGIN TSS2 PRIVATE KEY-----/);

  bench.time.ahead = 300 * day;
  await bench.serve();
  const renewed = await run(['renew', '--identity', identity], tpm.environment);
  assert.match(renewed.output, /renewed, O=library/);
  assert.is(readFileSync(join(identity, 'key.pem'), 'utf8'), key);

  // Somebody has the card, but not the box: with nothing, and with a chip of his own.
  const { TISKI_KEY: _, NODE_OPTIONS: __, ...without } = tpm.environment;
  assert.match((await run(['renew', '--identity', identity], without)).output, /identity-damaged/);
  const other = await new SimulatedTpm().start();
  try {
    bench.time.ahead = 600 * day;
    await bench.serve();
    const thief = await run(['renew', '--identity', identity], other.environment);
    assert.is(thief.code, 1, thief.output);
  } finally {
    await other.stop();
  }
  const owner = await run(['renew', '--identity', identity], tpm.environment);
  assert.match(owner.output, /renewed, O=library/);
});

test('a box with a TPM is set up by its page like any other: the key of the page is another one, which the slip proves', async () => {
  const printer = new SimulatedPrinter({ time: new SteadyTime(), speed: 4000, cutTime: 5 });
  await printer.start();
  const state = join(folder, 'to-set-up');
  const wires = ['--listen', '127.0.0.1:0', '--printer', `tcp://127.0.0.1:${printer.port}`];
  const program = new ProvisionProgram(['--state', state, '--region', bench.url.href, ...wires], {
    env: tpm.environment,
    command: 'setup',
  });
  try {
    const [, url = ''] = await program.says(/"setup":"(https:[^"]+)"/);
    while (printer.tickets.length === 0) await once(printer.events, 'ticket');
    const slip = printer.tickets[0]?.text.join('\n') ?? '';
    const phone = new Phone(url);
    const { sha256 } = await phone.raw('/setup');
    assert.match(slip, sha256.split(':').slice(0, 8).join(' '));
    await phone.act('enter', { code: /setup#([A-Z2-9-]{9})/.exec(slip)?.[1] ?? '' });
    const claim = claimText(bench.claim('chip-set-up'));
    assert.is((await phone.act('claim', { claim, url: '' })).code, 'setup-site-missing', 'a member');
    assert.match(readFileSync(join(state, 'identity', 'key.pem'), 'utf8'), 'TSS2 PRIVATE KEY');
    const { subject } = new X509Certificate(readFileSync(join(state, 'identity', 'certificate.pem')));
    assert.match(subject, 'CN=library/chip-set-up');
  } finally {
    await program.stop();
    await printer.stop();
  }
});

test('a chip that is not there is told, and no key is made elsewhere', async () => {
  const fresh = join(folder, 'fresh');
  const env = { ...tpm.environment, NODE_OPTIONS: '' };
  const { code, output } = await run(['identity', '--identity', fresh], env);
  assert.is(code, 1);
  assert.match(output, /tpm-unusable/);
  assert.not.ok(existsSync(join(fresh, 'key.pem')));
});

test.run();
