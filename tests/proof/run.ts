import { parseArgs } from 'node:util';
import { ensureDebianPackages } from '../debian-packages';
import { type Proof, proofs } from './proofs';
import { proveAll } from './prove-all';

/**
 * `npm run proof` runs all that takes too long for every change, at full size: hours. `npm run proof -- NAME` runs one, `npm run proof -- list` names
 * them. What a proof finds is printed as JSON; it ends with 1 when its promise does not hold.
 */

function list(): void {
  for (const [name, { promise, amounts }] of Object.entries(proofs)) {
    const options = Object.entries(amounts).map(([amount, whole]) => ` --${amount} ${whole}`);
    process.stdout.write(`${name}${options.join('')}: ${promise}\n`);
  }
}

/** The numbers that follow options such as `--kills`; text that is none ends it. */
function amountsFrom(args: readonly string[], { amounts }: Proof): Record<string, number> {
  const names = [...Object.keys(amounts), 'seed'];
  const options = Object.fromEntries(names.map(name => [name, { type: 'string' as const }]));
  const { values } = parseArgs({ args: [...args], options });
  const given = Object.entries(values).map(([name, value]) => [name, Number(value)] as const);
  for (const [name, value] of given)
    if (!Number.isFinite(value)) throw new Error(`--${name} is followed by a number`);
  return { ...amounts, seed: Math.floor(Math.random() * 2 ** 31), ...Object.fromEntries(given) };
}

async function main([name, ...args]: readonly string[]): Promise<void> {
  if (name === undefined) {
    if (!(await proveAll(__filename, Object.keys(proofs)))) process.exitCode = 1;
    return;
  }
  const chosen = proofs[name];
  if (!chosen) {
    list();
    process.exitCode = name === 'list' ? 0 : 1;
    return;
  }
  ensureDebianPackages(chosen.packages);
  const amounts = amountsFrom(args, chosen);
  process.stdout.write(`${name}, ${JSON.stringify(amounts)}\n`);
  const report = await chosen.run(amounts as never);
  process.stdout.write(`${JSON.stringify({ proof: name, ...amounts, ...report }, null, 2)}\n`);
}

main(process.argv.slice(2)).then(
  () => process.exit(),
  error => {
    process.stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : error}\n`);
    process.exit(1);
  },
);
