import type { Announcement } from './announcement-state';
import { type AnnouncementRules, usualAnnouncements } from './calling-rules';

const msOfSecond = 1000;
const never = Number.POSITIVE_INFINITY;

/** The display is dark so long before it shows a number again that it has just shown, ms: what does not change is not seen. */
const pause = 2 * msOfSecond;

/** A number on the lobby display, from an instant until another, ms since 1970-01-01 UTC. */
export interface Showing {
  readonly ticket: string;
  /** Where to go (DSP-09). */
  readonly counter: string;
  readonly time: 'first' | 'second';
  readonly from: number;
  readonly to: number;
}

export interface LobbyNow {
  /** Absent while the display is dark. */
  readonly showing?: Showing;
  /** When something else is to be shown, unless somebody is called before; Infinity when nothing is. */
  readonly changesAt: number;
}

/** What stands on the lobby display at an instant. */
export function lobbyAt(
  announcements: readonly Announcement[],
  rules: AnnouncementRules | undefined,
  at: number,
): LobbyNow {
  const plan = showings(announcements, rules);
  const index = plan.findLastIndex(({ from }) => from <= at);
  const showing = plan[index];
  const following = plan[index + 1]?.from ?? Number.POSITIVE_INFINITY;
  if (showing && at < showing.to) return { showing, changesAt: showing.to };
  return { changesAt: following };
}

/** A number on its way through the display. */
interface Call {
  readonly ticket: string;
  counter: string;
  overAt: number;
  missed: boolean;
  /** When it was shown first. */
  firstAt: number;
}

/**
 * The plan of the lobby display, for calls in the order in which they came.
 *
 * - Every call is shown for `seconds` at least, however many come at once: they queue up, none is skipped, none is cut short.
 * - It is shown again `againAfter` seconds after its first time, or as soon after that as everybody has been shown once. Not if its
 *   customer has come by then or is called no more (CAL-03); whoever did not come in time is shown again all the same, so that nobody's number
 *   passes once and quickly because an officer went on.
 * - A call again begins anew: it is shown at once and a second time. One whose number has not been shown yet is shown with it.
 * - While nothing else is to be shown a number stays until shortly before its second time: a late look is not in vain.
 *
 * What was shown in the past does not depend on what is called or ends later, so every moment can be asked for at any time.
 */
export function showings(
  announcements: readonly Announcement[],
  { seconds, againAfter }: AnnouncementRules = usualAnnouncements,
): Showing[] {
  const least = seconds * msOfSecond;
  const again = againAfter * msOfSecond;
  const most = Math.max(least, again - pause);
  const plan: Showing[] = [];
  const known = new Map<string, Call>();
  const fresh: Call[] = [];
  let shown: Call[] = [];
  let admitted = 0;
  let last: { readonly call: Call; readonly time: Showing['time']; readonly from: number } | undefined;

  const admit = (until: number) => {
    for (let one = announcements[admitted]; one && one.at <= until; one = announcements[++admitted]) {
      const { ticket, counter, overAt = never, missed = false } = one;
      const before = known.get(ticket);
      if (before && before.firstAt >= one.at) {
        Object.assign(before, { counter, overAt, missed });
        continue;
      }
      if (before) shown = shown.filter(call => call !== before);
      const call = { ticket, counter, overAt, missed, firstAt: never };
      known.set(ticket, call);
      fresh.push(call);
    }
  };
  /** Ends the last showing: at the latest when another begins. */
  const end = (begins: number): number => {
    if (!last) return Number.NEGATIVE_INFINITY;
    const { call, time, from } = last;
    const to = Math.min(from + most, begins, Math.max(from + least, call.overAt));
    plan.push({ ticket: call.ticket, counter: call.counter, time, from, to });
    return to;
  };

  for (;;) {
    const free = last ? last.from + least : Number.NEGATIVE_INFINITY;
    const due = fresh.length > 0 ? free : (shown[0]?.firstAt ?? never) + again;
    const start = Math.max(free, Math.min(due, announcements[admitted]?.at ?? never));
    if (start === never) break;
    admit(start);
    const time = fresh.length > 0 ? 'first' : 'second';
    if (time === 'second' && (shown[0]?.firstAt ?? never) + again > start) continue;
    const call = fresh.shift() ?? shown.shift();
    if (!call || (time === 'second' && call.overAt <= start && !call.missed)) continue;
    const before = last?.call.ticket === call.ticket ? pause : 0;
    const from = Math.max(start, end(start) + before);
    if (time === 'first') {
      call.firstAt = from;
      shown.push(call);
    }
    last = { call, time, from };
  }
  end(never);
  return plan;
}
