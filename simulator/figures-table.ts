import { definitions, type Figures, type Measures, meanOf, percentile } from './figures';

const counts: readonly (readonly [string, (measures: Measures) => number])[] = [
  ['issued', measures => measures.issued],
  ['in', measures => measures.transferredIn],
  ['out', measures => measures.transferredOut],
  ['served', measures => measures.served],
  ['no-show', measures => measures.noShows],
  ['cancelled', measures => measures.cancelled],
  ['left', measures => measures.leftOver],
];

const durations: readonly (readonly [string, (measures: Measures) => readonly number[]])[] = [
  ['queueing', measures => measures.queueing],
  ['waiting', measures => measures.waiting],
  ['service', measures => measures.service],
];

const headings = [
  ['', ...counts.map(() => ''), ...durations.flatMap(([name]) => [name, '', ''])],
  ['service', ...counts.map(([name]) => name), ...durations.flatMap(() => ['mean', 'p50', 'p90'])],
];

/** The figures as text: one line per service, the total, and what they mean. Durations in minutes. @param services in the order wanted */
export function figuresTable(figures: Figures, services: Iterable<string>): string {
  const lines = [...services].flatMap(service => {
    const measures = figures.services.get(service);
    return measures ? [cells(service, measures)] : [];
  });
  const rows = [...headings, ...lines, cells('total', figures.total)];
  const widths = rows.reduce<number[]>(
    (widest, row) => row.map((cell, column) => Math.max(widest[column] ?? 0, cell.length)),
    [],
  );
  const printed = rows.map(row => line(row, widths));
  const rule = '-'.repeat(Math.max(...printed.map(text => text.length)));
  const table = [...printed.slice(0, 2), rule, ...printed.slice(2, -1), rule, ...printed.slice(-1)];
  return `${[...table, '', ...explained()].join('\n')}\n`;
}

function cells(name: string, measures: Measures): string[] {
  return [
    name,
    ...counts.map(([, count]) => String(count(measures))),
    ...durations.flatMap(([, of]) => {
      const values = of(measures);
      return [meanOf(values), percentile(values, 0.5), percentile(values, 0.9)].map(minutes);
    }),
  ];
}

function line(row: readonly string[], widths: readonly number[]): string {
  return row
    .map((cell, column) => {
      const { [column]: width = 0 } = widths;
      if (column === 0) return cell.padEnd(width);
      const startsGroup = column > counts.length && (column - counts.length - 1) % 3 === 0;
      return (startsGroup ? ' | ' : '  ') + cell.padStart(width);
    })
    .join('')
    .trimEnd();
}

function explained(): string[] {
  const width = Math.max(...definitions.map(([name]) => name.length));
  return [
    ...definitions.map(([name, meaning]) => `${name.padEnd(width)}  ${meaning}`),
    'Times in minutes. p50, p90: at most so long for 50 and 90 of 100 (nearest rank).',
  ];
}

function minutes(duration: number | undefined): string {
  return duration === undefined ? '-' : (duration / 60_000).toFixed(1);
}
