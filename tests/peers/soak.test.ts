import { suite } from 'uvu';
import { virtualMonth } from '../proof/soak/virtual-month';

const test = suite('soak');

test('Three days of people, failing devices and pages leave nothing behind: the sample of `npm run proof -- soak`', async () => {
  await virtualMonth({ days: 3, seed: 1 });
});

test.run();
