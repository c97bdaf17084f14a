import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { rulesOf } from '../../firmware/config/rules-of-site';
import { Runtime } from '../../firmware/runtime';
import { silent } from '../../hal/platform/log';
import { VirtualTime } from '../../simulator/time/virtual-time';
import { siteAt } from './link-office';

const hour = 3_600_000;
const day = 24 * hour;

function open(journalFile: string, time: VirtualTime): Runtime {
  const rules = rulesOf(siteAt('mqtt://127.0.0.1'));
  return new Runtime({ journalFile, rules, time, log: silent, version: '1.0.0', makeEpoch: () => 'e' });
}

test('a box whose old days are forgotten starts after an update that cannot read the snapshot', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'tiski-update-'));
  const file = join(folder, 'journal.db');
  const time = new VirtualTime(Date.UTC(2024, 0, 2, 7));
  try {
    const runtime = open(file, time);
    await runtime.start();
    const ask = async (name: string, args: object) => {
      const reply = await runtime.execute({ name, args, channel: 'page' });
      assert.ok(reply.ok, JSON.stringify(reply));
    };
    const begin = time.now();
    for (let today = 0; today < 20; today++) {
      time.advanceTo(begin + today * day);
      for (let customer = 0; customer < 5; customer++) {
        await ask('take-ticket', { service: 'kela' });
        if (customer > 0) await ask('next', { counter: 'c1' });
        time.advance(0.1 * hour);
      }
    }
    runtime.stop();
    const between = open(file, time);
    const kept = begin + 10.5 * day;
    for (let count = between.journal.read(0, 10_000).length, before = 0; count !== before; ) {
      between.tidy(kept, 0);
      time.advance(100);
      before = count;
      count = between.journal.read(0, 10_000).length;
    }
    const { state } = between;
    const oldest = between.journal.read(0, 10_000).find(({ event }) => event.type === 'ticket.issued');
    assert.ok((oldest?.event.at ?? 0) > begin + 9.5 * day, 'the first days are forgotten');
    between.stop();

    const db = new Database(file);
    db.exec('UPDATE snapshots SET format = 0');
    db.close();
    const updated = open(file, time);
    const tickets = (of: Runtime['state']) =>
      [...of.tickets.values()].map(({ code, state }) => [code, state]);
    assert.equal(tickets(updated.state), tickets(state));
    assert.equal(updated.state.measures.month, state.measures.month, 'the figures of the month are whole');
    const reply = await updated.execute({ name: 'take-ticket', args: { service: 'kela' }, channel: 'page' });
    assert.ok(reply.ok);
    updated.stop();
  } finally {
    rmSync(folder, { recursive: true });
  }
});

test.run();
