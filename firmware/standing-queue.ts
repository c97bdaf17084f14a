import { cpSync, existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { silent } from '../hal/platform/log';
import type { Time } from '../hal/platform/time';
import { rulesOf } from './config/rules-of-site';
import type { Site } from './config/site';
import { Runtime } from './runtime';
import { codeOf, nextNumber } from './servicepoint/queue/numbering';
import { isQueued } from './servicepoint/queue/ticket';
import { TakenOver } from './taken-over';

/** Who stands in the queue of a box that does not run, as it will find it when it starts. */
export interface StandingQueue {
  /** Tickets that wait to be called. */
  readonly waiting: number;
  /** The number that each letter goes on with, in the order of the alphabet. */
  readonly next: readonly string[];
}

/** Starts a copy of its journal, so that nothing of the box is changed. @throws TiskiError of `openDatabase` */
export async function standingQueue(site: Site, stateDir: string, time: Time): Promise<StandingQueue> {
  const folder = mkdtempSync(join(tmpdir(), 'tiski-queue-'));
  try {
    for (const name of ['journal.db', 'journal.db-wal', 'taken-over.json'])
      if (existsSync(join(stateDir, name))) cpSync(join(stateDir, name), join(folder, name));
    const takenOver = new TakenOver(folder);
    const runtime = new Runtime({
      journalFile: join(folder, 'journal.db'),
      rules: rulesOf(site),
      time,
      log: silent,
      version: '',
      makeEpoch: () => 'queue',
      isCopy: takenOver.isCopy,
    });
    try {
      await runtime.start();
      await takenOver.tell(runtime, true);
      const { tickets, numbers } = runtime.state;
      const letters = [...new Set(site.services.map(({ letter }) => letter))].sort();
      const next = letters.flatMap(letter => {
        const number = nextNumber(numbers.get(letter));
        return number === undefined ? [] : [codeOf(letter, number)];
      });
      return { waiting: [...tickets.values()].filter(isQueued).length, next };
    } finally {
      runtime.stop();
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
