import { writeSync } from 'node:fs';
import { setTimeout as wait } from 'node:timers/promises';
import { Outbox, outboxCursor } from '../../firmware/link/outbox';
import { Random } from '../../simulator/random';
import { bulky, cover, crowdedJournal, dropsIn, tell, typeOf } from './crowded-journal';

/**
 * A box whose disk budget is used, in a process of its own that is there to be killed: it writes, drops, tells what it dropped and now and
 * then has a connection. What it said on standard output had happened: `had N`, facts up to sequence N are on disk; `sent N S D`, the
 * number N was given to the fact of sequence S, which tells of the drops D. Arguments: file of the journal, seed.
 */
async function main(file: string, seed: string): Promise<void> {
  const random = new Random(seed);
  const say = (line: string) => writeSync(1, `${line}\n`);
  const journal = crowdedJournal(file);
  journal.keepFor(outboxCursor);
  const outbox = new Outbox(journal as unknown as ConstructorParameters<typeof Outbox>[0]);
  for (;;) {
    const waiting: (() => void)[] = [];
    const isConnected = random.chance(0.2);
    if (isConnected)
      outbox.open({
        room: () => 20 - waiting.length,
        send: ({ number, fact }, acknowledged) => {
          say(`sent ${number} ${fact.sequence} ${JSON.stringify(dropsIn(fact.event))}`);
          waiting.push(acknowledged);
        },
      });
    for (let round = 0; round < 60; round++) {
      const events = Array.from({ length: 50 }, (_, place) => {
        const next = journal.last + place + 1;
        const type = typeOf(next);
        return type === 'day' ? { type, at: next, data: {} } : bulky(type, next);
      });
      await journal.append(events);
      say(`had ${journal.last}`);
      cover(journal);
      outbox.pump();
      if (waiting.length > 0 && random.chance(0.7))
        for (const acknowledged of waiting.splice(0, 10)) acknowledged();
      if (!someSteps(journal)) tell(journal);
      await wait(0);
    }
    outbox.close();
  }
}

/** @returns whether there is more to do */
function someSteps(journal: ReturnType<typeof crowdedJournal>): boolean {
  for (let step = 0; step < 6; step++) if (!journal.tidy({ before: 0, lastingBefore: 0 }, 0)) return false;
  return true;
}

void main(process.argv[2] ?? '', process.argv[3] ?? '');
