import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { untilStopped } from '../../../firmware/neighbours/until-stopped';
import { silent } from '../../../hal/platform/log';

test('work that ends by a fault of its own is told; one that was told to end is not', async () => {
  const said: unknown[] = [];
  const log = { ...silent, error: (fields: object, message: string) => said.push({ ...fields, message }) };
  const stopping = new AbortController();
  const wait = (error: Error) =>
    untilStopped(Promise.reject(error), stopping.signal, log, 'rooms are followed no more');
  await wait(new Error('no disk'));
  stopping.abort(new Error('stop'));
  await wait(new Error('stop'));
  await untilStopped(Promise.resolve(), stopping.signal, log, 'never told');
  assert.equal(said, [{ error: 'no disk', message: 'rooms are followed no more' }]);
});

test.run();
