import { test } from 'uvu';
import { deviceDay } from '../../proof/device-day';

test('six hours of random faults leave timers, listeners and memory as they were, and everything works: the sample of `npm run proof -- device-day`', async () => {
  await deviceDay({ hours: 6 });
});

test.run();
