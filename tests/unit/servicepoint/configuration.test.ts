import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import type { AnyCommandName, CommandArgs } from '../../../firmware/servicepoint/commands';
import { actorFrom } from '../../../firmware/servicepoint/rights/actor';
import { ServicePoint } from '../../../firmware/servicepoint/service-point';
import { restore, snapshot } from '../../../firmware/servicepoint/snapshot';
import { morning, rules } from '../../property/servicepoint/office';

class World {
  point = new ServicePoint(rules);
  at = morning;

  ask<N extends AnyCommandName>(name: N, args: CommandArgs<N>, by?: string) {
    this.at += 1_000;
    const actor = by === undefined ? undefined : actorFrom(by);
    const command = { name, args, at: this.at, channel: 'box', ...(actor && { by: actor }) };
    const { decision, events } = this.point.handle(command as Parameters<ServicePoint['handle']>[0]);
    const facts = events.filter(({ type }) => type.startsWith('appliance.config'));
    return {
      code: decision.ok ? 'ok' : decision.code,
      facts: facts.map(({ type, data }) => ({ type, data })),
    };
  }

  desire(revision: string, settings = revision, base?: string) {
    const configuration = { revision, digest: digest(settings) };
    return this.ask('configure', { configuration, ...(base !== undefined && { base }) });
  }

  get inForce(): string {
    return this.point.state.configuration.active?.revision ?? 'site file';
  }
}

const digest = (settings: string) => Buffer.from(settings).toString('hex').padEnd(64, '0');

const test = suite<{ world: World }>('configuration');
test.before.each(context => {
  context.world = new World();
});

test('what is desired comes into force, once, and leaves a fact that names it and not its settings', ({
  world,
}) => {
  const { facts } = world.desire('spring');
  const configuration = { revision: 'spring', digest: digest('spring') };
  assert.equal(facts, [{ type: 'appliance.configured', data: { configuration, cause: 'desired' } }]);
  assert.equal(world.desire('spring'), { code: 'ok', facts: [] });
  assert.is(world.inForce, 'spring');
});

test('a copy that comes late does not bring an old configuration back', ({ world }) => {
  for (const revision of ['one', 'two', 'three']) world.desire(revision);
  assert.equal(world.desire('one'), { code: 'configuration-superseded', facts: [] });
  assert.is(world.desire('two').code, 'configuration-superseded');
  assert.is(world.inForce, 'three');
});

test('one revision cannot stand for two contents', ({ world }) => {
  world.desire('one', 'a');
  assert.is(world.desire('one', 'b').code, 'configuration-revision-used');
  assert.is(world.inForce, 'one');
});

test('who made it from something that is not in force any more is told so', ({ world }) => {
  assert.is(world.desire('one', 'a', 'site-file').code, 'ok');
  assert.is(world.desire('two', 'b', 'site-file').code, 'configuration-base');
  assert.is(world.desire('two', 'b', digest('a')).code, 'ok');
  assert.is(
    world.desire('two', 'b', digest('a')).code,
    'ok',
    'the same once more is in force, whatever it was made from',
  );
});

test('technician and central bring back the one before, and forth again; nobody else may', ({ world }) => {
  assert.is(world.ask('restore-config', {}, 'central').code, 'configuration-none-before');
  world.desire('one');
  world.desire('two');
  for (const by of ['customer', 'counter/1', 'advisor']) {
    assert.is(world.ask('restore-config', {}, by).code, 'not-allowed');
    assert.is(world.inForce, 'two');
  }
  const { facts } = world.ask('restore-config', {}, 'technician');
  const configuration = { revision: 'one', digest: digest('one') };
  assert.equal(facts, [
    { type: 'appliance.configured', data: { configuration, cause: 'restored', role: 'technician' } },
  ]);
  assert.is(world.desire('two').code, 'configuration-superseded', 'the broker still holds the bad one');
  world.ask('restore-config', {}, 'central');
  assert.is(world.inForce, 'two');
});

test('before the first configuration comes the site file, and nothing desired goes back to it', ({
  world,
}) => {
  world.desire('one');
  world.ask('restore-config', {});
  assert.is(world.inForce, 'site file');
  world.ask('restore-config', {});
  assert.is(world.inForce, 'one');
  assert.equal(world.ask('configure', {}).facts, [
    { type: 'appliance.configured', data: { cause: 'desired' } },
  ]);
  assert.is(world.inForce, 'site file');
});

test('a refusal is a fact once, however often the broker brings it', ({ world }) => {
  const refusal = { revision: 'bad', code: 'site-hours' };
  assert.is(world.ask('configuration-refused', refusal).facts.length, 1);
  assert.is(world.ask('configuration-refused', refusal).facts.length, 0);
  assert.is(world.ask('configuration-refused', { code: 'configuration-unreadable' }).facts.length, 1);
  world.desire('good');
  assert.is(world.point.state.configuration.refused, undefined);
});

test('what is in force, desired again after a refusal, ends the refusal', ({ world }) => {
  world.desire('good');
  world.ask('configuration-refused', { revision: 'bad', code: 'site-hours' });
  assert.is(world.desire('good').facts.length, 1);
  assert.is(world.point.state.configuration.refused, undefined);
  assert.is(world.point.state.configuration.previous, null);
});

test('what fits the site no more gives way to the site file, and may be desired again one day', ({
  world,
}) => {
  world.desire('one');
  world.desire('two');
  const code = 'configuration-unfit';
  assert.is(world.ask('configuration-unfit', { digest: digest('two'), code }).facts.length, 1);
  assert.is(world.inForce, 'site file');
  assert.is(world.point.state.configuration.refused?.revision, 'two');
  assert.is(world.ask('configuration-unfit', { digest: digest('one'), code }).facts.length, 1);
  assert.is(world.ask('restore-config', {}).code, 'configuration-none-before');
  assert.is(world.desire('two').code, 'ok');
});

test('a snapshot keeps all of it', ({ world }) => {
  world.desire('one');
  world.desire('two');
  world.ask('configuration-refused', { code: 'configuration-unreadable' });
  assert.equal(restore(snapshot(world.point.state)).configuration, world.point.state.configuration);
});

test.run();
