import type { AdvisorFeed } from './advisor-feed';
import type { AdvisorState } from './advisor-state';
import { ownPlace } from './advisor-view';

/** Arguments of the command that a button of the tablet sends, with what the advisor saw; nothing if what it is about is gone. */
export function argsOf(
  name: string,
  value: string,
  feed: AdvisorFeed,
  state: AdvisorState,
): object | undefined {
  const place = ownPlace(feed, state);
  switch (name) {
    case 'take-ticket':
      return {
        service: value,
        language: state.issueIn ?? state.look.language,
        ...(state.issueTime && { needsTime: true }),
      };
    case 'transfer': {
      const [code = '', service = ''] = value.split(' ');
      return withTicket(feed, code, { service });
    }
    case 'cancel':
    case 'reinstate':
      return withTicket(feed, value, {});
    case 'acknowledge':
      return { ring: value, ...(place !== undefined && { place }) };
    case 'wrong-call':
      return { ring: value };
    case 'help-over': {
      const call = feed.calls.find(({ ring }) => ring === value);
      if (!call) return undefined;
      return call.counter === undefined ? { source: call.source } : { counter: call.counter };
    }
    case 'presence':
      return place === undefined ? undefined : { place, state: value };
    case 'message': {
      const { preset, tell, about } = state;
      if (preset === undefined || tell.length === 0) return undefined;
      return { preset, counters: tell, ...(about !== undefined && { about }) };
    }
    default:
      return undefined;
  }
}

function withTicket({ tickets }: AdvisorFeed, code: string, more: object): object | undefined {
  const ticket = tickets.find(other => other.code === code);
  return ticket && { ticket: code, ...more, seen: ticket.mark };
}
