import type { Command, CommandName } from '../commands';
import type { Rules } from '../rules';
import type { ServicePointView } from '../state';
import type { Actor, Role } from './actor';

/** How far a right reaches: everywhere; the asker's own counter; the asker's own advisor place, or that of its counter; tickets of services that the asker's counter serves, or that the asker's advisor place is for (TKT-26). */
type Reach = 'everywhere' | 'own-counter' | 'own-place' | 'own-services';

/**
 * Who may do what (product.md, "Rights"; TKT-09, TKT-10, 003:3035). What does not stand here is refused: a lobby advisor never calls
 * and never reorders, technician and central never touch the queue.
 */
export const rights: Readonly<Record<CommandName, Partial<Record<Role, Reach>>>> = {
  'take-ticket': { customer: 'everywhere', counter: 'everywhere', advisor: 'own-services' },
  'check-in': { customer: 'everywhere', counter: 'everywhere', advisor: 'everywhere' },
  bookings: { central: 'everywhere' },
  next: { counter: 'own-counter' },
  call: { counter: 'own-counter' },
  recall: { counter: 'own-counter' },
  arrived: { counter: 'own-counter' },
  done: { counter: 'own-counter' },
  'no-show': { counter: 'own-counter' },
  park: { counter: 'own-counter' },
  transfer: { counter: 'own-services', advisor: 'own-services' },
  cancel: { counter: 'own-services', advisor: 'own-services' },
  reinstate: { counter: 'own-services', advisor: 'own-services' },
  acknowledge: { counter: 'everywhere', advisor: 'everywhere' },
  'wrong-call': { counter: 'everywhere', advisor: 'everywhere' },
  help: { customer: 'everywhere', counter: 'own-counter', advisor: 'everywhere' },
  'help-over': { customer: 'everywhere', counter: 'own-counter', advisor: 'everywhere' },
  presence: { counter: 'own-place', advisor: 'own-place' },
  message: { advisor: 'everywhere' },
  'message-seen': { counter: 'own-counter' },
  'answer-feedback': { customer: 'everywhere' },
  'paper-feedback': { advisor: 'everywhere', technician: 'everywhere' },
  'print-summary': { counter: 'everywhere', advisor: 'everywhere', technician: 'everywhere' },
  'restore-config': { technician: 'everywhere', central: 'everywhere' },
  mode: { technician: 'everywhere', central: 'everywhere' },
  'self-test': { technician: 'everywhere', central: 'everywhere' },
  restart: { technician: 'everywhere', central: 'everywhere' },
  'pair-technician': { counter: 'everywhere', advisor: 'everywhere', technician: 'everywhere' },
};

/** Whether this asker may give this command. A counter that does not say which one it is has the rights of the one it speaks of. */
export function isAllowed(
  { role, place }: Actor,
  { name, args }: { readonly name: CommandName; readonly args: Command['args'] },
  state: ServicePointView,
  rules: Rules,
): boolean {
  const reach = rights[name][role];
  if (reach === undefined || reach === 'everywhere' || place === undefined) return reach !== undefined;
  if (reach === 'own-counter') return 'counter' in args && args.counter === place;
  if (reach === 'own-place')
    return (
      'place' in args && (args.place === place || rules.places?.get(args.place ?? '')?.counter === place)
    );
  const own = role === 'advisor' ? rules.places?.get(place)?.services : rules.counters.get(place)?.services;
  // A place of an advisor that names no queues, or that the site file does not know, is for all of them.
  if (!own) return role === 'advisor';
  const ticket = 'ticket' in args ? state.tickets.get(args.ticket) : undefined;
  if (name === 'take-ticket') return 'service' in args && own.includes(args.service ?? '');
  // What does not exist is for the command itself to say.
  return !ticket || own.includes(ticket.service);
}
