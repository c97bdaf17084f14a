import type { CounterFeed } from './counter-feed';

/** Arguments of the command that a button of the panel sends, with what the officer saw; nothing if what it is about is gone. */
export function argsOf(name: string, value: string, feed: CounterFeed): object | undefined {
  const { counter, mark: seen, current, missed, place } = feed;
  switch (name) {
    case 'call':
      return { counter, ticket: value, seen };
    case 'park':
      return { counter, seen, ...(value !== '' && { minutes: Number(value) }) };
    case 'transfer':
      return current && { ticket: current.code, service: value, seen };
    case 'reinstate': {
      const ticket = missed.find(({ code }) => code === value);
      return ticket && { ticket: value, seen: ticket.mark };
    }
    case 'acknowledge':
      return { ring: value, ...(place && { place: place.id }) };
    case 'message-seen':
      return { counter, message: Number(value) };
    case 'presence':
      return place && { place: place.id, state: value };
    case 'help':
    case 'help-over':
      return { counter };
    default:
      return { counter, seen };
  }
}
