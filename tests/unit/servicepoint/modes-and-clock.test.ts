import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { ServicePoint } from '../../../firmware/servicepoint/service-point';
import { morning, rules } from '../../property/servicepoint/office';

test('what happens in training bears its mode, and what follows in live does not', () => {
  const point = new ServicePoint(rules);
  const take = (at: number) =>
    point.handle({ name: 'take-ticket', args: { service: 'kunta' }, at, channel: 'http' }).events;
  const mode = (to: 'live' | 'training', at: number) =>
    point.handle({ name: 'mode', args: { mode: to }, at, channel: 'http' });
  take(morning);
  mode('training', morning + 1);
  assert.equal(
    take(morning + 2).map(event => event.mode),
    ['training'],
  );
  mode('live', morning + 3);
  assert.equal(
    take(morning + 4).map(event => event.mode),
    [undefined],
  );
  assert.is(mode('live', morning + 5).events.length, 0);
});

test('a clock that is set moves what is under way along, so that nobody seems to have waited longer', () => {
  const point = new ServicePoint(rules);
  const handle = (command: Parameters<ServicePoint['handle']>[0]) => point.handle(command);
  handle({ name: 'take-ticket', args: { service: 'kunta' }, at: morning, channel: 'http' });
  handle({ name: 'take-ticket', args: { service: 'kunta' }, at: morning, channel: 'http' });
  handle({ name: 'next', args: { counter: '1' }, at: morning + 60_000, channel: 'http' });
  handle({ name: 'ring-heard', args: { source: 'video' }, at: morning + 60_000, channel: 'box' });
  const hour = 3_600_000;
  handle({ name: 'clock-stepped', args: { by: hour }, at: morning + 61_000 + hour, channel: 'box' });
  const { tickets, ringing } = point.state;
  assert.is(tickets.get('K101')?.calledAt, morning + 60_000 + hour);
  assert.is(tickets.get('K102')?.queuedAt, morning + hour);
  assert.is(ringing.rings.get('video/1')?.since, morning + 60_000 + hour);
});

test.run();
