import fc from 'fast-check';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { defaultFlapLimits, FlapDamper, type Told } from '../../../firmware/health/flap-damper';
import type { DeviceStatus } from '../../../hal/device';

const statuses: readonly DeviceStatus[] = [
  { health: 'ok' },
  { health: 'ok', warnings: ['printer-paper-low'] },
  { health: 'failed', code: 'printer-paper-out' },
  { health: 'failed', code: 'printer-unreachable', warnings: ['printer-paper-low'] },
  { health: 'unknown', code: 'printer-silent' },
  { health: 'unknown', code: 'device-not-started' },
];

const life = fc.array(
  fc.record({
    status: fc.constantFrom(...statuses),
    after: fc.oneof(fc.integer({ min: 1, max: 2_000 }), fc.integer({ min: 1, max: 4_000_000 })),
  }),
  { minLength: 1, maxLength: 400 },
);

interface Moment {
  readonly at: number;
  readonly status: DeviceStatus;
  readonly told: Told;
}

/** Everything that is told, with what the damper does by time alone. */
function lived(steps: readonly { readonly status: DeviceStatus; readonly after: number }[]): Moment[] {
  const damper = new FlapDamper();
  const moments: Moment[] = [];
  let at = 0;
  for (const { status, after } of steps) {
    moments.push({ at, status, told: damper.take(status, at) });
    const until = at + after;
    while (damper.next <= until) {
      at = Math.max(at, damper.next);
      moments.push({ at, status, told: damper.pass(at) });
    }
    at = until;
  }
  return moments;
}

const textOf = ({ told }: Moment) => JSON.stringify(told);

test('a device that is not known to work is never told as ok', () => {
  fc.assert(
    fc.property(life, steps => {
      for (const { status, told } of lived(steps))
        if (status.health !== 'ok') assert.is.not(told.health, 'ok');
    }),
  );
});

test('every trouble that is there is told, if not as the reason then as a reason that is held', () => {
  fc.assert(
    fc.property(life, steps => {
      for (const { status, told } of lived(steps)) {
        for (const warning of status.warnings ?? []) assert.ok(told.warnings?.includes(warning));
        if (status.health === 'ok' || status.code === told.code) continue;
        assert.ok(told.warnings?.includes('device-unsteady'), JSON.stringify({ status, told }));
      }
    }),
  );
});

test('whatever a device does, what is told of it changes at most 60 times in any ten minutes', () => {
  fc.assert(
    fc.property(life, steps => {
      const moments = lived(steps);
      const changes = moments.filter(
        (moment, n) => n > 0 && textOf(moment) !== textOf(moments[n - 1] ?? moment),
      );
      for (const { at } of changes) {
        const within = changes.filter(change => change.at >= at && change.at < at + defaultFlapLimits.window);
        assert.ok(within.length <= 60, `${within.length}`);
      }
    }),
  );
});

test('a device that does not change any more is told as it is within the longest hold', () => {
  fc.assert(
    fc.property(life, fc.constantFrom(...statuses), (steps, last) => {
      const moments = lived([...steps, { status: last, after: defaultFlapLimits.longest }]);
      const { health, code, warnings = [] } = last;
      assert.equal(moments.at(-1)?.told, { health, ...(code !== undefined && { code }), warnings });
    }),
  );
});

test.run();
