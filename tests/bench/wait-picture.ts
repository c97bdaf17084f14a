import { join } from 'node:path';
import sharp from 'sharp';
import { accuracyOf } from '../../firmware/servicepoint/wait/accuracy';
import { type Load, loads } from '../support/wait-reference/customers';
import { floorName, type Judged, judgedWaits, sumsOf } from '../support/wait-reference/judge';
import { asDefined } from '../support/wait-reference/variations';

/** Draws the picture of `firmware/servicepoint/wait/README.md`: `node -r ts-node/register tests/bench/wait-picture.ts` */

const file = join(__dirname, '../../firmware/servicepoint/wait/reference.png');
const size = { width: 1240, height: 520 };
const seeds = 4;
const days = 120;

const ink = '#1d2733';
const pale = '#8794a3';
const ours = '#0b6e75';
const wait = '#c4621d';

interface Frame {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

const text = (x: number, y: number, words: string, more = '') =>
  `<text x="${x}" y="${y}" font-family="DejaVu Sans" font-size="15" fill="${ink}" ${more}>${words}</text>`;
const line = (x1: number, y1: number, x2: number, y2: number, colour: string, more = '') =>
  `<line x1="${x1}" y1="${y1}" x2="${x2}" y2="${y2}" stroke="${colour}" ${more}/>`;

/** What was told against what happened: by estimate, the middle and the 80 % of the waits, and the band as it was told. */
function bandPanel({ left, top, width, height }: Frame): string {
  const most = 70;
  const step = 2.5;
  const waits: Judged[] = [];
  for (let seed = 1; seed <= seeds; seed += 1)
    waits.push(...judgedWaits('medium', asDefined, { seed, days }));
  const x = (minutes: number) => left + (width * Math.min(minutes, most)) / most;
  const y = (minutes: number) => top + height - (height * Math.min(minutes, most + 20)) / (most + 20);
  const columns = Array.from({ length: most / step }, (_, index) => {
    const some = waits.filter(({ estimate }) => Math.floor(estimate.minutes / step) === index);
    const actual = some.map(judged => judged.actual).sort((a, b) => a - b);
    const at = (share: number) => actual[Math.floor(actual.length * share)] ?? 0;
    const mean = (of: (judged: Judged) => number) =>
      some.reduce((sum, one) => sum + of(one), 0) / some.length;
    return {
      middle: (index + 0.5) * step,
      count: some.length,
      low: mean(({ estimate }) => estimate.low),
      high: mean(({ estimate }) => estimate.high),
      tenth: at(0.1),
      median: at(0.5),
      ninetieth: at(0.9),
    };
  }).filter(({ count }) => count >= 60);
  const upper = columns.map(({ middle, high }) => `${x(middle)},${y(high)}`);
  const lower = columns.map(({ middle, low }) => `${x(middle)},${y(low)}`).reverse();
  const marks = columns.map(
    ({ middle, tenth, median, ninetieth }) =>
      line(x(middle), y(tenth), x(middle), y(ninetieth), wait, 'stroke-width="2.5"') +
      `<circle cx="${x(middle)}" cy="${y(median)}" r="4" fill="${wait}"/>`,
  );
  const ticks = [0, 15, 30, 45, 60].map(
    minutes =>
      line(left, y(minutes), left + width, y(minutes), '#e3e8ee') +
      text(left - 10, y(minutes) + 5, String(minutes), 'text-anchor="end"') +
      text(x(minutes), top + height + 24, String(minutes), 'text-anchor="middle"'),
  );
  return [
    text(left, top - 28, 'What was told and what happened, 63 customers a day', 'font-weight="bold"'),
    ...ticks,
    `<polygon points="${[...upper, ...lower].join(' ')}" fill="${ours}" fill-opacity="0.22"/>`,
    line(x(0), y(0), x(most), y(most), ours, 'stroke-width="2"'),
    ...marks,
    text(left + width / 2, top + height + 50, 'estimate, minutes', 'text-anchor="middle"'),
    text(
      left - 45,
      top + height / 2,
      'wait, minutes',
      `text-anchor="middle" ${turned(left - 45, top + height / 2)}`,
    ),
    text(left + 12, top + 16, '▬ estimate, with its band', `style="fill:${ours}"`),
    text(left + 12, top + 38, '● waits: median, and where 80 % of them lie', `style="fill:${wait}"`),
  ].join('');
}

const turned = (x: number, y: number) => `transform="rotate(-90 ${x} ${y})"`;

/** Root mean square errors of all estimators, by load. */
function errorPanel({ left, top, width, height }: Frame): string {
  const names = Object.keys(loads) as Load[];
  const results = names.map(load => sumsOf(load, asDefined, { seeds, days, withFloor: true }));
  const rows = [...(results[0]?.keys() ?? [])].sort((a, b) => rank(a) - rank(b));
  const most = 34;
  const rowHeight = height / rows.length;
  const x = (minutes: number) => left + (width * minutes) / most;
  const parts = rows.flatMap((name, row) => {
    const base = top + row * rowHeight;
    const bars = results.map((sums, index) => {
      const of = sums.get(name);
      const rmse = (of && accuracyOf(of)?.rmse) ?? 0;
      const barTop = base + 6 + (index * (rowHeight - 14)) / names.length;
      const barHeight = (rowHeight - 14) / names.length - 2;
      const colour = name === 'tiski' ? ours : name === floorName ? ink : pale;
      return (
        `<rect x="${left}" y="${barTop}" width="${x(rmse) - left}" height="${barHeight}" fill="${colour}" ` +
        `fill-opacity="${1 - 0.25 * (names.length - 1 - index)}"/>` +
        text(x(rmse) + 6, barTop + barHeight - 2, rmse.toFixed(1), 'style="font-size:12px"')
      );
    });
    const weight = name === 'tiski' ? 'font-weight="bold"' : '';
    return [text(left - 12, base + rowHeight / 2 + 5, name, `text-anchor="end" ${weight}`), ...bars];
  });
  return [
    text(left - 120, top - 28, 'Root mean square error, minutes', 'font-weight="bold"'),
    text(
      left - 120,
      top - 8,
      'each for 57, 63 and 78 customers a day',
      `style="fill:${pale};font-size:13px"`,
    ),
    line(left, top, left, top + height, pale),
    ...parts,
  ].join('');
}

function rank(name: string): number {
  return name === floorName ? 0 : name === 'tiski' ? 1 : 2;
}

async function main(): Promise<void> {
  const { width, height } = size;
  const svg = [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}">`,
    `<rect width="${width}" height="${height}" fill="#ffffff"/>`,
    bandPanel({ left: 76, top: 70, width: 510, height: 370 }),
    errorPanel({ left: 790, top: 70, width: 400, height: 420 }),
    '</svg>',
  ].join('');
  await sharp(Buffer.from(svg)).png({ palette: true }).toFile(file);
}

main();
