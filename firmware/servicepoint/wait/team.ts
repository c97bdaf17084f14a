import type { OpenSpan } from '../opening/opening';
import type { CounterNow } from './presence';

/** A time in which a counter serves; ms, `to` may be Infinity. */
export type Shift = OpenSpan;

/** A counter with the times at which somebody will serve at it, in order. */
export interface Staffed {
  readonly counter: CounterNow;
  readonly shifts: readonly Shift[];
}

export interface TeamView {
  readonly at: number;
  /** Counters that serve the same services: their advisors stand in for each other. */
  readonly counters: readonly CounterNow[];
  /** When an advisor is to be at each of them; undefined if that is not known. */
  readonly rosters: readonly (readonly OpenSpan[])[] | undefined;
  /** Mean rest of a service that goes on, ms: whoever leaves ends it first. */
  readonly rest: number;
  /** What is left of the service at a counter, ms. */
  readonly restAt: (counter: CounterNow) => number;
}

/** From `from` on so many are there. */
interface Step {
  readonly from: number;
  readonly count: number;
}

/** How long an absence that no roster knows still goes on, ms. */
const absence = 25 * 60_000;

/**
 * Who of a team will serve when: the roster, corrected by what is seen. The roster gives how many, not who: advisors swap breaks. After
 * its last shift of the day whoever is there stays until everybody is served.
 */
export function staffedTeam(team: TeamView): Staffed[] {
  const { at, counters, rosters } = team;
  const serving = counters.filter(({ presence }) => presence === 'serving').sort(byRest(team));
  const free = counters.filter(({ presence }) => presence === 'free');
  const unseen = counters.filter(({ presence }) => presence === 'unseen');
  const away = counters.filter(({ presence }) => presence === 'away');
  if (!rosters) {
    const steps = [{ from: at, count: serving.length + free.length }];
    return staffed([...serving, ...free, ...unseen, ...away], steps, team);
  }
  const plan = planOf(rosters, at);
  const planned = countOf(plan[0]);
  const possible = serving.length + free.length + unseen.length;
  const present = Math.min(Math.max(planned, serving.length), possible);
  const ranked = [...serving, ...free, ...unseen, ...away];
  if (present < planned) return staffed(ranked, between(plan, at, at + absence, present - planned), team);
  return staffed(ranked, extra(plan, serving, at, rosters), team);
}

/** Those whose service lasts longest first: the others are free to leave sooner. */
function byRest({ restAt }: TeamView): (a: CounterNow, b: CounterNow) => number {
  return (a, b) => restAt(b) - restAt(a);
}

/** How many are to be there from now on. */
function planOf(rosters: readonly (readonly OpenSpan[])[], at: number): Step[] {
  const spans = rosters.flat();
  const end = Math.max(at, ...spans.map(({ to }) => to));
  const countAt = (instant: number) => spans.filter(({ from, to }) => from <= instant && instant < to).length;
  const lastCount = spans.filter(({ to }) => to === Math.max(...spans.map(span => span.to))).length;
  const changes = [...new Set([at, ...spans.flatMap(({ from, to }) => [from, to])])]
    .filter(instant => instant >= at)
    .sort((a, b) => a - b);
  return changes.map(from => ({ from, count: from >= end ? lastCount : countAt(from) }));
}

/** More serve than there should be: whoever was called to before the shift ended leaves after that, the others stay for now. */
function extra(
  plan: readonly Step[],
  serving: readonly CounterNow[],
  at: number,
  rosters: readonly (readonly OpenSpan[])[],
): Step[] {
  const planned = countOf(plan[0]);
  const lastEnd = Math.max(
    Number.NEGATIVE_INFINITY,
    ...rosters.flat().flatMap(({ to }) => (to <= at ? [to] : [])),
  );
  const stay = serving.filter(({ ticket }) => (ticket?.calledAt ?? 0) >= lastEnd).length - planned;
  if (stay <= 0) return [...plan];
  return between(plan, at, plan[1]?.from ?? Number.POSITIVE_INFINITY, stay);
}

/** The plan with a difference for some time. */
function between(plan: readonly Step[], from: number, until: number, difference: number): Step[] {
  const inside = plan.filter(step => step.from < until);
  const back = { from: until, count: countOf(inside.at(-1)) };
  return [
    ...inside.map(step => ({ from: Math.max(step.from, from), count: Math.max(0, step.count + difference) })),
    ...(until === Number.POSITIVE_INFINITY ? [] : [back]),
    ...plan.filter(step => step.from > until),
  ];
}

/** Gives the first so many of the ranked the times in which so many are there. */
function staffed(ranked: readonly CounterNow[], steps: readonly Step[], { rest }: TeamView): Staffed[] {
  return ranked.map((counter, rank) => {
    const shifts: Shift[] = [];
    for (const [index, { from, count }] of steps.entries()) {
      if (count <= rank) continue;
      const next = steps[index + 1];
      const last = shifts.at(-1);
      // One of `count` leaves at the end of the first service that ends: sooner than a single one would.
      const leaving = next && next.count <= rank ? rest / count : 0;
      const to = next ? next.from + leaving : Number.POSITIVE_INFINITY;
      if (last && last.to >= from) shifts[shifts.length - 1] = { from: last.from, to };
      else shifts.push({ from, to });
    }
    return { counter, shifts };
  });
}

/** Nobody, where nothing is planned. */
function countOf(step: Step | undefined): number {
  return step?.count ?? 0;
}
