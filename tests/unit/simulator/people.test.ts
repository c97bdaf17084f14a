import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { Advisor, type Duty } from '../../../simulator/people/advisor';
import { Customer } from '../../../simulator/people/customer';
import type { Matter, Plan } from '../../../simulator/people/plan';
import { enterOffice } from '../../../simulator/people/surroundings';
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

test('who has a form to fill in is parked, and called again ahead of the others', async () => {
  const place = staffed();
  const { errand, ...rest } = matter();
  const slow = comes(place, { ...rest, errand: { ...errand, form: { takes: 6 * minute } } });
  await place.time.runTo(place.time.now() + minute, place.settle);
  const others = [comes(place, matter()), comes(place, matter()), comes(place, matter())];
  await place.time.runUntil(Promise.all([slow, ...others]), place.settle);
  assert.equal(place.course('V101'), [
    'issued',
    'called',
    'serving',
    'parked',
    'called',
    'serving',
    'served',
  ]);
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

test.run();
