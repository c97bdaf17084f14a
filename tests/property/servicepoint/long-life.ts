import { join } from 'node:path';
import * as assert from 'uvu/assert';
import { loadSite } from '../../../firmware/config/load-site';
import { rulesOf } from '../../../firmware/config/rules-of-site';
import { factsDue } from '../../../firmware/servicepoint/clockwork';
import type { Command } from '../../../firmware/servicepoint/commands';
import { ServicePoint } from '../../../firmware/servicepoint/service-point';
import { restore, snapshot } from '../../../firmware/servicepoint/snapshot';
import { courses, invariants } from './invariants';
import { RandomLife } from './random-life';

/** Commands between two looks at every invariant. What is wrong once mostly stays so, and a day ends with a look as well. */
const lookEvery = 40;

/** Days between two comparisons with the point that only replays. */
const compareEvery = 4;

export interface Lived {
  readonly commands: number;
  readonly refused: number;
  readonly facts: number;
  readonly days: number;
  /** How often each command was carried out. */
  readonly carriedOut: ReadonlyMap<string, number>;
}

/**
 * Lives so many commands and looks at every invariant again and again, and at every fact. A second point only replays the facts as they
 * would come from disk and must be in the same state at the turn of a day; half-way the first goes through a snapshot, as at a restart.
 * A failure tells seed and place, and the same seed fails at the same place.
 */
export function live(seed: string, commands: number): Lived {
  const rules = { ...rulesOf(loadSite(join(__dirname, 'whole-site.yaml')).site), restartable: true };
  const life = new RandomLife(seed, rules, Date.UTC(2024, 0, 2, 6));
  let point = new ServicePoint(rules);
  const shadow = new ServicePoint(rules);
  const watches = courses.map(({ name, says, watch }) => ({ name, says, isFine: watch() }));
  let refused = 0;
  let facts = 0;
  let days = 0;
  const carriedOut = new Map<string, number>();
  const last: Command[] = [];
  for (let count = 1; count <= commands; count++) {
    if (count === Math.floor(commands / 2)) point = new ServicePoint(rules, restore(snapshot(point.state)));
    const command = life.next(point.state);
    last.push(command);
    if (last.length > 5) last.shift();
    const where = () => `seed ${seed}, command ${count}: ${JSON.stringify(last)}`;
    const { day } = point.state;
    let result: ReturnType<ServicePoint['handle']>;
    try {
      result = point.handle(command);
    } catch (error) {
      throw new Error(`${where()}\n${(error as Error).stack}`);
    }
    facts += result.events.length;
    if (factsDue(point.state, rules, command.at).length > 0)
      assert.unreachable(`something stays due: ${where()}`);
    for (const event of result.events) {
      shadow.replay(JSON.parse(JSON.stringify(event)));
      for (const { name, says, isFine } of watches)
        if (!isFine(event)) assert.unreachable(`${name}: ${says} ${JSON.stringify(event)} ${where()}`);
    }
    if (result.decision.ok) carriedOut.set(command.name, (carriedOut.get(command.name) ?? 0) + 1);
    else refused += 1;
    const isNewDay = point.state.day !== day;
    if (isNewDay) days += 1;
    if (isNewDay && days % compareEvery === 0) {
      // As values: in which order a record's fields were first written is no part of the state.
      const [replayed, lived] = [shadow, point].map(({ state }) => JSON.parse(snapshot(state)));
      assert.equal(replayed, lived, `replay: ${where()}`);
    }
    if (!isNewDay && count % lookEvery !== 0) continue;
    for (const { name, says, holds } of invariants)
      if (!holds(point.state, rules)) assert.unreachable(`${name}: ${says} ${where()}`);
  }
  return { commands, refused, facts, days, carriedOut };
}
