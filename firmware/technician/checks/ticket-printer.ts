import { catalogue } from '../../../hal/platform/catalogue';
import type { PrintOutcome, TicketPrinter } from '../../../hal/ticket-printer';
import { testTicketDocument } from '../../tickets/test-ticket-document';
import { type Check, fail, pass, type Verdict } from './check';

/** Prints the test ticket and says what became of it. */
export async function checkTicketPrinter(check: Check<TicketPrinter>): Promise<Verdict> {
  const { device, time, timezone, say } = check;
  say('A test ticket is sent.');
  const test = { device: device.name, at: time.now(), language: 'en' };
  const place = { languages: ['en'], timezone };
  const outcome = await device.print(testTicketDocument(test, place, device.paper));
  return verdictOn(outcome, check);
}

const look = 'Look at the ticket: is every letter right, and does the ruler go from edge to edge?';

async function verdictOn(ended: PrintOutcome, { device, ask }: Check<TicketPrinter>): Promise<Verdict> {
  const careful = (device.status.warnings ?? []).map(
    code => `${catalogue[code].what}. ${catalogue[code].advice}`,
  );
  if (ended.outcome === 'done')
    return pass('Done: the printer says that the ticket is printed and cut.', [look, ...careful]);
  const { what, advice } = catalogue[ended.code];
  if (ended.outcome === 'not-done')
    return fail(`Not done: no ticket came out. ${what} (${ended.code}).`, [advice]);
  const seen = await ask('Did a whole test ticket come out?');
  const reason = `${what} (${ended.code}).`;
  if (seen) return pass(`The printer did not say so, but you saw the ticket. ${reason}`, [look, ...careful]);
  if (seen === false) return fail(`No whole ticket came out. ${reason}`, [advice]);
  return fail(`Not known: the printer does not say whether a ticket came out. ${reason}`, [advice]);
}
