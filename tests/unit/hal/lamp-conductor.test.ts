import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { LampConductor } from '../../../hal/lamp-conductor';
import { VirtualTime } from '../../../simulator/time/virtual-time';

/** Two lamps under one conductor; what happens when the first one shines is up to the test. */
function pair() {
  const time = new VirtualTime();
  const conductor = new LampConductor(time);
  const seen: string[] = [];
  const meanwhile = { run: () => {} };
  const shine = (name: string) => (light: string) => {
    seen.push(`${name} ${light}@${time.monotonic()}`);
    if (name === 'first') meanwhile.run();
  };
  const first = conductor.seat({ colours: 'one', shine: shine('first') });
  const second = conductor.seat({ colours: 'one', shine: shine('second') });
  for (const seat of [first, second]) seat.obeys(true);
  return { time, seen, meanwhile, first, second };
}

test('a lamp that is lost in the very moment in which both are lit is not lit', () => {
  const { time, seen, meanwhile, first, second } = pair();
  first.show('ring');
  second.show('ring');
  time.advance(2_400);
  assert.equal(seen.splice(0).slice(-2), ['first off@1875', 'second off@1875']);
  meanwhile.run = () => second.obeys(false);
  time.advance(200);
  assert.equal(seen, ['first amber@2500']);
});

test('a sign that changes while lamps are being changed is shown as well', () => {
  const { time, seen, meanwhile, first, second } = pair();
  meanwhile.run = () => {
    second.show('on');
    assert.equal(seen, ['first white@0'], 'one change after the other');
  };
  first.show('on');
  time.advance(2_000);
  assert.equal(seen, ['first white@0', 'second white@0']);
});

test.run();
