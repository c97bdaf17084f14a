import type { CommandArgs } from '../commands';
import { accept, type Decision, refuse } from '../decision';
import { closedResult, issuingSpanAt, waitsPastClosing } from '../opening/closed';
import type { Rules } from '../rules';
import { queueOf, type ServicePointView } from '../state';
import type { Channel } from '../vocabulary';
import { estimateWait } from '../wait/estimate';
import { kioskFor, newTicket } from './new-ticket';

/**
 * A customer takes a number (TKT rows). A closed service gives none (TKT-13). A button gives none while its printer is known to be
 * unable, because nothing could show the number; every other way in shows it itself, and the paper is told as not done.
 */
export function takeTicket(
  state: ServicePointView,
  args: CommandArgs<'take-ticket'>,
  context: { readonly at: number; readonly channel: Channel; readonly rules: Rules },
): Decision {
  const { rules, at, channel } = context;
  const service = rules.services.get(args.service);
  if (!service) return refuse('service-unknown', args.service);
  const kiosk = kioskFor(rules, args.kiosk);
  if (!kiosk) return refuse('kiosk-unknown', args.kiosk ?? 'the site has none');
  if (!issuingSpanAt(rules, service, at)) {
    return refuse('service-closed', service.id, closedResult(rules, service, at));
  }
  if (channel === 'button' && (!kiosk.printer || state.devices.get(kiosk.printer)?.health === 'failed')) {
    return refuse('printer-unable', kiosk.id);
  }
  const ahead = queueOf(state, service.id).length;
  const estimate = estimateWait(state, rules, service.id, at);
  if (waitsPastClosing(rules, service, at, estimate?.minutes)) {
    return refuse('queue-past-closing', service.id, closedResult(rules, service, at));
  }

  const request = { ...args, service, kiosk, channel, ahead, ...(estimate && { estimate }) };
  const issued = newTicket(state, rules, request);
  if (!issued) return refuse('numbers-exhausted', service.id);
  const { ticket, language } = issued.data;
  return accept([issued], { ticket, service: service.id, ahead, language, ...(estimate && { estimate }) });
}
