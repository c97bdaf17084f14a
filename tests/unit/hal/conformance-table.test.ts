import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { driverNames } from '../../../hal/registry';
import { type Cell, isStated } from '../../support/conformance/cell';
import { type Fault, faultNames } from '../../support/conformance/faults';
import { table } from '../../support/conformance/table';

const root = join(__dirname, '..', '..', '..');

const cells = Object.entries(table).flatMap(([driver, row]) =>
  faultNames.map((fault): [string, Fault, Cell] => [driver, fault, row[fault]]),
);

test('every driver stands in the table of faults, and nothing else does', () => {
  assert.equal(Object.keys(table).sort(), [...driverNames].sort());
});

test('every cell has a proof, or the reason why its fault cannot be', () => {
  for (const [driver, fault, cell] of cells) {
    const where = `${driver}, ${fault}`;
    if (!isStated(cell)) {
      assert.ok(cell.never.length > 10, where);
      continue;
    }
    const shown = cell.provenBy && table[driver]?.[cell.provenBy];
    const proofs = [
      ...cell.proofs,
      ...(cell.kernel ?? []),
      ...(shown && isStated(shown) ? shown.proofs : []),
    ];
    assert.ok(proofs.length > 0, where);
  }
});

test('a test on a real kernel that a cell leans on exists', () => {
  for (const [driver, fault, cell] of cells)
    for (const { file, title } of (isStated(cell) && cell.kernel) || [])
      assert.ok(readFileSync(join(root, file), 'utf8').includes(title), `${driver}, ${fault}: ${title}`);
});

test('every proof is run by a test file', () => {
  const folder = join(root, 'tests', 'peers');
  const files = readdirSync(folder).filter(name => name.startsWith('conformance-'));
  const families = files.map(name => ({ name, text: readFileSync(join(folder, name), 'utf8') }));
  for (const [driver, fault, cell] of cells) {
    if (!isStated(cell) || cell.proofs.length === 0) continue;
    const family = driver.replace(/-.*/, '');
    const runs = families.some(
      ({ name, text }) =>
        name.startsWith(`conformance-${family}`) && (!text.includes('faults') || text.includes(`'${fault}'`)),
    );
    assert.ok(runs, `${driver}, ${fault}`);
  }
});

test.run();
