import type { Showing } from '../servicepoint/queue/announcements';
import type { TicketState } from '../servicepoint/queue/ticket';
import type { ServicePointView } from '../servicepoint/state';
import type { LatestCall } from './pages/display/display-feed';

/** States in which a ticket was called and has gone nowhere else since. */
const calledStates: readonly TicketState[] = ['called', 'serving', 'served', 'no-show'];

/** Who was called, the newest first, and who is planned to be shown later. @param plan of the lobby displays */
export function callsOf({ tickets }: ServicePointView, plan: readonly Showing[]): LatestCall[] {
  const shown = new Map<string, number>();
  for (const { ticket, time, from } of plan) if (time === 'first') shown.set(ticket, from);
  const calls = [...tickets.values()].flatMap(({ code, counter, calledAt, state }) => {
    if (counter === undefined || calledAt === undefined || !calledStates.includes(state)) return [];
    const from = shown.get(code) ?? calledAt;
    return [{ ticket: code, counter, from, awaited: state === 'called' }];
  });
  return calls.sort((one, other) => other.from - one.from);
}
