import type { PrintDocument } from '../../hal/print-document';
import type { PaperWidth } from '../../hal/ticket-printer';
import { type TextPlace, texts } from '../texts/texts';
import { centered, centeredLarge } from './centered';

export interface TestTicket {
  /** Name of the printer in the site file. */
  readonly device: string;
  /** Milliseconds since 1970-01-01 UTC. */
  readonly at: number;
  /** The technician's. */
  readonly language: string;
}

/**
 * The letters beyond ASCII, in a line each by how a printer commonly gets them: its western page, its central European page, drawn
 * dot by dot. A wrong page garbles one line and leaves the others.
 */
const letters = ['å ä ö Å Ä Ö €', 'á č đ š ž Á Č Đ Š Ž', 'ŋ ŧ Ŋ Ŧ'];

/** What a technician prints to see which printer this is, that nothing is cut off and that every letter is right. */
export function testTicketDocument(test: TestTicket, place: TextPlace, paper: PaperWidth): PrintDocument {
  const words = texts(test.language, place);
  const { roll: millimetres, columns, dots } = paper;
  const time = words.format('ticket.issued', { date: words.date(test.at), time: words.time(test.at) });
  return [
    ...centeredLarge(words.format('test.title'), paper),
    { block: 'rule' },
    ...centered(words.format('test.device', { device: test.device }), paper),
    ...centered(words.format('test.paper', { millimetres, columns, dots }), paper),
    { block: 'rule' },
    ...centered(words.format('test.characters'), paper),
    ...letters.flatMap(line => centered(line, paper, true)),
    { block: 'rule' },
    ...centered(words.format('test.ruler', { columns }), paper),
    { block: 'text', text: ruler(columns) },
    { block: 'rule' },
    ...centered(time, paper),
  ];
}

/** `....5....10...15`: a number ends in the column that it names. */
function ruler(columns: number): string {
  let line = '';
  for (let column = 5; column <= columns; column += 5)
    line = line.padEnd(column - `${column}`.length, '.') + column;
  return line.padEnd(columns, '.');
}
