import { existsSync } from 'node:fs';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import {
  type ConfiguredOffice,
  configuredOffice,
  desire,
  refusesConfigurations,
} from '../../support/remote/refuses-configurations';
import corpus from './corpus/configurations.json';

const test = suite<{ configured: ConfiguredOffice }>('bad configurations');
test.before.each(async context => {
  context.configured = await configuredOffice();
});
test.after.each(({ configured }) => configured.close());

test('twelve hundred bad configurations, the sample of a proof: each is refused with reasons, none changes anything, memory and disk stay as they are', ({
  configured,
}) => refusesConfigurations(configured, 1_200));

test('bad configurations that were thought of are refused as they should be', async ({
  configured: { office },
}) => {
  const before = office.truth;
  for (const { payload, code, path } of corpus) {
    const { state, problems } = await desire(office, payload);
    assert.is(state, 'refused', payload.slice(0, 200));
    assert.equal([problems[0]?.code, problems[0]?.path], [code, path], payload.slice(0, 200));
    assert.is(office.truth, before, payload.slice(0, 200));
  }
});

test('a configuration leaves nothing behind in objects that all share', async ({
  configured: { office, file },
}) => {
  await desire(
    office,
    '{"version":1,"revision":"x","settings":{"__proto__":{"polluted":1},"services":{"__proto__":{"polluted":1}}}}',
  );
  assert.is(({} as { polluted?: number }).polluted, undefined);
  assert.ok(existsSync(file));
});

test.run();
