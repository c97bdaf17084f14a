import type { Block, PrintDocument } from '../../hal/print-document';
import type { PaperWidth } from '../../hal/ticket-printer';
import type { Report } from '../reports/measure-book';
import {
  type DefinedLanguage,
  type Definition,
  definedLanguage,
  definitions,
  fewest,
  generalRules,
  headings,
} from '../servicepoint/measures/definitions';
import { type Count, counts, durations, type Figures } from '../servicepoint/measures/figures';
import type { Spread } from '../servicepoint/measures/spread';
import { nameIn } from '../texts/name-in';
import { texts } from '../texts/texts';
import { centered, centeredLarge } from './centered';
import type { SiteForPaper } from './site-for-paper';
import { wrap } from './wrap';

const rule: Block = { block: 'rule' };

/** Shown even when they are nothing: their absence would be a question. */
const always: readonly Count[] = ['arrivals', 'served', 'noShows'];

/** What somebody wants on paper. */
export interface SummaryForPaper {
  readonly report: Report;
  readonly language: string;
  /** When it is printed, ms since 1970-01-01 UTC. */
  readonly at: number;
}

/** The figures of a day: the whole point, its hours, each service, and what the figures mean. */
export function summaryDocument(
  { report, language, at }: SummaryForPaper,
  site: SiteForPaper,
  paper: PaperWidth,
): PrintDocument {
  const inLanguage = definedLanguage([language, ...site.languages]);
  const words = texts(inLanguage, site);
  const whole = report.shares.find(({ service, organisation }) => !service && !organisation);
  const services = report.shares.filter(({ service }) => service !== undefined);
  const printedAt = words.format('ticket.issued', { date: words.date(at), time: words.time(at) });
  return [
    ...centeredLarge(headings.title[inLanguage], paper),
    ...centered(nameIn(site.name, language, site.languages), paper),
    // Noon of the day is on that day in every zone of Europe.
    ...centered(words.date(Date.parse(`${report.name}T12:00:00Z`)), paper, true),
    ...centered(headings[report.closed ? 'closed' : 'open'][inLanguage], paper),
    rule,
    ...(whole ? [...tally(whole.figures, inLanguage), ...byHour(whole.figures, inLanguage)] : []),
    ...services.flatMap(({ service = '', figures }) => [
      rule,
      ...title(nameOf(service, language, site), paper),
      ...tally(figures, inLanguage),
    ]),
    rule,
    ...meanings(report, inLanguage, paper),
    rule,
    ...centered(printedAt, paper),
  ];
}

function nameOf(id: string, language: string, { services, languages }: SiteForPaper): string {
  const service = services.find(({ id: known }) => known === id);
  return service ? nameIn(service.name, language, languages) : id;
}

function title(text: string, paper: PaperWidth): Block[] {
  return wrap(text, paper.columns).map(line => ({ block: 'text', text: line, bold: true }));
}

function tally(figures: Figures, language: DefinedLanguage): Block[] {
  return [
    ...counts
      .filter(count => isWorthALine(count, figures))
      .map(count => line(definitionOf(count), String(figures[count]), language)),
    ...durations
      .filter(duration => figures[duration].count >= fewest)
      .map(duration => line(definitionOf(duration), timed(figures[duration]), language)),
  ];
}

/** One ticket stands for one person unless somebody said otherwise. */
function isWorthALine(count: Count, figures: Figures): boolean {
  if (count === 'people') return figures.people !== figures.arrivals;
  return figures[count] > 0 || always.includes(count);
}

function line({ name }: Definition, right: string, language: DefinedLanguage): Block {
  return { block: 'columns', left: name[language], right };
}

/** Mean, and what nine of ten do not exceed: `6 / 14 min`. */
function timed({ count = 0, mean, p90 }: Partial<Spread> = {}): string {
  if (count < fewest || mean === undefined || p90 === undefined) return '-';
  return `${minutes(mean)} / ${minutes(p90)} min`;
}

/** Whole minutes, half a minute up. */
function minutes(ms: number): number {
  return Math.floor((ms + 30_000) / 60_000);
}

/** Of `13 / 35 min`. */
const timeWidth = 11;

/** When people come, and how long they queue then (STA-01). */
function byHour({ hours }: Figures, language: DefinedLanguage): Block[] {
  const [arrivals, queueing] = [definitionOf('arrivals'), definitionOf('queueing')];
  const busy = hours.filter(({ arrivals: came = 0 }) => came > 0);
  if (busy.length === 0) return [];
  const heading = `${arrivals.name[language]} | ${queueing.name[language].padStart(timeWidth)}`;
  return [
    { block: 'feed', lines: 1 },
    { block: 'text', text: heading, align: 'right', bold: true },
    ...busy.map(
      ({ hour, arrivals: came, queueing: waits }): Block => ({
        block: 'columns',
        left: `${hour}-${hour + 1}`,
        right: `${came} | ${timed(waits).padStart(timeWidth)}`,
      }),
    ),
  ];
}

const indent = '  ';

/** Each figure that the paper shows, and what holds for all. */
function meanings({ shares }: Report, language: DefinedLanguage, paper: PaperWidth): Block[] {
  const shown: readonly string[] = [
    ...counts.filter(count => shares.some(({ figures }) => isWorthALine(count, figures))),
    ...durations,
  ];
  const explained = definitions
    .filter(({ id }) => shown.includes(id))
    .map(({ name, text }) => `${name[language]}: ${text[language]}`);
  const [mean, p90] = [definitionOf('mean'), definitionOf('p90')];
  const times = `a / b min: ${mean.name[language]} / ${p90.name[language]}`;
  const general = Object.values(generalRules).map(words => words[language]);
  return [...explained, times, ...general].flatMap(text =>
    wrap(text, smallColumns(paper) - indent.length).map(
      (part, place): Block => ({
        block: 'text',
        text: `${place === 0 ? '* ' : indent}${part}`,
        size: 'small',
      }),
    ),
  );
}

/** The small font has four columns for three of the normal one. */
function smallColumns({ columns }: PaperWidth): number {
  return Math.floor((columns * 4) / 3);
}

function definitionOf(id: Definition['id']): Definition {
  const found = definitions.find(definition => definition.id === id);
  if (!found) throw new Error(`${id} is not defined`);
  return found;
}
