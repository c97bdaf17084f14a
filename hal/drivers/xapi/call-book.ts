import type { RingEnd } from '../../ring-source';
import type { CallReport } from './call-report';

export type RingChange =
  | { readonly ring: 'begins'; readonly call: string; readonly caller?: string }
  | { readonly ring: 'ends'; readonly call: string; readonly end: RingEnd };

const answeredStates: readonly (string | undefined)[] = ['Answered', 'Autoanswered'];
const endedStatuses: readonly (string | undefined)[] = ['Disconnecting', 'Idle'];

/**
 * The calls of one unit and which of them ring: incoming, status Ringing, not answered. AnswerState Ignored stays a ring, for somebody still waits.
 * Values as in the unit's API guide, xStatus Call.
 */
export class CallBook {
  readonly #calls = new Map<string, CallReport>();

  get ringing(): readonly string[] {
    return [...this.#calls.values()].filter(rings).map(({ id }) => id);
  }

  /** Feedback: fields that changed, or a ghost. */
  change(report: CallReport): readonly RingChange[] {
    const before = this.#calls.get(report.id);
    if (report.isGhost) {
      this.#calls.delete(report.id);
      return before && rings(before) ? [{ ring: 'ends', call: report.id, end: 'ended' }] : [];
    }
    const after = { ...before, ...report };
    this.#calls.set(report.id, after);
    return changes(before, after);
  }

  /** The whole list. A ring that is not on it ended unseen: how, nobody knows. */
  replace(reports: readonly CallReport[]): readonly RingChange[] {
    const before = new Map(this.#calls);
    this.#calls.clear();
    for (const report of reports) if (!report.isGhost) this.#calls.set(report.id, report);
    const gone = [...before.values()].filter(call => rings(call) && !this.#has(call));
    return [
      ...gone.map(({ id }) => endUnseen(id)),
      ...[...this.#calls.values()].flatMap(call => {
        const known = before.get(call.id);
        return changes(known && isSame(known, call) ? known : undefined, call);
      }),
    ];
  }

  /** Nothing can be known any more. */
  forget(): readonly RingChange[] {
    const { ringing } = this;
    this.#calls.clear();
    return ringing.map(endUnseen);
  }

  #has(call: CallReport): boolean {
    const now = this.#calls.get(call.id);
    return now !== undefined && isSame(call, now);
  }
}

const endUnseen = (call: string): RingChange => ({ ring: 'ends', call, end: 'unknown' });

function rings({ status, direction, answer }: CallReport): boolean {
  return status === 'Ringing' && direction === 'Incoming' && !answeredStates.includes(answer);
}

/** A unit that restarted gives its ids anew: the same id with another caller is another call. */
function isSame(a: CallReport, b: CallReport): boolean {
  return a.caller === undefined || b.caller === undefined || a.caller === b.caller;
}

function changes(before: CallReport | undefined, after: CallReport): readonly RingChange[] {
  const rang = before !== undefined && rings(before);
  if (rang === rings(after)) return [];
  const { id: call, caller } = after;
  return rang
    ? [{ ring: 'ends', call, end: endOf(after) }]
    : [{ ring: 'begins', call, ...(caller !== undefined && { caller }) }];
}

/** Of a call that rang and rings no more. A call that is neither ended nor ringing goes on, so somebody took it. */
function endOf({ status, answer }: CallReport): RingEnd {
  return answeredStates.includes(answer) || !endedStatuses.includes(status) ? 'answered' : 'ended';
}
