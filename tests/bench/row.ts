import { type Summary, summary } from './statistics';

/** One line of the table: a figure of the product beside the floor taken in the same run. */
export interface Row {
  readonly name: string;
  readonly unit: 'ms' | 'min' | 'MiB' | 'bytes' | 'events/s' | 'messages' | 'times real' | '% of a core';
  readonly value: Summary;
  /** What it is held against, and its figure. */
  readonly floor?: { readonly what: string; readonly value: Summary };
  /** The bound that the product promises: `ratio` against the floor's median, `median` and `p99` as figures. */
  readonly bound?: {
    readonly ratio?: number;
    readonly median?: number;
    readonly p99?: number;
    readonly atLeast?: number;
  };
}

export const sampled = (samples: readonly number[]): Summary => summary(samples);
export const single = (value: number): Summary => ({ median: value, p99: value });

export function ratioOf(row: Row): number | undefined {
  return row.floor && row.value.median / row.floor.value.median;
}

/** Which parts of the bound do not hold. A figure that cannot be is a fault of the bench, never a success. */
export function broken(row: Row): string[] {
  const { ratio, median, p99, atLeast } = row.bound ?? {};
  const measuredRatio = ratioOf(row);
  return [
    ...(row.value.median > 0 && (row.floor?.value.median ?? 1) > 0 ? [] : ['impossible']),
    ...(ratio !== undefined && measuredRatio !== undefined && measuredRatio > ratio
      ? [`ratio over ${ratio}`]
      : []),
    ...(median !== undefined && row.value.median > median ? [`median over ${median}`] : []),
    ...(p99 !== undefined && row.value.p99 > p99 ? [`p99 over ${p99}`] : []),
    ...(atLeast !== undefined && row.value.median < atLeast ? [`under ${atLeast}`] : []),
  ];
}

const shown = (value: number): string =>
  value >= 1000 ? Math.round(value).toLocaleString('en') : value.toPrecision(3);

export function table(rows: readonly Row[]): string {
  const cells = rows.map(row => {
    const ratio = ratioOf(row);
    return [
      `${row.name}, ${row.unit}`,
      shown(row.value.median),
      row.value.p99 === row.value.median ? '' : shown(row.value.p99),
      row.floor ? `${shown(row.floor.value.median)} ${row.floor.what}` : '',
      ratio === undefined ? '' : ratio.toFixed(2),
      broken(row).join(', ') || (row.bound ? 'holds' : ''),
    ];
  });
  const all = [['figure', 'median', 'p99', 'floor', 'ratio', 'bound'], ...cells];
  const widths = all[0]?.map((_, column) => Math.max(...all.map(line => line[column]?.length ?? 0))) ?? [];
  return all
    .map(line =>
      line
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}
