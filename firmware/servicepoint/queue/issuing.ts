import type { CommandArgs } from '../commands';
import { accept, type Decision, refuse } from '../decision';
import { closedResult, issuingSpanAt, waitsPastClosing } from '../opening/closed';
import type { Rules } from '../rules';
import { queueOf, type ServicePointView } from '../state';
import type { Channel } from '../vocabulary';
import { estimateWait } from '../wait/estimate';
import { codeOf, nextNumber } from './numbering';

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
  const kiosk = args.kiosk === undefined ? [...rules.kiosks.values()][0] : rules.kiosks.get(args.kiosk);
  if (!kiosk) return refuse('kiosk-unknown', args.kiosk ?? 'the site has none');
  if (!issuingSpanAt(rules, service, at)) {
    return refuse('service-closed', service.id, closedResult(rules, service, at));
  }
  if (channel === 'button' && (!kiosk.printer || state.devices.get(kiosk.printer)?.health === 'failed')) {
    return refuse('printer-unable', kiosk.id);
  }
  const number = nextNumber(state.numbers.get(service.letter));
  if (number === undefined) return refuse('numbers-exhausted', service.id);

  const estimate = estimateWait(state, rules, service.id, at);
  if (waitsPastClosing(rules, service, at, estimate?.minutes)) {
    return refuse('queue-past-closing', service.id, closedResult(rules, service, at));
  }

  const ticket = codeOf(service.letter, number);
  const ahead = queueOf(state, service.id).length;
  const language =
    args.language !== undefined && rules.languages.includes(args.language)
      ? args.language
      : rules.languages[0];
  return accept(
    [
      {
        type: 'ticket.issued',
        data: {
          ticket,
          day: state.day,
          service: service.id,
          language,
          needsTime: args.needsTime ?? false,
          ahead,
          ...(estimate && { estimate }),
          channel,
          kiosk: kiosk.id,
          print: kiosk.printer !== undefined,
        },
      },
    ],
    { ticket, service: service.id, ahead, language, ...(estimate && { estimate }) },
  );
}
