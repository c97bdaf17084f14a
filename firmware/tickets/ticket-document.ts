import { TiskiError } from '../../hal/platform/error';
import type { Block, PrintDocument } from '../../hal/print-document';
import type { PaperWidth } from '../../hal/ticket-printer';
import { nameIn } from '../texts/name-in';
import { type Texts, texts } from '../texts/texts';
import { centered, centeredLarge } from './centered';
import type { SiteForPaper } from './site-for-paper';
import type { TicketForPaper } from './ticket-for-paper';

/** About as wide as a code of four characters, which printers show six times the normal size. */
const markColumns = 24;
const rule: Block = { block: 'rule' };

/**
 * A queue ticket in the customer's language, laid out for the width of the paper and as short as its texts allow.
 *
 * @throws TiskiError `service-unknown` if the site has no such service.
 */
export function ticketDocument(ticket: TicketForPaper, site: SiteForPaper, paper: PaperWidth): PrintDocument {
  const words = texts(ticket.language, site);
  return [
    ...place(ticket, site, words, paper),
    rule,
    ...subject(ticket, site, paper),
    ...number(ticket, words, paper),
    ...(ticket.appointmentAt === undefined
      ? queue(ticket, words, paper)
      : appointment(words.time(ticket.appointmentAt), words, paper)),
    rule,
    ...(ticket.page === undefined
      ? []
      : [...centered(words.format('ticket.follow'), paper), { block: 'qr', text: ticket.page } as const]),
    ...centered(words.format('ticket.shown-on-display'), paper),
    ...centered(words.format('ticket.not-called-aloud'), paper),
    ...remarks(ticket, site, words, paper),
  ];
}

/** Where and when. */
function place(ticket: TicketForPaper, site: SiteForPaper, words: Texts, paper: PaperWidth): Block[] {
  const { logo, name, languages } = site;
  const time = words.format('ticket.issued', {
    date: words.date(ticket.issuedAt),
    time: words.time(ticket.issuedAt),
  });
  return [
    ...(logo && logo.width <= paper.dots ? [{ block: 'image', image: logo } as const] : []),
    ...centered(nameIn(name, ticket.language, languages), paper),
    ...centered(time, paper),
  ];
}

/** Whose service and which. */
function subject(ticket: TicketForPaper, site: SiteForPaper, paper: PaperWidth): Block[] {
  const service = site.services.find(({ id }) => id === ticket.service);
  if (!service) throw new TiskiError('service-unknown', `"${ticket.service}"`);
  const organisation = site.organisations.find(({ id }) => id === service.organisation);
  const whose = organisation ? nameIn(organisation.name, ticket.language, site.languages) : '';
  const what = nameIn(service.name, ticket.language, site.languages);
  return [...(whose === what ? [] : centered(whose, paper)), ...centeredLarge(what, paper)];
}

function number(ticket: TicketForPaper, words: Texts, paper: PaperWidth): Block[] {
  return [
    ...centered(words.format('ticket.number'), paper),
    { block: 'text', text: ticket.code, size: 'huge', bold: true, align: 'center' },
    { block: 'orientation-mark', width: markColumns / paper.columns },
  ];
}

/** Booked customers are called by their time, whoever else waits. */
function appointment(time: string, words: Texts, paper: PaperWidth): Block[] {
  return [
    ...centered(words.format('ticket.appointment'), paper),
    ...centeredLarge(words.format('ticket.appointment-time', { time }), paper),
  ];
}

/** How many are ahead, and how long it may take if that is known (DSP-04, DSP-06). */
function queue(ticket: TicketForPaper, words: Texts, paper: PaperWidth): Block[] {
  const blocks = [
    ...centered(words.format('ticket.ahead'), paper),
    ...centeredLarge(words.format('ticket.ahead-count', { count: ticket.ahead }), paper),
  ];
  if (!ticket.wait) return blocks;
  const { fromMinutes: from, toMinutes: to } = ticket.wait;
  const wait =
    from === 0
      ? words.format('ticket.wait-under', { minutes: to })
      : words.format('ticket.wait-band', { from, to });
  return [...blocks, ...centered(words.format('ticket.wait'), paper), ...centeredLarge(wait, paper)];
}

function remarks(ticket: TicketForPaper, site: SiteForPaper, words: Texts, paper: PaperWidth): Block[] {
  const { openToday = [] } = ticket;
  const spans = openToday.map(({ from, to }) => `${words.timeOfDay(from)}–${words.timeOfDay(to)}`);
  return [
    ...(ticket.group === undefined
      ? []
      : centered(words.format('ticket.group', { count: ticket.group }), paper, true)),
    ...(ticket.needsTime ? centered(words.format('ticket.needs-time'), paper, true) : []),
    ...(spans.length > 0
      ? centered(words.format('ticket.open-today', { spans: spans.join(', ') }), paper)
      : []),
    ...(site.note ? centered(nameIn(site.note, ticket.language, site.languages), paper) : []),
  ];
}
