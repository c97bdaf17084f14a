import type { Hal } from '../../hal/hal';
import type { Time } from '../../hal/platform/time';
import type { PrintOutcome } from '../../hal/ticket-printer';
import type { SiteNow } from '../configuration/site-now';
import { testTicketDocument } from './test-ticket-document';

interface Place {
  readonly hal: Hal;
  readonly site: SiteNow;
  readonly time: Time;
}

/** A test ticket in the first language of the site; nothing if the device is no printer. */
export function printTestTicket(
  device: string,
  { hal, site, time }: Place,
): Promise<PrintOutcome> | undefined {
  if (hal.devices.get(device)?.kind !== 'ticket-printer') return undefined;
  const printer = hal.find('ticket-printer', device);
  const { languages, timezone } = site.now;
  const [language = 'en'] = languages;
  return printer?.print(
    testTicketDocument({ device, at: time.now(), language }, { languages, timezone }, printer.paper),
  );
}
