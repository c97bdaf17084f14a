import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { ServiceManager } from '../../../firmware/health/service-manager';
import { silent } from '../../../hal/platform/log';
import { VirtualTime } from '../../../simulator/time/virtual-time';

function managed(environment: NodeJS.ProcessEnv) {
  const time = new VirtualTime();
  const errors: unknown[] = [];
  const log = { ...silent, error: (fields: object) => errors.push(...Object.values(fields)) };
  return { manager: new ServiceManager({ environment, time, log }), time, errors };
}

test('where nobody asks, nobody is told, and no watchdog is fed', () => {
  const { manager, time, errors } = managed({ WATCHDOG_USEC: '30000000' });
  manager.ready([]);
  manager.stopping();
  assert.equal([errors, time.timers.length], [[], 0]);
});

test('a service manager that cannot be told is told of once, by the name that the system gives it', () => {
  for (const [name, told] of [
    ['no-path', 'EAFNOSUPPORT'],
    [`/${'x'.repeat(200)}`, 'ENAMETOOLONG'],
    ['/nowhere/notify', 'ENOENT'],
    ['@tiski-nobody-listens-here', 'ECONNREFUSED'],
  ] as const) {
    const { manager, errors } = managed({ NOTIFY_SOCKET: name });
    manager.ready([]);
    manager.ready([], 'still serving');
    manager.stopping();
    assert.equal(errors, [told], name);
  }
});

test('a watchdog that waits for another process, or for no time at all, is not fed', () => {
  for (const environment of [
    { WATCHDOG_USEC: '30000000', WATCHDOG_PID: '1' },
    { WATCHDOG_USEC: '0' },
    { WATCHDOG_USEC: 'soon' },
    {},
  ]) {
    const { manager, time } = managed({ NOTIFY_SOCKET: '@tiski-nobody-listens-here', ...environment });
    manager.ready([]);
    assert.is(time.timers.length, 0);
    manager.stopping();
  }
});

test.run();
