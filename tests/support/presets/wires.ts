import * as assert from 'uvu/assert';
import type { ServiceEvent } from '../../../firmware/servicepoint/events';
import { eventsOf, isInOrder, longestDelay } from '../../../simulator/outside-text';
import type { Course } from '../../../simulator/whole-site/troubles';
import type { FromOutside } from '../../../simulator/whole-site/whole-site';
import type { Lived } from './lived';

const second = 1000;
const minute = 60 * second;

/** From the fault to the word of the box, ms: instead of a month and a half (N-133). */
const bounds = { silent: 60 * second, hot: 2 * minute } as const;

/** After the broker is back, ms: the back-off of a crowd (`firmware/link/back-off.ts`). */
const backWithin = 10 * minute;

function outsideOf({ outside }: Lived): FromOutside {
  if (!outside) throw new Error('nothing was seen from outside');
  return outside;
}

const coursesOf = (lived: Lived, what: Course['what']): Course[] => {
  const courses = outsideOf(lived).courses.filter(course => course.what === what);
  assert.ok(courses.length > 0, `${what} is a part of the scenario`);
  return courses;
};

/** The centre has every event that the box published while it could, once and in order. */
export function assertNothingLost(lived: Lived): void {
  const events = eventsOf(outsideOf(lived));
  assert.ok(events.length > 0 && isInOrder(events), 'once and in order');
  assert.is(events[0]?.sequence, 1);
  const issued = events.filter(({ type }) => type === 'fi.tiski.ticket.issued.v1').length;
  assert.is(issued, lived.issued().length, 'every number');
}

/** What goes out works: facts arrive, and a question of the centre is answered, though nobody can connect to the box. */
export function assertOutwardWorks(lived: Lived): void {
  assertNothingLost(lived);
  assert.ok(lived.of('appliance.self-test-asked').length > 0, 'asked by the broker alone');
  assert.ok(lived.of('appliance.tested').length > 0);
}

/** The only way out was the proxy. */
export function assertByProxy(lived: Lived): void {
  const { attempts, byProxy } = outsideOf(lived);
  assert.ok(byProxy > 0);
  assert.is(attempts.length, byProxy);
}

/** Numbers are given and called all the same, and what happened meanwhile is there some minutes after the end. */
export function assertCaughtUp(lived: Lived, what: 'broker-blocked' | 'broker-full'): void {
  for (const { begins, ends } of coursesOf(lived, what)) {
    const meanwhile = eventsOf(outsideOf(lived)).filter(({ at }) => at > begins + minute && at < ends);
    assert.ok(meanwhile.length > 0, 'the point worked meanwhile');
    for (const { came, type } of meanwhile) {
      assert.ok(came >= ends, `${type} waited`);
      assert.ok(came <= ends + backWithin, `${type} came ${came - ends} ms after the end`);
    }
  }
  assert.ok(longestDelay(eventsOf(outsideOf(lived))) > 0);
}

/** A box that is refused asks less and less often. */
export function assertBacksOff(lived: Lived): void {
  for (const { begins, ends } of coursesOf(lived, 'broker-full')) {
    const middle = (begins + ends) / 2;
    const between = (from: number, to: number) =>
      outsideOf(lived).attempts.filter(at => at >= from && at < to).length;
    const [early, late] = [between(begins, middle), between(middle, ends)];
    assert.ok(early > 0 && late < early, `${early} attempts in the first half, ${late} in the second`);
    assert.ok(early + late <= 30, `${early + late} attempts`);
  }
}

/** The box says that the device is silent within its bound, and that it is well again. */
export function assertSilenceTold(lived: Lived): void {
  for (const { begins, ends, device } of coursesOf(lived, 'silent')) {
    const told = (health: string, from: number, within: number) =>
      lived.events.some(
        event =>
          event.type === 'device.changed' &&
          event.data.device === device &&
          event.data.health === health &&
          event.at >= from &&
          event.at <= from + within,
      );
    assert.ok(
      told('failed', begins, bounds.silent) || told('unknown', begins, bounds.silent),
      `${device} is told`,
    );
    if (ends < lastOf(lived.events)) assert.ok(told('ok', ends, 5 * minute), `${device} is well again`);
  }
}

/** The heat is told within its bound. */
export function assertHeatTold(lived: Lived): void {
  const [course] = coursesOf(lived, 'hot');
  const told = lived.of('appliance.health-changed').find(({ data }) => data.warnings.includes('box-hot'));
  assert.ok(course && told && told.at - course.begins <= bounds.hot, 'box-hot');
}

function lastOf(events: readonly ServiceEvent[]): number {
  return events.at(-1)?.at ?? 0;
}
