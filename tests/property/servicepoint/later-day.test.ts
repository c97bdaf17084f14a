import { join } from 'node:path';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { loadSite } from '../../../firmware/config/load-site';
import { rulesOf } from '../../../firmware/config/rules-of-site';
import type { ServiceEvent } from '../../../firmware/servicepoint/events';
import { nameOfClose } from '../../../firmware/servicepoint/measures/name-of-close';
import { ServicePoint } from '../../../firmware/servicepoint/service-point';
import { isBoundary, standingOf } from '../../../firmware/servicepoint/standing';
import { classesOfWorth, worthOf } from '../../../firmware/servicepoint/worth';
import { Random } from '../../../simulator/random';
import { courses, invariants } from './invariants';
import { RandomLife } from './random-life';

const rules = rulesOf(loadSite(join(__dirname, 'whole-site.yaml')).site);
const begin = Date.UTC(2024, 0, 2, 6);

/** Facts that a replay can do without in any day, as the table of drops has it. */
const canMiss = ({ type }: ServiceEvent) =>
  classesOfWorth.some(one => one.name === worthOf(type) && 'rule' in one && one.rule === 'anywhere');

interface Past {
  readonly life: RandomLife;
  /** The last fact of each command: in between not everything needs to hold. */
  readonly ends: ReadonlySet<ServiceEvent>;
  readonly point: ServicePoint;
  readonly facts: readonly ServiceEvent[];
}

function lived(seed: string, commands: number): Past {
  const life = new RandomLife(seed, rules, begin);
  const point = new ServicePoint(rules);
  const facts: ServiceEvent[] = [];
  const ends = new Set<ServiceEvent>();
  for (let count = 0; count < commands; count++) {
    for (const event of point.handle(life.next(point.state)).events)
      facts.push(JSON.parse(JSON.stringify(event)));
    for (const last of facts.slice(-1)) ends.add(last);
  }
  return { life, point, facts, ends };
}

/** What the journal replays when it begins with the boundary at `from`: what has a name, then everything from there on. */
function left(facts: readonly ServiceEvent[], from: number): ServiceEvent[] {
  const past = facts.slice(0, from);
  const standing = new Map(past.map((fact, place) => [standingOf(fact) ?? '', place]));
  const named = past.filter(
    (fact, place) =>
      nameOfClose(fact) !== undefined || (standing.get(standingOf(fact) ?? '') === place && standingOf(fact)),
  );
  return [...named, ...facts.slice(from)];
}

function hold(point: ServicePoint, where: () => string): void {
  for (const { name, says, holds } of invariants)
    assert.ok(holds(point.state, rules), `${name}: ${says} ${where()}`);
}

/** Replays, starts as after an update, and goes on living. */
function relive(
  { facts, ends }: Past,
  kept: readonly ServiceEvent[],
  life: RandomLife,
  commands: number,
  where: () => string,
): void {
  const point = new ServicePoint(rules);
  for (const [place, event] of kept.entries()) {
    point.replay(event);
    if (place % 20 === 0 && ends.has(event))
      hold(point, () => `fact ${place} ${JSON.stringify(event)} ${where()}`);
  }
  hold(point, where);
  const watches = courses.map(({ name, says, watch }) => ({ name, says, isFine: watch() }));
  for (const event of facts) for (const { isFine } of watches) isFine(event);
  const take = (events: readonly ServiceEvent[]) => {
    for (const event of events)
      for (const { name, says, isFine } of watches)
        assert.ok(isFine(event), `${name}: ${says} ${JSON.stringify(event)} ${where()}`);
  };
  take(point.handle({ name: 'started', args: { version: '1.0.1' }, at: life.now, channel: 'box' }).events);
  for (let count = 0; count < commands; count++) {
    take(point.handle(life.next(point.state)).events);
    if (count % 20 === 0) hold(point, where);
  }
}

for (const seed of ['a', 'b', 'c']) {
  test(`whatever day the journal begins with, a replay without a snapshot is in order and life goes on (${seed})`, () => {
    const commands = 12_000;
    const past = lived(seed, commands);
    const boundaries = past.facts.flatMap((fact, place) => (isBoundary(fact) ? [place] : []));
    assert.ok(boundaries.length > 8, `${boundaries.length} days`);
    for (const from of boundaries.filter((_, index) => index % 3 === 1).concat(boundaries.slice(-2))) {
      const life = new RandomLife(`${seed} ${from}`, rules, past.life.now);
      relive(past, left(past.facts, from), life, 500, () => `seed ${seed}, from fact ${from}`);
    }
  });
}

test('what outlives a day is known after a replay that begins with today', () => {
  const past = lived('known', 15_000);
  const from = past.facts.findLastIndex(isBoundary);
  const again = new ServicePoint(rules);
  for (const event of left(past.facts, from)) again.replay(event);
  const { state } = past.point;
  assert.is(again.state.mode, state.mode);
  assert.is(again.state.day, state.day);
  assert.equal([...again.state.tickets.keys()], [...state.tickets.keys()]);
  assert.equal(again.state.measures.month, state.measures.month);
  assert.equal(again.state.measures.quarter, state.measures.quarter);
  assert.equal(new Map([...again.state.feedback.paper].sort()), new Map([...state.feedback.paper].sort()));
  assert.equal(again.state.configuration.active, state.configuration.active);
  for (const [place, { state: word }] of state.presence)
    assert.is(again.state.presence.get(place)?.state, word);
  for (const [source, count] of state.ringing.counts)
    assert.is(again.state.ringing.counts.get(source), count);
});

test('a replay can do without any facts of the class that goes first', () => {
  for (const seed of ['x', 'y']) {
    const past = lived(seed, 8_000);
    const random = new Random(seed);
    const kept = past.facts.filter(fact => !canMiss(fact) || random.chance(0.5));
    assert.ok(kept.length < past.facts.length - 50);
    relive(past, kept, past.life, 500, () => `seed ${seed}`);
  }
});

test.run();
