import fc from 'fast-check';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import type { Command } from '../../../firmware/servicepoint/commands';
import type { CallingRules } from '../../../firmware/servicepoint/queue/calling-rules';
import { isQueued, type Ticket } from '../../../firmware/servicepoint/queue/ticket';
import type { Rules } from '../../../firmware/servicepoint/rules';
import { ServicePoint } from '../../../firmware/servicepoint/service-point';
import { restore, snapshot } from '../../../firmware/servicepoint/snapshot';
import { morning } from './office';

const minute = 60_000;
const services = ['kunta', 'vero', 'kela'];
const weight = fc.integer({ min: 1, max: 20 });
const firstAfter = fc.integer({ min: 5, max: 90 });

const weighted = fc.record({
  policy: fc.constant('weighted' as const),
  weights: fc.record({ kunta: weight, vero: weight }),
  firstAfter,
});
const ownOrder = fc.record({
  policy: fc.constant('own-order' as const),
  order: fc.shuffledSubarray(services, { minLength: 1 }),
  firstAfter,
});
const policies: fc.Arbitrary<CallingRules> = fc.oneof(
  weighted,
  ownOrder,
  fc.constant({ policy: 'oldest' } as const),
  fc.constant({ policy: 'slots' } as const),
);

function officeWith(calling: CallingRules): Rules {
  return {
    timezone: 'Europe/Helsinki',
    languages: ['fi'],
    services: new Map(services.map((id, index) => [id, { id, letter: 'KVE'.charAt(index) }])),
    counters: new Map([
      ['1', { id: '1', services, calling }],
      ['2', { id: '2', services: ['vero', 'kela'] }],
    ]),
    kiosks: new Map([['desk', { id: 'desk' }]]),
  };
}

/** More who come than can be served: whoever can be passed over for ever is. */
const rush: fc.Arbitrary<Command[]> = fc
  .array(
    fc.record({
      step: fc.integer({ min: 0, max: 4 * minute }),
      act: fc.oneof(
        { weight: 5, arbitrary: fc.constantFrom(...services) },
        { weight: 3, arbitrary: fc.constant('1') },
        { weight: 1, arbitrary: fc.constant('2') },
      ),
    }),
    { minLength: 30, maxLength: 150, size: 'max' },
  )
  .map(steps => {
    let at = morning;
    return steps.map(({ act, step }) => {
      at += step;
      const command = services.includes(act)
        ? { name: 'take-ticket', args: { service: act } }
        : { name: 'next', args: { counter: act } };
      return { ...command, at, channel: 'http' } as Command;
    });
  });

/** Calls of counter 1: whom it called, and who waited for it at that time. */
function calls(
  commands: readonly Command[],
  rules: Rules,
): { at: number; called: Ticket; passed: Ticket[] }[] {
  const point = new ServicePoint(rules);
  return commands.flatMap(command => {
    const before = [...point.state.tickets.values()].filter(isQueued);
    const { events } = point.handle(command);
    const call = events.find(event => event.type === 'ticket.called' && event.data.counter === '1');
    if (call?.type !== 'ticket.called') return [];
    const called = before.find(({ code }) => code === call.data.ticket);
    assert.ok(called);
    return [{ at: command.at, called, passed: before.filter(ticket => ticket !== called) }];
  });
}

const runs = { numRuns: 80 };

test('oldest first and appointments without bookings: nobody is passed over for who came later', () => {
  const fair = fc.constantFrom<CallingRules>({ policy: 'oldest' }, { policy: 'slots' });
  fc.assert(
    fc.property(rush, fair, (commands, policy) => {
      for (const { called, passed } of calls(commands, officeWith(policy)))
        assert.ok(passed.every(({ order }) => order > called.order));
    }),
    runs,
  );
});

test('weights: nobody waits for ever, since nobody who comes later than a stated time after is called before', () => {
  fc.assert(
    fc.property(rush, weighted, (commands, policy) => {
      const weights: Readonly<Record<string, number>> = policy.weights;
      const of = ({ service }: Ticket) => weights[service] ?? 1;
      for (const { called, passed } of calls(commands, officeWith(policy))) {
        for (const waiting of passed) {
          if (waiting.order > called.order) continue;
          const bound = Math.max(0, 1 - of(waiting) / of(called)) * policy.firstAfter * minute;
          assert.ok(called.placeSince - waiting.placeSince <= bound, `${waiting.code} after ${called.code}`);
        }
      }
    }),
    runs,
  );
});

test('weights: a minute of waiting counts as often as the weight says, until somebody has waited long enough', () => {
  fc.assert(
    fc.property(rush, weighted, (commands, policy) => {
      const weights: Readonly<Record<string, number>> = policy.weights;
      for (const { at, called, passed } of calls(commands, officeWith(policy))) {
        const long = [called, ...passed].filter(one => at - one.placeSince >= policy.firstAfter * minute);
        const score = (one: Ticket) => (at - one.placeSince) * (weights[one.service] ?? 1);
        if (long.length > 0) assert.ok(long.every(({ order }) => order >= called.order));
        else assert.ok(passed.every(one => score(one) <= score(called)));
      }
    }),
    runs,
  );
});

test('equal weights are oldest first', () => {
  fc.assert(
    fc.property(rush, weight, firstAfter, (commands, same, after) => {
      const weights = { kunta: same, vero: same, kela: same };
      const policy = { policy: 'weighted', weights, firstAfter: after } as const;
      const codes = (how: CallingRules) => calls(commands, officeWith(how)).map(({ called }) => called.code);
      assert.equal(codes(policy), codes({ policy: 'oldest' }));
    }),
    runs,
  );
});

test('an order of services holds until somebody has waited long enough', () => {
  fc.assert(
    fc.property(rush, ownOrder, (commands, policy) => {
      const place = ({ service }: Ticket) => {
        const index = policy.order.indexOf(service);
        return index < 0 ? policy.order.length : index;
      };
      for (const { at, called, passed } of calls(commands, officeWith(policy))) {
        const long = [called, ...passed].filter(one => at - one.placeSince >= policy.firstAfter * minute);
        if (long.length > 0) assert.ok(long.every(({ order }) => order >= called.order));
        else assert.ok(passed.every(one => place(one) >= place(called)));
      }
    }),
    runs,
  );
});

test('whom a counter calls next is the same after a restart', () => {
  fc.assert(
    fc.property(rush, policies, (commands, policy) => {
      const rules = officeWith(policy);
      const point = new ServicePoint(rules);
      for (const command of commands) {
        const restarted = new ServicePoint(rules, restore(snapshot(point.state)));
        assert.equal(restarted.handle(command).events, point.handle(command).events);
      }
    }),
    { numRuns: 20 },
  );
});

test.run();
