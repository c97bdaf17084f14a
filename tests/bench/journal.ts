import { closeSync, fdatasyncSync, mkdtempSync, openSync, rmSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Journal, type JournalEvent } from '../../firmware/journal/journal';
import { ServicePoint } from '../../firmware/servicepoint/service-point';
import { rules } from '../property/servicepoint/office';
import { type Row, sampled, single } from './row';

const writers = 64;
const seconds = 2;

/** About what `ticket.issued` is on disk. */
const fact: JournalEvent = {
  type: 'ticket.issued',
  at: 1_400_000_000_000,
  data: {
    ticket: 'K101',
    day: '2014-11-04',
    service: 'tax',
    language: 'fi',
    needsTime: false,
    ahead: 3,
    channel: 'button',
    kiosk: 'lobby',
    print: true,
  },
};

function open(file: string): Journal<JournalEvent> {
  return new Journal({ file, makeEpoch: () => 'bench', isPublished: () => true, onCommit: () => {} });
}

async function throughput(folder: string): Promise<Row> {
  const journal = open(join(folder, 'throughput.db'));
  const end = performance.now() + seconds * 1000;
  let count = 0;
  const writer = async () => {
    while (performance.now() < end) {
      await journal.append([fact]);
      count += 1;
    }
  };
  await Promise.all(Array.from({ length: writers }, writer));
  journal.close();
  const fd = openSync(join(folder, 'floor.bin'), 'w');
  const block = Buffer.from(JSON.stringify(fact).repeat(writers));
  let blocks = 0;
  for (const until = performance.now() + seconds * 1000; performance.now() < until; blocks++) {
    writeSync(fd, block);
    fdatasyncSync(fd);
  }
  closeSync(fd);
  return {
    name: `journal, ${writers} writers`,
    unit: 'events/s',
    value: single(count / seconds),
    floor: { what: `bare write of ${writers} + fdatasync`, value: single((blocks * writers) / seconds) },
    bound: { atLeast: 10_000 },
  };
}

async function append(folder: string): Promise<Row> {
  const journal = open(join(folder, 'append.db'));
  const fd = openSync(join(folder, 'append.bin'), 'w');
  const block = Buffer.from(JSON.stringify(fact));
  const ours: number[] = [];
  const floor: number[] = [];
  for (let n = 0; n < 500; n++) {
    let started = performance.now();
    await journal.append([fact]);
    ours.push(performance.now() - started);
    started = performance.now();
    writeSync(fd, block);
    fdatasyncSync(fd);
    floor.push(performance.now() - started);
  }
  closeSync(fd);
  journal.close();
  return {
    name: 'journal append',
    unit: 'ms',
    value: sampled(ours),
    floor: { what: 'write + fdatasync', value: sampled(floor) },
  };
}

/** 100 000 facts of ordinary days, through the core as at a start. */
async function replay(folder: string): Promise<Row> {
  const file = join(folder, 'replay.db');
  const journal = open(file);
  const point = new ServicePoint(rules);
  let at = Date.UTC(2014, 10, 3, 8);
  while (journal.last < 100_000) {
    for (let n = 0; n < 300; n++) {
      for (const name of ['take-ticket', 'next', 'arrived', 'done'] as const) {
        const args = name === 'take-ticket' ? { service: 'kunta' } : { counter: '1' };
        at += 5000;
        journal.append(
          point.handle({ name, args, at, channel: 'http' } as Parameters<ServicePoint['handle']>[0]).events,
        );
      }
    }
    at += 12 * 3600 * 1000;
    journal.commit();
  }
  journal.close();
  const times: number[] = [];
  let events = 0;
  for (let n = 0; n < 3; n++) {
    const started = performance.now();
    const again = open(file);
    const fresh = new ServicePoint(rules);
    events = 0;
    for (const { event } of again.replay(0)) {
      fresh.replay(event as Parameters<ServicePoint['replay']>[0]);
      events += 1;
    }
    times.push((performance.now() - started) * (100_000 / events));
    again.close();
  }
  return { name: 'replay of 100 000 events', unit: 'ms', value: sampled(times), bound: { median: 1000 } };
}

export async function journalRows(): Promise<Row[]> {
  const folder = mkdtempSync(join(tmpdir(), 'tiski-bench-'));
  try {
    return [await append(folder), await throughput(folder), await replay(folder)];
  } finally {
    rmSync(folder, { recursive: true });
  }
}
