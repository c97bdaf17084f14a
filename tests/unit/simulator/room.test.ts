import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { silent } from '../../../hal/platform/log';
import { People, type Wishes } from '../../../simulator/people/people';
import { Room } from '../../../simulator/people/room';
import { Random } from '../../../simulator/random';
import { anySite } from '../../../simulator/scenarios/any-site';
import { smallOffice } from './small-office';

/** Who is in the room, and what somebody who watches may wish for. */

const minute = 60_000;
const errand = { service: 'tax', asksFor: 'tax', work: minute };

test('everybody stands where one sees them from the door, until they leave', () => {
  const room = new Room();
  const [anna, stranger] = [{}, {}];
  let looks = 0;
  const blind = room.lookOn(() => (looks += 1));
  room.hold(stranger, 'V100');
  assert.is(looks, 0, 'nobody in here');
  room.enter(anna);
  assert.equal(room.figures, [{ id: 1, at: 'kiosk' }]);
  room.hold(anna, 'V101');
  assert.equal(room.figures, [{ id: 1, at: 'chairs', code: 'V101' }]);
  const visitor = { code: 'V101', errand, formFilled: false };
  room.stepUp('counter-1', visitor);
  assert.equal(room.figures, [{ id: 1, at: 'counter', counter: 'counter-1', code: 'V101' }]);
  room.stepBack('counter-1', { ...visitor });
  assert.is(room.figures[0]?.at, 'counter', 'somebody else has stepped back');
  room.stepBack('counter-1', visitor);
  room.waveWith('V101', 'tax');
  assert.is(room.figures[0]?.at, 'forms');
  room.hold(anna, undefined);
  assert.equal(room.figures, [{ id: 1, at: 'kiosk' }]);
  const seen = looks;
  blind();
  room.leave(anna);
  assert.equal([room.figures, looks], [[], seen]);
});

async function tenMinutes(wishes: Wishes) {
  const place = smallOffice();
  const { office, time, rules } = place;
  const people = new People(
    { office, time, random: new Random(1), scenario: anySite('small', rules), rules },
    silent,
  );
  people.wishes = wishes;
  let looks = 0;
  const blind = people.watch(() => (looks += 1));
  people.start();
  people.start();
  await time.runTo(time.now() + 10 * minute, place.settle);
  const inside = people.figures.length;
  blind();
  const seen = looks;
  await people.stop();
  assert.ok(seen > 20 && looks === seen, `${looks} looks, ${seen} while watched`);
  const facts = (type: string) => place.events.filter(event => event.type === `ticket.${type}`);
  const issued = facts('issued').map(({ data }) => (data as { service: string }).service);
  return { issued, missed: facts('no-show').length, inside };
}

test('whoever watches can have a crowd, though the door stays shut when the room is full', async () => {
  const usual = await tenMinutes({});
  const crowd = await tenMinutes({ crowd: 20 });
  assert.ok(
    crowd.issued.length > usual.issued.length * 2,
    `${crowd.issued.length} for ${usual.issued.length}`,
  );
  assert.ok(crowd.inside <= 15, `${crowd.inside} people`);
  assert.ok(crowd.inside > usual.inside);
});

test('a season brings people for one service, and customers may not notice that they are called', async () => {
  const { issued } = await tenMinutes({ season: { service: 'town', times: 100 } });
  assert.ok(issued.filter(service => service === 'town').length > issued.length * 0.8, issued.join(' '));
  const usual = await tenMinutes({ missing: 0 });
  const away = await tenMinutes({ missing: 1 });
  assert.is(usual.missed, 0);
  assert.ok(away.missed > 0);
});

test('a simulated person who falls over is told of, and the others keep coming', async () => {
  const place = smallOffice();
  const { office, time, rules, settle } = place;
  const told: string[] = [];
  const log = { ...silent, error: (_: object, what: string) => void told.push(what) };
  const broken = { ...office, execute: () => Promise.reject(new Error('no answer')) };
  const cast = { office: broken, time, rules, random: new Random(1), scenario: anySite('small', rules) };
  const people = new People(cast, log, () => 1);
  people.start();
  await time.runTo(time.now() + 5 * minute, settle);
  assert.ok(told.length > 2, `${told.length} fell over`);
  assert.equal([...new Set(told)], ['a simulated person fell over']);
  await people.stop();
});

test.run();
