import { type DefinedLanguage, definitions } from '../servicepoint/measures/definitions';
import { counts, durations, type Tally } from '../servicepoint/measures/figures';
import type { Report } from './measure-book';

const heading = [
  'period',
  'name',
  'closed',
  'organisation',
  'service',
  'hour',
  'figure',
  'statistic',
  'value',
  'unit',
  'definition',
];

const statistics = ['count', 'sum', 'mean', 'p50', 'p90', 'longest'] as const;

/**
 * The figures as a table for programs that make tables (RFC 4180, UTF-8): one figure a line with its unit and its definition. A line without a
 * service is of the organisation, without both of the whole point; one without an hour is of the whole time.
 * @param language of the definitions
 */
export function measuresCsv({ period, name, closed, shares }: Report, language: DefinedLanguage): string {
  const lines = shares.flatMap(({ service = '', organisation = '', figures }) => {
    const whose = [period, name, String(closed), organisation, service];
    return [
      ...linesOf(figures, language).map(line => [...whose, '', ...line]),
      ...figures.hours.flatMap(tally =>
        linesOf(tally, language).map(line => [...whose, String(tally.hour), ...line]),
      ),
    ];
  });
  return [heading, ...lines].map(cells => `${cells.map(quoted).join(',')}\r\n`).join('');
}

function linesOf(tally: Partial<Tally>, language: DefinedLanguage): string[][] {
  const defined = (id: string) => {
    const found = definitions.find(definition => definition.id === id);
    return { unit: found?.unit ?? '', text: found?.text[language] ?? '' };
  };
  const counted = counts.flatMap(count => {
    const { unit, text } = defined(count);
    const value = tally[count];
    return value === undefined ? [] : [[count, 'count', String(value), unit, text]];
  });
  const timed = durations.flatMap(duration => {
    const { unit, text } = defined(duration);
    return statistics.flatMap(statistic => {
      const value = tally[duration]?.[statistic];
      const way = defined(statistic).text;
      const definition = way === '' ? text : `${text}. ${way}`;
      return value === undefined
        ? []
        : [[duration, statistic, String(value), statistic === 'count' ? 'tickets' : unit, definition]];
    });
  });
  return [...counted, ...timed];
}

function quoted(cell: string): string {
  return /[",\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;
}
