import type { Clockwork } from '../clockwork';
import type { EventDraft } from '../decision';
import type { FeedbackView, RecentPress } from './feedback-state';
import { findMisuse } from './misuse-filter';
import { gatheredAt, gatheredUpTo, released, releaseRule, toldLeftOut } from './release-rule';

/**
 * PRV-01, FBK-13 and product.md, "Feedback": nobody can tie an answer to a visitor. At full hours: what is old enough is judged in hindsight, mixed, and some of it leaves. The filter sees what came after as well, so
 * misuse over the turn of an hour is one.
 */
export const feedbackClock: Clockwork = {
  due({ feedback, mode }, _rules, at) {
    const gathering = gatherFacts(feedback, at);
    if (gathering.length > 0) return gathering;
    // A fact made now would bear the mode of the box, and what leaves is of live customers.
    return mode === 'live' ? releaseFacts(feedback) : [];
  },

  next({ feedback }) {
    let next = Number.POSITIVE_INFINITY;
    for (const { recent } of feedback.units.values()) {
      for (const { at, settled } of recent) if (!settled) next = Math.min(next, gatheredAt(at));
    }
    return next;
  },
};

function gatherFacts(state: FeedbackView, at: number): EventDraft[] {
  const limit = gatheredUpTo(at);
  const facts: EventDraft[] = [];
  for (const [unit, { recent }] of state.units) {
    const last = recent.findLastIndex(press => !press.settled && press.at < limit);
    const through = recent[last];
    if (!through) continue;
    facts.push(...markFacts(unit, recent, last));
    facts.push({ type: 'feedback.gathered', data: { unit, through: through.press } });
  }
  return facts;
}

/** Marks of what is about to be mixed, up to the place `last`. */
function markFacts(unit: string, recent: readonly RecentPress[], last: number): EventDraft[] {
  const firstOpen = recent.findIndex(({ settled }) => !settled);
  return findMisuse(recent).flatMap(misuse => {
    const first = recent[Math.max(misuse.first, firstOpen)];
    const end = recent[Math.min(misuse.last, last)];
    if (!first || !end || first.press > end.press) return [];
    return [
      {
        type: 'feedback.marked' as const,
        data: { unit, mark: misuse.mark, first: first.press, last: end.press },
      },
    ];
  });
}

/** One at a time, as each draw counts. */
function releaseFacts(state: FeedbackView): EventDraft[] {
  for (const pool of state.pools.values()) {
    const counts = released(pool, state);
    if (!counts) continue;
    const { stream, from, to } = pool;
    const hours = { from: Math.min(from, to - releaseRule.hour), to };
    const data = { ...stream, ...hours, counts: [...counts], leftOut: toldLeftOut(pool.leftOut) };
    return [{ type: 'feedback.released', data }];
  }
  return [];
}
