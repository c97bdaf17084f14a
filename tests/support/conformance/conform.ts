import { test } from 'uvu';
import { isStated, type Rows } from './cell';
import { type Fault, faultNames } from './faults';

/** What stands on the table while its cells are proven. */
export interface Stage {
  open(): Promise<unknown>;
  close(): Promise<unknown>;
}

interface Chosen {
  /** All, if left out. */
  readonly faults?: readonly Fault[];
  readonly drivers?: readonly string[];
  readonly stage?: Stage;
  /** Proofs under way at once, where none shares anything with another. */
  readonly lanes?: number;
}

/** One test for each proof of these rows, fault by fault. Call `test.run()` afterwards. */
export function conform(rows: Rows, { faults = faultNames, drivers, stage, lanes = 1 }: Chosen = {}): void {
  if (stage) {
    test.before(() => stage.open().then(() => {}));
    test.after(() => stage.close().then(() => {}));
  }
  const waiting: (() => Promise<void>)[] = [];
  for (const fault of faults)
    for (const [driver, row] of Object.entries(rows)) {
      const cell = row[fault];
      if (!isStated(cell) || (drivers && !drivers.includes(driver))) continue;
      for (const { title, run } of cell.proofs) {
        const end = Promise.withResolvers<void>();
        // Until its test comes to it, a failure waits.
        end.promise.catch(() => {});
        waiting.push(() => run().then(end.resolve, end.reject));
        test(`${driver}, ${fault}: ${title ?? cell.states}`, () => {
          begin();
          return end.promise;
        });
      }
    }
  let hasBegun = false;
  const begin = () => {
    if (hasBegun) return;
    hasBegun = true;
    for (let lane = 0; lane < lanes; lane++) void work(waiting);
  };
}

async function work(waiting: (() => Promise<void>)[]): Promise<void> {
  for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) await next();
}
