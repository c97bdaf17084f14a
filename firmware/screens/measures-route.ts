import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Site } from '../config/site';
import type { SiteNow } from '../configuration/site-now';
import { MeasureBook, type PeriodKind } from '../reports/measure-book';
import { measuresCsv } from '../reports/measures-csv';
import { measuresJson } from '../reports/measures-json';
import type { Runtime } from '../runtime';
import { type DefinedLanguage, definedLanguage } from '../servicepoint/measures/definitions';
import { admitsStaff } from './access/access-routes';
import type { Door } from './access/door';
import { problem } from './problem';
import type { Routes } from './routes';
import { sendBytes, sendJson } from './send';

const names: Readonly<Record<PeriodKind, RegExp>> = {
  day: /^(\d{4}-\d{2}-\d{2})(\.csv|\.json)?$/,
  month: /^(\d{4}-\d{2})(\.csv|\.json)?$/,
  quarter: /^(\d{4}-Q[1-4])(\.csv|\.json)?$/,
};

/**
 * `GET /api/measures/{day|month|quarter}/{name}`: figures with their definitions, as JSON, or as CSV when the address ends in `.csv` or only
 * `text/csv` is accepted. For staff and programs on the box. `?language=sv` chooses the language of the definitions in the table.
 */
export function addMeasuresRoute(
  routes: Routes,
  { site, runtime, door }: { site: SiteNow; runtime: Runtime; door: Door },
): void {
  const book = new MeasureBook(runtime);
  for (const period of Object.keys(names) as PeriodKind[]) {
    routes.get(`/api/measures/${period}/:name`, (request, response, { name: asked = '' }) => {
      if (!admitsStaff(door, request, response)) return;
      const [, name, ending] = names[period].exec(asked) ?? [];
      if (name === undefined) return problem(response, 'page-unknown');
      const report = book.find(period, name);
      if (!report) return problem(response, 'measures-unknown', { detail: name, status: 404 });
      response.setHeader('Vary', 'Accept');
      if (ending !== '.csv' && (ending === '.json' || !wantsTable(request)))
        return sendJson(response, 200, measuresJson(report, site.now));
      return sendTable(
        response,
        `${site.now.site}-${name}.csv`,
        measuresCsv(report, languageOf(request, site.now)),
      );
    });
  }
}

function wantsTable({ headers: { accept = '' } }: IncomingMessage): boolean {
  return /\btext\/csv\b/.test(accept) && !/\bapplication\/json\b/.test(accept);
}

function languageOf({ url = '' }: IncomingMessage, { languages }: Site): DefinedLanguage {
  const wanted = new URLSearchParams(url.split('?')[1]).get('language');
  return definedLanguage(wanted === null ? languages : [wanted, ...languages]);
}

function sendTable(response: ServerResponse, file: string, table: string): void {
  response.setHeader('Content-Disposition', `attachment; filename="${file}"`);
  sendBytes(response, 200, 'text/csv; charset=utf-8; header=present', table);
}
