import * as fc from 'fast-check';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { LevelTrack } from '../../../hal/drivers/gpio/level-track';

const changes = fc.array(fc.boolean(), { maxLength: 200 });

test('with a count of the wire, told and lost changes add up to those that were', () => {
  fc.assert(
    fc.property(fc.boolean(), changes, (initial, dropped) => {
      const track = new LevelTrack(initial);
      let [level, missed, sum] = [initial, 0, 0];
      for (const drop of dropped) {
        level = !level;
        if (drop) {
          missed += 1;
          continue;
        }
        sum += track.change(level, missed) + 1;
        missed = 0;
        assert.is(track.active, level);
      }
      assert.is(sum + missed, dropped.length);
    }),
  );
});

test('without one, at least their parity is known, and never more than there were', () => {
  fc.assert(
    fc.property(fc.boolean(), changes, (initial, dropped) => {
      const track = new LevelTrack(initial);
      let [level, sum, seen] = [initial, 0, 0];
      for (const [index, drop] of dropped.entries()) {
        level = !level;
        if (drop) continue;
        sum += track.change(level) + 1;
        seen = index + 1;
      }
      assert.ok(sum <= seen);
      assert.is(sum % 2, seen % 2);
    }),
  );
});

test.run();
