import { test } from 'uvu';
import * as assert from 'uvu/assert';
import type { Reply } from '../../../firmware/runtime';
import { Advisor, type Duty } from '../../../simulator/people/advisor';
import { bookedFor } from '../../../simulator/people/appointments';
import type { Cast } from '../../../simulator/people/cast';
import { Customer } from '../../../simulator/people/customer';
import type { Office } from '../../../simulator/people/office';
import { openingDay } from '../../../simulator/people/opening-day';
import type { Matter, Plan } from '../../../simulator/people/plan';
import { enterOffice, type Surroundings } from '../../../simulator/people/surroundings';
import { Random } from '../../../simulator/random';
import { type SmallOffice, smallOffice } from './small-office';

const second = 1000;
const minute = 60 * second;

const matter = (changes: Partial<Matter> & { service?: string; asksFor?: string } = {}): Matter => {
  const { service = 'tax', asksFor = service, ...rest } = changes;
  return {
    errand: { service, asksFor, work: 5 * minute },
    patience: 60 * minute,
    tellsWhenLeaving: false,
    missesCall: false,
    ...rest,
  };
};

const plan = (...matters: Matter[]): Plan => ({
  language: 'fi',
  asksForTime: false,
  group: 1,
  walk: 20 * second,
  toKiosk: 30 * second,
  matters,
});

const duty = (place: SmallOffice, counter = 'counter-1'): Duty => ({
  counter,
  services: place.rules.counters.get(counter)?.services ?? [],
  goesFrom: Number.POSITIVE_INFINITY,
  pauses: [],
  stranger: { wait: 150 * second, work: 2 * minute },
});

const never = () => new AbortController().signal;

/** A small office with an advisor at a counter. */
function staffed(...duties: ((place: SmallOffice) => Duty)[]): SmallOffice {
  const place = smallOffice();
  for (const of of duties.length > 0 ? duties : [duty]) {
    void new Advisor(of(place), new Random('advisor'), place.here).work(never());
  }
  return place;
}

const comes = (place: SmallOffice, ...matters: Matter[]): Promise<void> =>
  new Customer(plan(...matters), place.here).visit(never());

test('a customer takes a number, is called, walks to the counter, is served and goes', async () => {
  const place = staffed();
  await place.time.runUntil(comes(place, matter()), place.settle);
  assert.equal(place.course('V101'), ['issued', 'called', 'serving', 'served']);
  assert.is(place.here.room.count, 0);
});

test('a customer with two matters takes a number for each, one after the other', async () => {
  const place = staffed();
  await place.time.runUntil(comes(place, matter(), matter({ service: 'town' })), place.settle);
  assert.equal(place.course('M101'), ['issued', 'called', 'serving', 'served']);
  const served = place.minuteOf('V101', 'served') ?? 0;
  assert.is(place.minuteOf('M101', 'issued'), served + 0.5);
});

test('who does not come is shown twice, waited for the time that is usual, and marked', async () => {
  const place = staffed();
  await place.time.runUntil(comes(place, matter({ missesCall: true })), place.settle);
  assert.equal(place.course('V101'), ['issued', 'called', 'recalled', 'no-show']);
  assert.is((place.minuteOf('V101', 'no-show') ?? 0) - (place.minuteOf('V101', 'called') ?? 0), 2.5);
});

test('who asked for more time is waited for longer', async () => {
  const place = staffed();
  const slow = { ...plan(matter({ missesCall: true })), asksForTime: true };
  await place.time.runUntil(new Customer(slow, place.here).visit(never()), place.settle);
  assert.is((place.minuteOf('V101', 'no-show') ?? 0) - (place.minuteOf('V101', 'called') ?? 0), 5);
});

test('a customer who notices the missed turn is put back and served', async () => {
  const place = staffed();
  const late = matter({ missesCall: true, comesBackAfter: 4 * minute });
  await place.time.runUntil(comes(place, late), place.settle);
  assert.equal(place.course('V101').slice(-5), ['no-show', 'reinstated', 'called', 'serving', 'served']);
  assert.is((place.minuteOf('V101', 'reinstated') ?? 0) - (place.minuteOf('V101', 'no-show') ?? 0), 4);
});

test('a number for the wrong queue is sent on by the advisor, and served by the right one', async () => {
  const place = staffed(
    place => ({ ...duty(place), services: ['tax'] }),
    place => duty(place, 'counter-2'),
  );
  const mistaken = matter({ service: 'town', asksFor: 'tax' });
  await place.time.runUntil(comes(place, mistaken), place.settle);
  assert.equal(place.course('V101'), [
    'issued',
    'called',
    'serving',
    'transferred',
    'called',
    'serving',
    'served',
  ]);
  const last = place.events.at(-1);
  assert.equal(last?.data, { ticket: 'V101', counter: 'counter-2', service: 'town' });
});

const calledAgainAfterParking = ['issued', 'called', 'serving', 'parked', 'called', 'serving', 'served'];

test('who has a form to fill in is parked, and called again ahead of the others', async () => {
  const place = staffed();
  const { errand, ...rest } = matter();
  const slow = comes(place, { ...rest, errand: { ...errand, form: { takes: 6 * minute } } });
  await place.time.runTo(place.time.now() + minute, place.settle);
  const others = [comes(place, matter()), comes(place, matter()), comes(place, matter())];
  await place.time.runUntil(Promise.all([slow, ...others]), place.settle);
  assert.equal(place.course('V101'), calledAgainAfterParking);
  assert.ok((place.minuteOf('V101', 'served') ?? 0) < (place.minuteOf('V103', 'called') ?? 0));
});

test('who loses patience tells the lobby advisor, or just goes', async () => {
  const place = smallOffice();
  const tells = comes(place, matter({ patience: 10 * minute, tellsWhenLeaving: true }));
  const goes = comes(place, matter({ patience: 12 * minute }));
  await place.time.runUntil(Promise.all([tells, goes]), place.settle);
  assert.is(place.minuteOf('V101', 'cancelled'), 10);
  assert.equal(place.course('V102'), ['issued']);
  assert.is(place.here.room.count, 0);
});

test('a closed service is no reason to stay', async () => {
  const place = smallOffice();
  await place.time.runUntil(comes(place, matter({ asksFor: 'police' })), place.settle);
  assert.is(place.here.room.count, 0);
  assert.equal(
    place.events.filter(({ type }) => type === 'ticket.issued'),
    [],
  );
});

test('somebody at a keyboard may press the same buttons: the advisor goes on from there', async () => {
  const place = staffed();
  const press = async (name: string, args: object) => {
    const reply = await place.office.execute({ name, args, channel: 'page' });
    assert.ok(reply.ok, name);
  };
  const both = Promise.all([comes(place, matter()), comes(place, matter())]);
  await place.time.runTo(place.time.now() + 2 * minute, place.settle);
  assert.equal(place.course('V101'), ['issued', 'called', 'serving']);
  const pressed = press('next', { counter: 'counter-1' });
  await place.time.runUntil(Promise.all([both, pressed]), place.settle);
  assert.is(place.minuteOf('V101', 'served'), 2);
  assert.equal(place.course('V102'), ['issued', 'called', 'serving', 'served']);
});

test('a number of somebody at a keyboard is called, waited for and marked as any other', async () => {
  const place = staffed();
  const taken = place.office.execute({ name: 'take-ticket', args: { service: 'tax' }, channel: 'page' });
  await place.time.runUntil(taken, place.settle);
  await place.time.runTo(place.time.now() + 10 * minute, place.settle);
  assert.equal(place.course('V101'), ['issued', 'called', 'recalled', 'no-show']);
});

test('strangers have the time that the duty gives them; a number from before the advisor came has the usual time', async () => {
  const place = smallOffice();
  const take = () => place.office.execute({ name: 'take-ticket', args: { service: 'tax' }, channel: 'page' });
  await place.time.runUntil(take(), place.settle);
  const late = enterOffice(place.office, place.time).here;
  const patient = { ...duty(place), stranger: { wait: 20 * minute, work: minute } };
  void new Advisor(patient, new Random('advisor'), late).work(never());
  await place.time.runUntil(take(), place.settle);
  await place.time.runTo(place.time.now() + 30 * minute, place.settle);
  const waited = (code: string) =>
    (place.minuteOf(code, 'no-show') ?? 0) - (place.minuteOf(code, 'called') ?? 0);
  assert.equal([waited('V101'), waited('V102')], [2.5, 20]);
});

test('when the one at the keyboard presses "arrived", the advisor serves as long as strangers take', async () => {
  const place = staffed();
  const press = (name: string, args: object) => place.office.execute({ name, args, channel: 'page' });
  await place.time.runUntil(press('take-ticket', { service: 'tax' }), place.settle);
  await place.time.runTo(place.time.now() + minute, place.settle);
  await place.time.runUntil(press('arrived', { counter: 'counter-1' }), place.settle);
  await place.time.runTo(place.time.now() + 10 * minute, place.settle);
  assert.equal(place.course('V101'), ['issued', 'called', 'serving', 'served']);
  assert.is((place.minuteOf('V101', 'served') ?? 0) - (place.minuteOf('V101', 'serving') ?? 0), 2);
});

test('an advisor takes the pause when the customer is served, and nobody is called meanwhile', async () => {
  const pauses = (place: SmallOffice) => [{ from: place.time.now() + 2 * minute, duration: 30 * minute }];
  const place = staffed(place => ({ ...duty(place), pauses: pauses(place) }));
  await place.time.runUntil(Promise.all([comes(place, matter()), comes(place, matter())]), place.settle);
  const gap = (place.minuteOf('V102', 'called') ?? 0) - (place.minuteOf('V101', 'served') ?? 0);
  assert.ok(gap > 30 && gap < 36, `${gap} minutes`);
});

test('after closing the advisors go when the room is empty, not before', async () => {
  const place = smallOffice();
  const closing = { ...duty(place), goesFrom: place.time.now() + minute };
  const customers = Promise.all([comes(place, matter()), comes(place, matter())]);
  const advisor = new Advisor(closing, new Random('advisor'), place.here).work(never());
  await place.time.runUntil(advisor, place.settle);
  await customers;
  assert.is(place.course('V102').at(-1), 'served');
});

/** The office, in which the first answers to a command are refusals with these codes. */
function refusing(place: SmallOffice, name: string, ...codes: string[]): Surroundings {
  const { office } = place;
  const execute: Office['execute'] = request => {
    const code = request.name === name ? codes.shift() : undefined;
    return code === undefined
      ? office.execute(request)
      : Promise.resolve({ ok: false, code } as unknown as Reply);
  };
  return { ...place.here, office: { ...office, execute } };
}

test('an advisor whose call is refused tries again until somebody comes', async () => {
  for (const code of ['box-busy', 'queue-empty']) {
    const place = smallOffice();
    // As with an appointment: nobody may be called before its time.
    place.here.screens.isAwaited = () => code === 'queue-empty';
    const here = refusing(place, 'next', code, code);
    void new Advisor(duty(place), new Random('advisor'), here).work(never());
    await place.time.runUntil(comes(place, matter()), place.settle);
    assert.equal(place.course('V101'), ['issued', 'called', 'serving', 'served'], code);
  }
});

test('an advisor who is refused in the midst of a service does what was to be done a little later', async () => {
  const place = smallOffice();
  const here = refusing(place, 'arrived', 'box-busy');
  void new Advisor(duty(place), new Random('advisor'), here).work(never());
  await place.time.runUntil(comes(place, matter()), place.settle);
  assert.equal(place.course('V101'), ['issued', 'called', 'serving', 'served']);
});

test('who is parked with no form to fill in waves at once, and is called again', async () => {
  const place = staffed();
  const visit = comes(place, matter());
  await place.time.runTo(place.time.now() + 2 * minute, place.settle);
  const park = place.office.execute({ name: 'park', args: { counter: 'counter-1' }, channel: 'page' });
  await place.time.runUntil(Promise.all([visit, park]), place.settle);
  assert.equal(place.course('V101'), calledAgainAfterParking);
});

test('a number that was set aside for a time waits again when it is over', async () => {
  const place = smallOffice();
  const press = (name: string, args: object) =>
    place.time.runUntil(place.office.execute({ name, args, channel: 'page' }), place.settle);
  await press('take-ticket', { service: 'tax' });
  for (const name of ['next', 'arrived']) await press(name, { counter: 'counter-1' });
  await press('park', { counter: 'counter-1', minutes: 5 });
  assert.is(place.here.screens.number('V101')?.standing, 'parked');
  await place.time.runTo(place.time.now() + 6 * minute, place.settle);
  assert.is(place.here.screens.number('V101')?.standing, 'waiting');
});

test('who is not put back after a missed turn goes', async () => {
  const place = staffed();
  const late = matter({ missesCall: true, comesBackAfter: 4 * minute });
  const here = refusing(place, 'reinstate', 'ticket-too-late');
  await place.time.runUntil(new Customer(plan(late), here).visit(never()), place.settle);
  assert.is(place.course('V101').at(-1), 'no-show');
  assert.is(place.here.room.count, 0);
});

test('who has an appointment that the box knows nothing of takes a number as everybody', async () => {
  const place = staffed();
  const booked = { ...plan(matter()), booking: 'B1104N00' };
  await place.time.runUntil(new Customer(booked, place.here).visit(never()), place.settle);
  assert.equal(place.course('V101'), ['issued', 'called', 'serving', 'served']);
});

test('appointments that the box does not take end the simulation, as they would be missing from its figures', async () => {
  const place = smallOffice();
  const opening = openingDay(place.rules, '2014-11-04');
  assert.ok(opening);
  const slots = { value: { from: 600, minutes: 30 }, source: 'own' };
  const cast = {
    ...place.here,
    rules: place.rules,
    random: new Random(1),
    scenario: { demand: { tax: { slots, perDay: { value: 3, source: 'own' } } } },
    office: refusing(place, 'bookings', 'access-denied').office,
  } as unknown as Cast;
  await bookedFor(cast, opening, 'tax').then(
    () => assert.unreachable(),
    error => assert.match(error.message, 'does not take the bookings: access-denied'),
  );
});

test.run();
