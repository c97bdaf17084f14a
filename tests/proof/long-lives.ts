import * as assert from 'uvu/assert';
import { commandSchemas, internalCommandSchemas } from '../../firmware/servicepoint/commands';
import { live } from '../property/servicepoint/long-life';

/** Commands of one life: enough that each of them is carried out. */
const commands = 100_000;

export interface LongLivesReport {
  readonly commands: number;
  readonly refused: number;
  readonly facts: number;
  readonly days: number;
}

/** Commands of every kind, by everybody, over hundreds of days: no invariant of the core breaks, and replay gives the same state. */
export function longLives({
  lives,
  seed,
}: {
  readonly lives: number;
  readonly seed: number;
}): LongLivesReport {
  const sum = { commands: 0, refused: 0, facts: 0, days: 0 };
  for (let life = 1; life <= lives; life++) {
    const { carriedOut, refused, facts, days } = live(`${seed}-${life}`, commands);
    assert.ok(days > 50, `${days} days`);
    for (const name of Object.keys({ ...commandSchemas, ...internalCommandSchemas }))
      assert.ok(carriedOut.has(name), `${name} was never carried out`);
    sum.commands += commands;
    sum.refused += refused;
    sum.facts += facts;
    sum.days += days;
  }
  return sum;
}
