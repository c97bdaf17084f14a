import type { CommandArgs } from '../commands';
import { accept, type Decision, type EventDraft } from '../decision';
import { chainFacts, forgottenChains } from '../ringing/chain';
import { endedByStart } from '../ringing/ending';
import type { Rules } from '../rules';
import type { DeviceReport, ServicePointView } from '../state';

/** What the box tells about itself: its start, its printers, its devices. */

/** At a start, tickets whose print job was under way cannot be known to have come out; none is printed again (product.md, "Tickets"). */
export function started(state: ServicePointView, version: string, rules: Rules): Decision {
  const events: EventDraft[] = [{ type: 'appliance.started', data: { version } }];
  for (const ticket of state.tickets.values()) {
    if (ticket.print !== 'pending') continue;
    events.push({
      type: 'ticket.print-unconfirmed',
      data: { ticket: ticket.code, outcome: 'unknown', code: 'print-restarted' },
    });
  }
  events.push(...endedByStart(state, rules), ...forgottenChains(state, rules));
  return accept(events);
}

/** The end of a print job; of no more interest once the ticket's day is over. */
export function printEnded(state: ServicePointView, args: CommandArgs<'print-ended'>): Decision {
  const { ticket, outcome, code } = args;
  if (state.tickets.get(ticket)?.print !== 'pending') return accept([]);
  if (outcome === 'done') return accept([{ type: 'ticket.printed', data: { ticket } }]);
  return accept([
    { type: 'ticket.print-unconfirmed', data: { ticket, outcome, code: code ?? 'print-timeout' } },
  ]);
}

const unheardOf = { health: 'unknown', code: 'device-not-started', warnings: [] } as const;

type Report = Pick<DeviceReport, 'health' | 'code' | 'warnings'>;

function isSame(before: Report, after: Report): boolean {
  return (
    before.health === after.health &&
    before.code === after.code &&
    before.warnings.join() === after.warnings.join()
  );
}

/** How the machine is (DIA-01): a fact only when it changes what is known. */
export function boxReported(state: ServicePointView, args: CommandArgs<'box-reported'>): Decision {
  const same = isSame(state.boxes.get(args.satellite ?? '') ?? unheardOf, args);
  return accept(same ? [] : [{ type: 'appliance.health-changed', data: args }]);
}

/** A fact only when it changes what is known; a device that was not heard of since the start is unknown already. */
export function deviceReported(
  state: ServicePointView,
  args: CommandArgs<'device-reported'>,
  rules: Rules,
): Decision {
  const same = isSame(state.devices.get(args.device) ?? unheardOf, args);
  const changed: EventDraft[] = same ? [] : [{ type: 'device.changed', data: args }];
  return accept([...changed, ...chainFacts(state, args, rules)]);
}

/** The clock was set while the box ran. What is under way keeps its age. */
export function clockStepped(by: number): Decision {
  return accept([{ type: 'appliance.clock-stepped', data: { by } }]);
}

/** The journal had no room for what nobody fetched (product.md, "Nothing is lost"): that it is gone is a fact that is sent. */
export function eventsDropped(args: CommandArgs<'events-dropped'>): Decision {
  return accept([{ type: 'appliance.events-dropped', data: args }]);
}
