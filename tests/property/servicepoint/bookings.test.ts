import fc from 'fast-check';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import type { Command } from '../../../firmware/servicepoint/commands';
import type { ServiceEvent } from '../../../firmware/servicepoint/events';
import { localTime } from '../../../firmware/servicepoint/opening/local-time';
import { ServicePoint } from '../../../firmware/servicepoint/service-point';
import { restore, snapshot } from '../../../firmware/servicepoint/snapshot';
import { at, officeWith } from '../../support/booking-office';
import { invariants } from './invariants';

const runs = { numRuns: 150 };
const office = officeWith();
const code = fc.constantFrom('A111', 'A112', 'A113', 'A114', 'A115', 'A116');
const service = fc.constantFrom('vero', 'kunta', 'kela');
const source = fc.constantFrom('town', 'authority');
const slot = fc.integer({ min: -20, max: 200 }).map(half => at('08:00') + half * 1_800_000);

const act = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({
      name: fc.constant('calendar-read'),
      args: fc.record({
        source,
        bookings: fc.uniqueArray(fc.record({ booking: code, service, slot }), {
          selector: ({ booking }) => booking,
          maxLength: 6,
        }),
        cancelled: fc.array(code, { maxLength: 1 }),
      }),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      name: fc.constant('bookings'),
      args: slot.chain(first =>
        fc.record({
          service,
          day: fc.constant(localTime(first, office.timezone).day),
          bookings: fc.array(fc.record({ booking: code, slot: fc.constant(first) }), { maxLength: 2 }),
        }),
      ),
    }),
  },
  { weight: 8, arbitrary: fc.record({ name: fc.constant('check-in'), args: fc.record({ booking: code }) }) },
  { weight: 3, arbitrary: fc.record({ name: fc.constant('take-ticket'), args: fc.record({ service }) }) },
  {
    weight: 3,
    arbitrary: fc.record({ name: fc.constant('next'), args: fc.constant({ counter: '1' }) }),
  },
  { weight: 2, arbitrary: fc.record({ name: fc.constant('tick'), args: fc.constant({}) }) },
);

/** Days of bookings, with a clock that at times jumps, also backwards. */
const history: fc.Arbitrary<Command[]> = fc
  .array(
    fc.record({
      act,
      step: fc.oneof(
        { weight: 20, arbitrary: fc.integer({ min: 0, max: 3_600_000 }) },
        { weight: 1, arbitrary: fc.integer({ min: -100_000_000, max: 100_000_000 }) },
      ),
    }),
    { minLength: 10, maxLength: 80, size: 'max' },
  )
  .map(steps => {
    let now = at('08:00');
    return steps.map(({ act: { name, args }, step }) => {
      now += step;
      return { name, args, channel: 'http', at: now } as Command;
    });
  });

test('no order of readings, arrivals and clock jumps breaks an invariant', () => {
  fc.assert(
    fc.property(history, commands => {
      const point = new ServicePoint(office);
      for (const command of commands) {
        point.handle(command);
        for (const { name, holds } of invariants)
          assert.ok(holds(point.state, office), `${name} after ${command.name}`);
      }
    }),
    runs,
  );
});

test('no booking is lost: whatever was booked is expected, arrived, missed or cancelled until its day is over', () => {
  fc.assert(
    fc.property(history, commands => {
      const point = new ServicePoint(office);
      const open = new Map<string, { day: string; isOpen: boolean }>();
      for (const command of commands) {
        for (const event of point.handle(command).events) {
          if (event.type === 'ticket.booked' || event.type === 'ticket.booking-moved')
            open.set(event.data.booking, { day: event.data.day, isOpen: true });
          if (event.type === 'ticket.booking-cancelled') open.delete(event.data.booking);
          if (event.type === 'ticket.booking-missed' || event.type === 'ticket.checked-in') {
            const known = open.get(event.data.booking);
            assert.ok(known, `${event.type} of what was not booked`);
            open.set(event.data.booking, { day: known.day, isOpen: false });
          }
          if (event.type !== 'appliance.day-opened') continue;
          for (const [booking, { day, isOpen }] of open) {
            if (day >= event.data.day) continue;
            assert.not(isOpen, `${booking} ended without a fact`);
            open.delete(booking);
          }
        }
        const { known } = point.state.bookings;
        assert.equal([...known.keys()].sort(), [...open.keys()].sort());
        for (const [booking, { isOpen }] of open) assert.is(known.get(booking)?.state === 'expected', isOpen);
      }
    }),
    runs,
  );
});

test('none is checked in twice for one slot, none before its day, and each check-in has a ticket of its own', () => {
  fc.assert(
    fc.property(history, commands => {
      const point = new ServicePoint(office);
      const day = new Map<string, string>();
      const arrived = new Set<string>();
      const tickets = new Set<string>();
      for (const command of commands) {
        for (const event of point.handle(command).events) {
          if (event.type === 'ticket.booked' || event.type === 'ticket.booking-moved') {
            assert.ok(
              event.type === 'ticket.booked' || !arrived.has(event.data.booking),
              'moved after arrival',
            );
            day.set(event.data.booking, event.data.day);
            arrived.delete(event.data.booking);
          }
          if (event.type === 'appliance.day-opened') {
            tickets.clear();
            for (const [booking, of] of day) if (of < event.data.day) arrived.delete(booking);
          }
          if (event.type !== 'ticket.checked-in') continue;
          const { booking, ticket } = event.data;
          assert.not(arrived.has(booking), `${booking} twice`);
          assert.not(tickets.has(ticket), `${ticket} for two`);
          assert.ok(
            (day.get(booking) ?? '') <= localTime(event.at, office.timezone).day,
            `${booking} too early`,
          );
          arrived.add(booking);
          tickets.add(ticket);
        }
      }
    }),
    runs,
  );
});

test('a replay of the facts gives the same bookings, also through a snapshot at any place', () => {
  fc.assert(
    fc.property(history, fc.nat(), (commands, cut) => {
      const point = new ServicePoint(office);
      const events: ServiceEvent[] = commands.flatMap(command => [...point.handle(command).events]);
      const half = events.length === 0 ? 0 : cut % events.length;
      const first = new ServicePoint(office);
      for (const event of events.slice(0, half)) first.replay(event);
      const second = new ServicePoint(office, restore(snapshot(first.state)));
      for (const event of events.slice(half)) second.replay(JSON.parse(JSON.stringify(event)));
      assert.equal(JSON.parse(snapshot(second.state)), JSON.parse(snapshot(point.state)));
    }),
    runs,
  );
});

test.run();
