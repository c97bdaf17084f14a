import type { EventData } from '../events';
import type { KioskRules, Rules, ServiceRules } from '../rules';
import type { ServicePointView } from '../state';
import type { Channel, WaitEstimate } from '../vocabulary';
import { codeOf, nextNumber } from './numbering';

export interface TicketRequest {
  readonly service: ServiceRules;
  readonly kiosk: KioskRules;
  readonly channel: Channel;
  /** One that the site does not have is the first of the site. */
  readonly language?: string;
  readonly needsTime?: boolean;
  /** People, 2 or more. */
  readonly group?: number;
  readonly ahead: number;
  readonly estimate?: WaitEstimate;
  /** Time of the appointment, ms since 1970-01-01 UTC. */
  readonly slot?: number;
}

type Issued = { readonly type: 'ticket.issued'; readonly data: EventData<'ticket.issued'> };

/** TKT-03, TKT-25. The fact that gives the next number of a service; undefined when the day has no more. */
export function newTicket(state: ServicePointView, rules: Rules, request: TicketRequest): Issued | undefined {
  const { service, kiosk, channel, ahead, estimate, slot, group, needsTime = false } = request;
  const number = nextNumber(state.numbers.get(service.letter));
  if (number === undefined) return undefined;
  const [first] = rules.languages;
  const language = rules.languages.find(known => known === request.language) ?? first;
  return {
    type: 'ticket.issued',
    data: {
      ticket: codeOf(service.letter, number),
      day: state.day,
      service: service.id,
      language,
      needsTime,
      ...(group !== undefined && { group }),
      ahead,
      ...(estimate && { estimate }),
      ...(slot !== undefined && { slot }),
      channel,
      kiosk: kiosk.id,
      print: kiosk.printer !== undefined,
    },
  };
}

/** The kiosk of an id, or the first of the site if none is asked for. */
export function kioskFor(rules: Rules, id: string | undefined): KioskRules | undefined {
  return id === undefined ? [...rules.kiosks.values()][0] : rules.kiosks.get(id);
}
