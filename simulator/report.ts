import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Site } from '../firmware/config/site';
import type { Runtime } from '../firmware/runtime';
import { html } from '../firmware/screens/extra-routes';
import { statisticsReport } from '../firmware/screens/statistics-report';
import type { Month } from './months';

/** The style of the statistics page: a bundle of everything that it imports. */
const style = join(__dirname, '..', 'dist', 'assets', 'statistics-page.css');

export interface ReportOptions {
  readonly site: Site;
  readonly runtime: Runtime;
  /** Opening days lived, YYYY-MM-DD. */
  readonly days: readonly string[];
  /** What was asked for, as typed. */
  readonly command: string;
  readonly title: string;
  readonly months: readonly Month[];
}

/**
 * A simulation as one page without anything beside it: the months against their source, and what the statistics page of the box shows of the same
 * time.
 */
export async function reportOf(options: ReportOptions): Promise<string> {
  const { site, runtime, days, title, command, months } = options;
  const period = days.length === 1 ? 'day' : months.length === 1 ? 'month' : 'quarter';
  const { locale, markup } = await statisticsReport({ site, runtime, period, day: days.at(-1) ?? '' });
  return `<!doctype html>
<html lang="${locale}" data-text="1" data-contrast="normal">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escaped(title)}</title>
<style>${readFileSync(style, 'utf8')}
#periods, #languages, #page > footer { display: none; }
#page > section { margin-bottom: 2rem; }</style>
</head>
<body><div id="page">
<section><h1>${escaped(title)}</h1><p><code>${escaped(command)}</code></p>
<table><caption>Served, against what the source says of as many days</caption>
<thead><tr><th scope="col">Month</th><th scope="col">Opening days</th><th scope="col">Served</th><th scope="col">Source</th><th scope="col">Ratio</th></tr></thead>
<tbody>${months.map(row).join('')}</tbody></table></section>
${markup}
</div></body>
</html>
`;
}

function row({ name, days, served, expected }: Month): string {
  const cells = [days, served, Math.round(expected), (served / expected).toFixed(2)];
  return `<tr><th scope="row">${name}</th>${cells.map(cell => `<td>${cell}</td>`).join('')}</tr>`;
}

function escaped(text: string): string {
  return html`${text}`.markup;
}
