import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { claimText } from '../../provisioning/claim';
import { ProvisionProgram } from '../support/provision-program';
import { day, RegionBench } from '../support/region-bench';
import { SimulatedTpm } from '../support/simulated-tpm';

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

test('a chip that is not there is told, and no key is made elsewhere', async () => {
  const fresh = join(folder, 'fresh');
  const env = { ...tpm.environment, NODE_OPTIONS: '' };
  const { code, output } = await run(['identity', '--identity', fresh], env);
  assert.is(code, 1);
  assert.match(output, /tpm-unusable/);
  assert.not.ok(existsSync(join(fresh, 'key.pem')));
});

test.run();
