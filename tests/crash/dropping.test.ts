import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { Outbox } from '../../firmware/link/outbox';
import { Random } from '../../simulator/random';
import { typescript } from '../running/typescript';
import { crowdedJournal, type Drops, dropsIn, tell, typeOf } from '../support/crowded-journal';
import { toldWhileItRuns } from '../support/killed-process';

const kills = 8;

interface Receipt {
  readonly sequence: number;
  readonly drops?: Drops;
}

/** A receiver: what it has been sent, by number. */
class Receiver {
  readonly receipts = new Map<number, Receipt>();
  /** Facts up to this sequence were on disk. */
  had = 0;
  readonly faults: string[] = [];

  take(number: number, receipt: Receipt): void {
    const before = this.receipts.get(number);
    if (before && before.sequence !== receipt.sequence)
      this.faults.push(`${number} was given to fact ${before.sequence} and to fact ${receipt.sequence}`);
    this.receipts.set(number, receipt);
  }

  hear(line: string): void {
    const [what, number, sequence, drops] = line.split(' ');
    if (what === 'had') this.had = Math.max(this.had, Number(number));
    else
      this.take(Number(number), {
        sequence: Number(sequence),
        ...(drops?.startsWith('{') && { drops: JSON.parse(drops) }),
      });
  }
}

const test = suite('power cuts while facts are dropped');

/** Starts the process and kills it after it has said so much. */
async function run(file: string, seed: string, words: number, receiver: Receiver): Promise<void> {
  const program = join(__dirname, '..', 'support', 'dropping-process.ts');
  const child = spawn(process.execPath, [...typescript, program, file, seed], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: { ...process.env, ...toldWhileItRuns() },
  });
  const lines = createInterface(child.stdout);
  let heard = 0;
  lines.on('line', line => {
    receiver.hear(line);
    heard += 1;
    if (heard === words) child.kill('SIGKILL');
  });
  await once(lines, 'close');
}

/** The receiver gets what is still there, and what the journal has not told yet. */
async function drain(file: string, receiver: Receiver): Promise<number> {
  const journal = crowdedJournal(file);
  try {
    tell(journal);
    const outbox = new Outbox(journal as unknown as ConstructorParameters<typeof Outbox>[0]);
    outbox.open({
      room: () => 16,
      send: ({ number, fact }, acknowledged) => {
        const drops = dropsIn(fact.event);
        receiver.take(number, { sequence: fact.sequence, ...(drops && { drops }) });
        acknowledged();
      },
    });
    while (outbox.behind > 0) {
      outbox.pump();
      await new Promise(resolve => setImmediate(resolve));
    }
    outbox.close();
    return journal.last;
  } finally {
    journal.close();
  }
}

test(`${kills} kills: each fact arrives or is counted in one that tells of drops, and no number is given twice or left out`, async () => {
  const folder = mkdtempSync(join(tmpdir(), 'tiski-dropping-'));
  const file = join(folder, 'journal.db');
  const random = new Random(Number(process.env.TISKI_SEED ?? 11)).stream('kills');
  const receiver = new Receiver();
  try {
    for (let n = 0; n < kills; n++) {
      await run(file, `${n}`, Math.floor(random.between(60, 240)), receiver);
      const journal = crowdedJournal(file);
      const { last } = journal;
      journal.close();
      assert.ok(last >= receiver.had, `${receiver.had} facts were told, ${last} are there`);
    }
    const last = await drain(file, receiver);

    assert.equal(receiver.faults, []);
    const numbers = [...receiver.receipts.keys()].sort((one, other) => one - other);
    assert.equal(
      numbers,
      numbers.map((_, index) => index + 1),
      'a gap in the numbers',
    );
    const order = numbers.map(number => receiver.receipts.get(number)?.sequence ?? 0);
    assert.ok(order.every((sequence, place) => sequence > (order[place - 1] ?? 0)));

    const arrived = new Set(order);
    const missing: Record<string, number> = {};
    for (let sequence = 1; sequence <= last; sequence++) {
      if (arrived.has(sequence)) continue;
      const type = typeOf(sequence) === 'day' ? 'high' : typeOf(sequence);
      if (type !== 'kept') missing[type] = (missing[type] ?? 0) + 1;
    }
    const told: Record<string, number> = {};
    for (const { drops } of receiver.receipts.values())
      if (drops) told[drops.class] = (told[drops.class] ?? 0) + drops.count;
    assert.equal(told, missing, 'what did not arrive is what was told of');
    assert.ok((told.low ?? 0) > 500, `only ${told.low} were dropped: the kills say nothing`);
  } finally {
    rmSync(folder, { recursive: true });
  }
});

test.run();
