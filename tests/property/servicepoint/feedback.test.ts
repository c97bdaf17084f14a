import fc from 'fast-check';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import type { Command } from '../../../firmware/servicepoint/commands';
import type { ServiceEvent } from '../../../firmware/servicepoint/events';
import { totalOf } from '../../../firmware/servicepoint/feedback/scale';
import { isPublished } from '../../../firmware/servicepoint/publication';
import { ServicePoint } from '../../../firmware/servicepoint/service-point';
import { restore, snapshot } from '../../../firmware/servicepoint/snapshot';
import { feedbackRules, hour, minute, nine, second } from '../../support/feedback/feedback-office';

const unit = fc.constantFrom('exit', 'effort', 'nobody');
const face = fc.integer({ min: 1, max: 4 });

/** What may happen to feedback, wanted or not, with the pause before it. */
const act: fc.Arbitrary<{ name: Command['name']; args: object; pause: number }> = fc
  .tuple(
    fc.oneof(
      {
        weight: 8,
        arbitrary: fc.record({
          name: fc.constant('smiley-pressed' as const),
          args: fc.record({ unit, face, faces: fc.constantFrom(4, 5) }),
        }),
      },
      {
        weight: 6,
        arbitrary: fc.record({
          name: fc.constant('answer-feedback' as const),
          args: fc.record({
            service: fc.constantFrom('tax', 'town', 'nobody'),
            question: fc.constantFrom('ces', 'csat', 'nps'),
            version: fc.constantFrom(1, 1, 1, 2),
            answer: fc.integer({ min: 0, max: 10 }),
          }),
        }),
      },
      {
        weight: 1,
        arbitrary: fc.record({
          name: fc.constant('smiley-stuck' as const),
          args: fc.record({ unit, face, faces: fc.constantFrom(4, 5) }),
        }),
      },
      {
        weight: 1,
        arbitrary: fc.record({
          name: fc.constant('clock-stepped' as const),
          args: fc.record({ by: fc.integer({ min: -2 * hour, max: 2 * hour }) }),
        }),
      },
      {
        weight: 1,
        arbitrary: fc.record({
          name: fc.constant('mode' as const),
          args: fc.record({ mode: fc.constantFrom('live', 'live', 'demo') }),
        }),
      },
    ),
    fc.oneof(
      { weight: 3, arbitrary: fc.integer({ min: 0, max: 10 * second }) },
      { weight: 6, arbitrary: fc.integer({ min: 10 * second, max: 4 * minute }) },
      { weight: 1, arbitrary: fc.integer({ min: 10 * minute, max: 5 * hour }) },
    ),
  )
  .map(([{ name, args }, pause]) => ({ name, args, pause }));

const acts = fc.array(act, { minLength: 1, maxLength: 300, size: 'max' });

interface Run {
  readonly point: ServicePoint;
  readonly facts: readonly ServiceEvent[];
}

/** @param restartAt after so many acts the point is made anew from its snapshot */
function run(list: readonly { name: Command['name']; args: object; pause: number }[], restartAt = -1): Run {
  let point = new ServicePoint(feedbackRules());
  const facts: ServiceEvent[] = [];
  let at = nine;
  const handle = (name: Command['name'], args: object) => {
    facts.push(...point.handle({ name, args, at, channel: 'box' } as Command).events);
  };
  handle('feedback-seed', { seed: [1, 2, 3, 4] });
  for (const [index, { name, args, pause }] of list.entries()) {
    if (index === restartAt) point = new ServicePoint(feedbackRules(), restore(snapshot(point.state)));
    at += pause;
    if (name === 'clock-stepped' && 'by' in args) at += Number(args.by);
    handle(name, args);
  }
  at += 4 * hour;
  handle('mode', { mode: 'live' });
  handle('tick', {});
  return { point, facts };
}

test('every live answer is judged, and then marked, mixed or released: none is lost and none is there twice', () => {
  fc.assert(
    fc.property(acts, list => {
      const { point, facts } = run(list);
      const given = new Map<string, boolean>();
      let released = 0;
      for (const fact of facts) {
        if (fact.type === 'feedback.pressed' || fact.type === 'feedback.answered') {
          if (fact.mode === undefined)
            given.set(`${fact.data.unit} ${fact.data.press}`, fact.data.mark === undefined);
        } else if (fact.type === 'feedback.marked') {
          const { unit: name, first, last } = fact.data;
          for (let press = first; press <= last; press++) {
            if (given.has(`${name} ${press}`)) given.set(`${name} ${press}`, false);
          }
        } else if (fact.type === 'feedback.released') {
          released += totalOf(fact.data.counts);
        }
      }
      const counted = [...given.values()].filter(Boolean).length;
      const { pools, units } = point.state.feedback;
      const pooled = [...pools.values()].reduce((sum, { counts }) => sum + totalOf(counts), 0);
      const waiting = [...units.values()]
        .flatMap(({ recent }) => recent)
        .filter(({ settled, mark }) => !settled && mark === undefined).length;
      assert.is(released + pooled + waiting, counted);
      for (const { counts } of pools.values())
        assert.ok(totalOf(counts) < 10 && counts.every(count => count >= 0));
    }),
    { numRuns: 200 },
  );
});

test('whatever happens, only releases of five answers and more leave the box, and none while it is not live', () => {
  fc.assert(
    fc.property(acts, list => {
      for (const fact of run(list).facts) {
        if (!fact.type.startsWith('feedback.') || !isPublished(fact.type)) continue;
        assert.is(fact.type, 'feedback.released');
        assert.ok(fact.type === 'feedback.released' && totalOf(fact.data.counts) >= 5);
        assert.is(fact.mode, undefined);
      }
    }),
    { numRuns: 100 },
  );
});

test('a restart in between changes nothing, and a replay gives the same', () => {
  fc.assert(
    fc.property(acts, fc.nat({ max: 200 }), (list, restartAt) => {
      const straight = run(list);
      const restarted = run(list, restartAt);
      assert.equal(restarted.facts, straight.facts);
      const replayed = new ServicePoint(feedbackRules());
      for (const fact of straight.facts) replayed.replay(fact);
      assert.equal(snapshot(replayed.state), snapshot(straight.point.state));
    }),
    { numRuns: 100 },
  );
});

test.run();
