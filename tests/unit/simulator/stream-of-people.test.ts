import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { silent } from '../../../hal/platform/log';
import { People } from '../../../simulator/people/people';
import { Random } from '../../../simulator/random';
import { anySite } from '../../../simulator/scenarios/any-site';
import { type SmallOffice, smallOffice } from './small-office';

const minute = 60_000;

function peopled(): { place: SmallOffice; people: People } {
  const place = smallOffice();
  const { office, time, rules } = place;
  const scenario = anySite('small', rules);
  return { place, people: new People({ office, time, random: new Random(1), scenario, rules }, silent) };
}

const count = (place: SmallOffice, type: string) =>
  place.events.filter(event => event.type === `ticket.${type}`).length;

test('in an hour somebody comes every 20 to 40 seconds, and the advisors keep up', async () => {
  const { place, people } = peopled();
  people.start();
  await place.time.runTo(place.time.now() + 60 * minute, place.settle);
  const issued = count(place, 'issued');
  assert.ok(issued > 100 && issued < 150, `${issued} numbers`);
  assert.ok(count(place, 'served') > issued * 0.85, `${count(place, 'served')} served`);
  await people.stop();
});

test('after stop nobody does anything, and nothing is left to come', async () => {
  const { place, people } = peopled();
  people.start();
  await place.time.runTo(place.time.now() + 5 * minute, place.settle);
  await people.stop();
  assert.equal(place.time.timers, []);
  const before = place.events.length;
  await place.time.runTo(place.time.now() + 30 * minute, place.settle);
  assert.is(place.events.length, before);
});

test('people who start again find what the last ones left, and go on from there', async () => {
  const { place, people } = peopled();
  people.start();
  await place.time.runTo(place.time.now() + 10 * minute, place.settle);
  await people.stop();
  const served = count(place, 'served');
  people.start();
  await place.time.runTo(place.time.now() + 20 * minute, place.settle);
  await people.stop();
  assert.ok(count(place, 'served') > served + 20, `${count(place, 'served')} served, ${served} before`);
});

test('over midnight numbers begin anew and life goes on', async () => {
  const { place, people } = peopled();
  people.start();
  await place.time.runTo(place.time.now() + 15 * 60 * minute + 30 * minute, place.settle);
  const days = place.events.filter(({ type }) => type === 'appliance.day-opened').length;
  assert.is(days, 2);
  const opened = place.events.findLastIndex(({ type }) => type === 'appliance.day-opened');
  assert.ok(place.events.slice(opened).filter(({ type }) => type === 'ticket.served').length > 40);
  await people.stop();
});

test.run();
