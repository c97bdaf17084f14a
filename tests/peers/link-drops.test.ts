import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { rulesOf } from '../../firmware/config/rules-of-site';
import { writeAheadLimit } from '../../firmware/journal/schema';
import { Link } from '../../firmware/link/link';
import { outboxCursor } from '../../firmware/link/outbox';
import { Runtime } from '../../firmware/runtime';
import { silent } from '../../hal/platform/log';
import { SteadyTime } from '../support/steady-time';
import { Listener } from './link-listener';
import { siteAt } from './link-office';
import { Mosquitto } from './mosquitto';

const test = suite<{ folder: string; broker: Mosquitto; runtime: Runtime; link: Link }>('drops');

/** A box with little room, and a broker that is away. */
test.before.each(async context => {
  context.folder = mkdtempSync(join(tmpdir(), 'tiski-drops-'));
  context.broker = await new Mosquitto({ persistent: true }).start();
  const site = siteAt(context.broker.url);
  const common = { time: new SteadyTime(), log: silent, version: '1.2.3' };
  context.runtime = new Runtime({
    journalFile: join(context.folder, 'journal.db'),
    rules: rulesOf(site),
    makeEpoch: () => 'epoch-1',
    journalBudget: 2 * writeAheadLimit + 512 * 1024,
    ...common,
  });
  context.runtime.journal.keepFor(outboxCursor);
  context.link = new Link({ runtime: context.runtime, site, random: () => 0.05, ...common });
  await context.runtime.start();
});

test.after.each(async ({ folder, broker, runtime, link }) => {
  await link.stop();
  runtime.stop();
  await broker.remove();
  rmSync(folder, { recursive: true });
});

/** A loose plug: the device comes and goes. */
async function flap(runtime: Runtime, times: number): Promise<void> {
  await Promise.all(
    Array.from({ length: times }, (_, n) => {
      const health = n % 2 === 0 ? 'ok' : 'failed';
      return runtime.record({ name: 'device-reported', args: { device: 'printer', health, warnings: [] } });
    }),
  );
}

test('what was dropped while the broker was away leaves no gap, and the receiver is told how much it was', async ({
  broker,
  runtime,
  link,
}) => {
  const { journal } = runtime;
  const take = () =>
    runtime.execute({ name: 'take-ticket', args: { service: 'kela' }, channel: 'page' }).then(({ ok }) => ok);
  const listener = await Listener.at(broker.url, { filter: 'tiski/1/+/+/event/#', persistent: true });
  try {
    assert.ok(await take());
    link.start(new AbortController().signal);
    await listener.until(() => listener.sequences().length === journal.last);
    await link.stop();
    const before = journal.last;

    await flap(runtime, 12_000);
    for (let n = 0; n < 50; n++) assert.ok(await take());
    const told = new Promise<void>(resolve =>
      runtime.events.on('committed', facts => {
        if (facts.some(({ event }) => event.type === 'appliance.events-dropped')) resolve();
      }),
    );
    runtime.tidy(0);
    await told;
    const { sequence, number } = journal.position(outboxCursor);
    const left = journal.read(sequence, 100_000).filter(({ published }) => published).length;
    link.start(new AbortController().signal);
    // What the broker had not acknowledged when the link stopped comes twice, so that more are heard than taken.
    const all = number + left;
    await listener.until(() => listener.heard.length >= all && listener.sequences().length >= all);

    const events = listener.events();
    const sequences = events.map(({ sequence }) => sequence);
    assert.equal(
      sequences,
      sequences.map((_, index) => index + 1),
    );
    const [drop, ...others] = events.filter(({ type }) => type === 'fi.tiski.appliance.events-dropped.v1');
    assert.equal(others, []);
    const { class: worth, count, from, to } = { ...drop?.data } as Record<string, number | string>;
    assert.is(worth, 'device');
    assert.is(sequences.length + Number(count), journal.last, 'everything arrived or is counted');
    assert.is(events.filter(({ type }) => type === 'fi.tiski.ticket.issued.v1').length, 51);
    assert.ok(Number(from) <= Number(to) && sequences.length > before);
  } finally {
    await listener.stop();
  }
});

test.run();
