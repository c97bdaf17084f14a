import { appendFileSync, existsSync, readFileSync } from 'node:fs';
import { cpus, loadavg } from 'node:os';
import { join } from 'node:path';
import { type Row, ratioOf } from './row';

const file = join(__dirname, 'results', 'history.jsonl');

/** So many earlier runs say how it was. */
const looksBack = 7;

/** Processes that want to run, for each core, above which a run says nothing. */
const busy = 0.75;

/** Worse than it was by this factor: a slide, not the machine's mood. */
const slide = 1.4;

/** What a run found on its machine; a line of the file. */
interface Run {
  readonly at: string;
  readonly machine: string;
  readonly figures: Readonly<Record<string, number>>;
}

/** Larger is better where something is done per time. */
const betterIfMore: readonly Row['unit'][] = ['events/s', 'times real'];

/** Against its floor where it has one: machines differ from day to day. */
function figureOf(row: Row): number {
  return Number((ratioOf(row) ?? row.value.median).toPrecision(4));
}

function nameOf({ name, unit, floor }: Row): string {
  return `${name}, ${floor ? 'times the floor' : unit}`;
}

function machine(): string {
  return `${cpus()[0]?.model.trim()}, ${cpus().length} cores, ${process.arch}, Node ${process.version}`;
}

function earlierRuns(): Run[] {
  if (!existsSync(file)) return [];
  const lines = readFileSync(file, 'utf8').split('\n').filter(Boolean);
  return lines.map(line => JSON.parse(line) as Run).filter(run => run.machine === machine());
}

/** What is worse than on this kind of machine before, a sentence each. */
export function slides(rows: readonly Row[]): string[] {
  const runs = earlierRuns();
  return rows.flatMap(row => {
    const name = nameOf(row);
    const before = runs
      .flatMap(({ figures }) => figures[name] ?? [])
      .slice(-looksBack)
      .sort((a, b) => a - b);
    const middle = before[before.length >> 1];
    if (middle === undefined) return [];
    const now = figureOf(row);
    const worse = betterIfMore.includes(row.unit) && !row.floor ? middle / now : now / middle;
    return worse > slide ? [`slid: ${name}: ${now}, was ${middle} in ${before.length} runs`] : [];
  });
}

/** Whether others want the processors, so that timings say little. */
export function isBusy(): boolean {
  return (loadavg()[0] ?? 0) / cpus().length > busy;
}

export function keep(rows: readonly Row[]): void {
  const figures = Object.fromEntries(rows.map(row => [nameOf(row), figureOf(row)]));
  const run: Run = { at: new Date().toISOString(), machine: machine(), figures };
  appendFileSync(file, `${JSON.stringify(run)}\n`);
}
