import fc from 'fast-check';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import type { ServiceEvent } from '../../../firmware/servicepoint/events';
import { isEnded } from '../../../firmware/servicepoint/queue/ticket';
import { ServicePoint } from '../../../firmware/servicepoint/service-point';
import { restore, snapshot } from '../../../firmware/servicepoint/snapshot';
import { invariants } from './invariants';
import { history, rules } from './office';

const runs = { numRuns: 200 };

test('no order of commands breaks an invariant', () => {
  fc.assert(
    fc.property(history, commands => {
      const point = new ServicePoint(rules);
      for (const command of commands) {
        point.handle(command);
        for (const { name, holds } of invariants)
          assert.ok(holds(point.state, rules), `${name} after ${command.name}`);
      }
    }),
    runs,
  );
});

test('a number is never given twice in a day, even when the clock falls back', () => {
  fc.assert(
    fc.property(history, commands => {
      const point = new ServicePoint(rules);
      const given = new Set<string>();
      for (const command of commands) {
        for (const event of point.handle(command).events) {
          if (event.type !== 'ticket.issued') continue;
          const paper = `${event.data.day} ${event.data.ticket}`;
          assert.not(given.has(paper), paper);
          given.add(paper);
        }
      }
    }),
    runs,
  );
});

test('nobody is lost: whoever took a number is waiting, at a counter, parked, or has an end that is a fact', () => {
  fc.assert(
    fc.property(history, commands => {
      const point = new ServicePoint(rules);
      const open = new Set<string>();
      for (const command of commands) {
        for (const event of point.handle(command).events) {
          if (event.type === 'ticket.issued' || event.type === 'ticket.reinstated')
            open.add(event.data.ticket);
          if (
            event.type === 'ticket.served' ||
            event.type === 'ticket.no-show' ||
            event.type === 'ticket.cancelled'
          ) {
            assert.ok(open.delete(event.data.ticket), `${event.data.ticket} ended without having been open`);
          }
          if (event.type === 'appliance.day-opened')
            assert.is(open.size, 0, 'a day ended with somebody in it');
        }
      }
      const stillOpen = [...point.state.tickets.values()]
        .filter(ticket => !isEnded(ticket))
        .map(ticket => ticket.code);
      assert.equal(new Set(stillOpen), open);
    }),
    runs,
  );
});

test('a replay of the facts gives the same state, also through a snapshot at any place', () => {
  fc.assert(
    fc.property(history, fc.nat(), (commands, cut) => {
      const point = new ServicePoint(rules);
      const events: ServiceEvent[] = commands.flatMap(command => [...point.handle(command).events]);
      const half = events.length === 0 ? 0 : cut % events.length;

      const first = new ServicePoint(rules);
      for (const event of events.slice(0, half)) first.replay(event);
      const second = new ServicePoint(rules, restore(snapshot(first.state)));
      for (const event of events.slice(half)) second.replay(JSON.parse(JSON.stringify(event)));
      // As values: in which order a record's fields were first written is no part of the state.
      assert.equal(JSON.parse(snapshot(second.state)), JSON.parse(snapshot(point.state)));
    }),
    runs,
  );
});

test('a refused command changes nothing but the day', () => {
  fc.assert(
    fc.property(history, commands => {
      const point = new ServicePoint(rules);
      for (const command of commands) {
        const before = snapshot(point.state);
        const { decision, events } = point.handle(command);
        if (!decision.ok && events.length === 0) assert.is(snapshot(point.state), before);
      }
    }),
    runs,
  );
});

test.run();
