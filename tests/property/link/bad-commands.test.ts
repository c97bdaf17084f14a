import { join } from 'node:path';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { BusyOffice } from '../../support/remote/busy-office';
import { refusesCommands } from '../../support/remote/refuses-commands';
import corpus from './corpus/commands.json';

test('ten thousand bad commands, the sample of a proof: each is refused with a code, none changes anything, memory stays as it is', () =>
  refusesCommands(10_000));

test('bad commands that were thought of are refused as they should be', async () => {
  const office = await new BusyOffice(join(__dirname, 'never-written')).start();
  const before = office.truth;
  for (const { name, payload, code } of corpus) {
    const reply = await office.send(name, payload);
    assert.is(reply?.code, code ?? undefined, `${name} ${payload.slice(0, 200)}`);
    assert.is(office.truth, before, `${name} ${payload.slice(0, 200)}`);
  }
  await office.stop();
});

test.run();
