import { writeFileSync } from 'node:fs';
import { basename } from 'node:path';
import { parseArgs } from 'node:util';
import { rulesOf } from '../firmware/config/rules-of-site';
import { isTiskiError, messageOf } from '../hal/platform/error';
import { SystemTime } from '../hal/platform/time';
import { Figures } from './figures';
import { figuresTable } from './figures-table';
import { type Month, Months } from './months';
import { fleetText, outsideText } from './outside-text';
import { QueueCourse } from './report/queue-course';
import { type ScenarioAtSite, scenarioAtSite, scenarioNamed, scenarioNames } from './scenarios/scenarios';
import { simulate } from './simulate';

/** Where text goes; the standard streams fit. */
interface Output {
  write(text: string): unknown;
}

const usage =
  'usage: tiski simulate SCENARIO|FILE [--seed N] [--days N] [--report FILE]\n       tiski simulate --list';

/**
 * `tiski simulate SCENARIO`: a scenario in virtual time, its figures at the end. What goes to `out` depends on the arguments alone,
 * byte for byte; how long it took, and what is wrong with the arguments, goes to `notes`.
 * @param argv what follows the word `simulate`
 * @returns exit code: 0, or 2 for a wrong argument
 */
export async function runSimulate(
  argv: readonly string[],
  out: Output,
  notes: Output = process.stderr,
): Promise<number> {
  const asked = understood(argv);
  if ('problem' in asked) {
    notes.write(`${asked.problem}\n\n${help()}`);
    return 2;
  }
  if ('list' in asked) {
    out.write(
      list()
        .map(line => `${line}\n`)
        .join(''),
    );
    return 0;
  }
  if ('help' in asked) {
    out.write(help());
    return 0;
  }
  const { scenario, site, seed, days, report } = asked;
  const rules = rulesOf(site);
  const figures = new Figures();
  const months = new Months(scenario);
  const queue = new QueueCourse();
  let page = '';
  const clock = new SystemTime();
  const began = clock.monotonic();
  const {
    days: lived,
    duration,
    outside,
  } = await simulate({
    scenario,
    site,
    rules,
    seed,
    days,
    see: event => {
      figures.see(event);
      months.see(event);
      queue.see(event);
    },
    ...(report !== undefined && {
      afterwards: async (runtime, lived, outside) => {
        const { reportOf } = require('./report/report') as typeof import('./report/report.js');
        const typed = argv.map(word => (word === report ? basename(word) : word));
        const command = `npx tiski simulate ${typed.join(' ')}`;
        page = await reportOf({
          scenario,
          site,
          runtime,
          days: lived,
          command,
          months: months.of(lived),
          figures,
          queue,
          courses: outside?.courses ?? [],
        });
      },
    }),
  });
  const took = clock.monotonic() - began;

  const span = days === 1 ? lived[0] : `${days} opening days, ${lived[0]} to ${lived.at(-1)}`;
  const advisors = scenario.advisors.value.length;
  out.write(`${scenario.name}, seed ${seed}: ${scenario.title}\n`);
  out.write(`${span}; ${advisors} ${advisors === 1 ? 'advisor' : 'advisors'}\n\n`);
  out.write(figuresTable(figures, rules.services.keys()));
  const perDay = (figures.total.served / days).toFixed(1);
  const byMonth = months.of(lived);
  const expected = byMonth.reduce((sum, month) => sum + month.expected, 0) / days;
  const seasons = scenario.seasons?.map(({ source }) => source) ?? [scenario.eventsPerDay.source];
  const source = [...new Set(seasons)].join('; ');
  out.write(`\nServed ${perDay} a day; the scenario's mean is ${expected.toFixed(1)} (${source}).\n`);
  if (byMonth.length > 1) out.write(byMonth.map(monthLine).join(''));
  if (outside) out.write(outsideText(outside, queue.told, site.timezone));
  if (scenario.fleet) out.write(fleetText(scenario.fleet, seed));
  if (report !== undefined) {
    writeFileSync(report, page);
    notes.write(`${report} written\n`);
  }
  const times = Math.round(duration / took);
  notes.write(
    `${(duration / 3_600_000).toFixed(1)} h in ${(took / 1000).toFixed(2)} s: ${times} times faster than real\n`,
  );
  return 0;
}

function monthLine({ name, days, served, expected }: Month): string {
  return `${name}: served ${served} on ${days} opening days; the source says ${Math.round(expected)}\n`;
}

type Asked =
  | {
      readonly scenario: ScenarioAtSite['scenario'];
      readonly site: ScenarioAtSite['site'];
      readonly seed: number;
      readonly days: number;
      readonly report: string | undefined;
    }
  | { readonly help: true }
  | { readonly list: true }
  | { readonly problem: string };

function understood(argv: readonly string[]): Asked {
  try {
    const { values, positionals } = parseArgs({
      args: [...argv],
      allowPositionals: true,
      options: {
        seed: { type: 'string', default: '1' },
        days: { type: 'string' },
        report: { type: 'string' },
        list: { type: 'boolean' },
        help: { type: 'boolean', short: 'h' },
      },
    });
    const [name, ...others] = positionals;
    if (values.list) return { list: true };
    if (values.help || name === undefined) return { help: true };
    if (others.length > 0) return { problem: `one scenario at a time, not also ${others.join(' ')}` };
    const seed = wholeNumber(values.seed, 0, Number.MAX_SAFE_INTEGER);
    const { scenario, site } = scenarioAtSite(name);
    const days = values.days === undefined ? (scenario.days ?? 1) : wholeNumber(values.days, 1, 3660);
    if (seed === undefined) return { problem: `--seed ${values.seed}: a whole number from 0 is expected` };
    if (days === undefined) return { problem: `--days ${values.days}: 1 to 3660 is expected` };
    return { scenario, site, seed, days, report: values.report };
  } catch (error) {
    if (isTiskiError(error) || error instanceof TypeError) return { problem: messageOf(error) };
    throw error;
  }
}

/** Every preset, on a line of its own. */
function list(): string[] {
  const names = scenarioNames();
  const width = Math.max(...names.map(name => name.length));
  return names.map(name => `${name.padEnd(width)}  ${scenarioNamed(name).title}`);
}

function wholeNumber(text: string, least: number, most: number): number | undefined {
  const value = Number(text);
  return /^\d+$/.test(text) && value >= least && value <= most ? value : undefined;
}

function help(): string {
  return `${[usage, '', 'scenarios:', ...list().map(line => `  ${line}`), '', '--seed N   another day with the same means (1)', '--days N   so many opening days (those of the scenario)', '--report FILE   the figures with plots as a page'].join('\n')}\n`;
}
