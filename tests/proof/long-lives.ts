import * as assert from 'uvu/assert';
import { commandSchemas, internalCommandSchemas } from '../../firmware/servicepoint/commands';
import { live } from '../property/servicepoint/long-life';

export interface LongLivesReport {
  readonly commands: number;
  readonly refused: number;
  readonly facts: number;
  readonly days: number;
}

/** Commands of every kind, by everybody, over hundreds of days: no invariant of the core breaks, and replay gives the same state. */
export function longLives({
  lives,
  commands,
  seed,
}: {
  readonly lives: number;
  /** Of each life: enough that every kind is carried out. */
  readonly commands: number;
  readonly seed: number;
}): LongLivesReport {
  const sum = { commands: 0, refused: 0, facts: 0, days: 0 };
  for (let life = 1; life <= lives; life++) {
    const { carriedOut, refused, facts, days } = live(`${seed}-${life}`, commands);
    assert.ok(days > commands / 2_000, `${days} days`);
    for (const name of Object.keys({ ...commandSchemas, ...internalCommandSchemas }))
      assert.ok(carriedOut.has(name), `${name} was never carried out`);
    sum.commands += commands;
    sum.refused += refused;
    sum.facts += facts;
    sum.days += days;
  }
  return sum;
}
