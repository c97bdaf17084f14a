import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Site } from '../../firmware/config/site';
import type { Runtime } from '../../firmware/runtime';
import { type Html, html } from '../../firmware/screens/extra-routes';
import { statisticsReport } from '../../firmware/screens/statistics-report';
import type { Figures } from '../figures';
import type { Month } from '../months';
import type { Scenario } from '../scenarios/scenario';
import { assetsFolder } from '../site-files';
import { localInstant } from '../time/local-instant';
import type { Course } from '../whole-site/troubles';
import { endsPlot } from './ends-plot';
import type { QueueCourse } from './queue-course';
import { queuePlot } from './queue-plot';
import { reportStyle } from './report-style';
import { timeLine } from './time-line';
import { waitPlot } from './wait-plot';

/** The style of the statistics page: a bundle of everything that it imports. */
const style = join(assetsFolder, 'statistics-page.css');

export interface ReportOptions {
  readonly scenario: Scenario;
  readonly site: Site;
  readonly runtime: Runtime;
  /** Opening days lived, YYYY-MM-DD. */
  readonly days: readonly string[];
  /** What was asked for, as typed. */
  readonly command: string;
  readonly months: readonly Month[];
  readonly figures: Figures;
  readonly queue: QueueCourse;
  readonly courses: readonly Course[];
}

/**
 * A simulation as one page without anything beside it: how the hall was, what was broken, the months against their source, and what the statistics page of
 * the box shows of the same time.
 */
export async function reportOf(options: ReportOptions): Promise<string> {
  const { scenario, site, runtime, days, command, months, figures, queue, courses } = options;
  const { title } = scenario;
  const period = days.length === 1 ? 'day' : months.length === 1 ? 'month' : 'quarter';
  const [firstDay = '', lastDay = firstDay] = [days[0], days.at(-1)];
  const { locale, markup } = await statisticsReport({ site, runtime, period, day: lastDay });
  const midnight = (day: string) => localInstant(day, 0, site.timezone);
  const instants = queue.days.flatMap(({ steps }) => steps.map(([at]) => at));
  const [first = midnight(firstDay), last = midnight(lastDay)] = [instants[0], instants.at(-1)];
  const named = (service: string) => nameOf(site, service, locale);
  const plots = [
    queuePlot(queue.days, midnight),
    waitPlot(figures, named),
    endsPlot(queue.days, figures, named),
    timeLine(
      courses,
      queue.told,
      { from: days.length === 1 ? first : midnight(firstDay), to: last },
      written(site.timezone, days.length > 1),
    ),
  ];
  const page = html`<section><h1>${title}</h1><p><code>${command}</code></p>${plots}${monthTable(months)}</section>`;
  return `<!doctype html>
<html lang="${locale}" data-text="1" data-contrast="normal">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${html`${title}`.markup}</title>
<style>${readFileSync(style, 'utf8')}${reportStyle}</style>
</head>
<body><div id="page">
${page.markup}
${markup}
</div></body>
</html>
`;
}

function monthTable(months: readonly Month[]): Html {
  return html`<table><caption>Served, against what the source says of as many days</caption>
<thead><tr><th scope="col">Month</th><th scope="col">Opening days</th><th scope="col">Served</th><th scope="col">Source</th><th scope="col">Ratio</th></tr></thead>
<tbody>${months.map(row)}</tbody></table>`;
}

function row({ name, days, served, expected }: Month): Html {
  const cells = [days, served, Math.round(expected), (served / expected).toFixed(2)];
  return html`<tr><th scope="row">${name}</th>${cells.map(cell => html`<td>${cell}</td>`)}</tr>`;
}

function nameOf({ services }: Site, id: string, locale: string): string {
  const { [locale.slice(0, 2)]: name = id } = { ...services.find(service => service.id === id)?.name };
  return name;
}

/** Local time of an instant, with the day where there are more than one. */
function written(timeZone: string, withDay: boolean): (at: number) => string {
  const day = { day: 'numeric', month: 'numeric' } as const;
  const format = new Intl.DateTimeFormat('en-GB', {
    timeZone,
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
    ...(withDay && day),
  });
  return at => format.format(at);
}
