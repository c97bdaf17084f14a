import type { EventOf } from '../../../firmware/servicepoint/events';
import type { Random } from '../../../simulator/random';

/** One customer at the unit. The attacker sees when, and wants to know what. */
export interface Visit {
  readonly at: number;
  readonly answer: number;
}

/** What the attacker got to see: so many answers of the worst kind among those of customers before `before`. */
export interface Seen {
  /** Only customers from here on can be new in it; ms. */
  readonly before: number;
  readonly worst: number;
  readonly answers: number;
  /** Answers that stay mixed after it. */
  readonly stay: number;
}

const hour = 3_600_000;

export function releases(facts: readonly EventOf<'feedback.released'>[]): readonly Seen[] {
  return facts.map(({ at, data: { counts } }) => ({
    before: at - hour,
    worst: counts[0] ?? 0,
    answers: counts.reduce((sum, count) => sum + count, 0),
    stay: 5,
  }));
}

/** What would be seen if each full hour were told by itself, however few answers it has: shows that the attack works. */
export function plainHours(visits: readonly Visit[]): readonly Seen[] {
  const hours = Map.groupBy(visits, ({ at }) => Math.floor(at / hour) * hour + hour);
  return [...hours].map(([before, those]) => ({
    before,
    worst: those.filter(({ answer }) => answer === 1).length,
    answers: those.length,
    stay: 0,
  }));
}

/**
 * The best that somebody can do who knows the rule, sees every release and every customer at the unit: for each answer of the worst kind that
 * becomes known, accuse the customer whose answer is most likely among those that left. Which answers leave is drawn whatever they are,
 * so that likelihood follows from the times alone: a customer is mixed for certain until the first draw, and stays behind in each by the same chance.
 * @param own answers of the attacker, who accuses others
 */
export function accused(
  visits: readonly Visit[],
  seen: readonly Seen[],
  own: ReadonlySet<Visit>,
  random: Random,
): readonly Visit[] {
  const accusations: Visit[] = [];
  let mixed: { readonly visit: Visit; readonly likelihood: number }[] = [];
  let next = 0;
  for (const { before, worst, answers, stay } of seen) {
    for (let visit = visits[next]; visit && visit.at < before; visit = visits[++next])
      mixed.push({ visit, likelihood: 1 });
    const others = mixed.filter(({ visit }) => !own.has(visit));
    const best = Math.max(...others.map(({ likelihood }) => likelihood));
    const suspects = others.filter(({ likelihood }) => likelihood === best);
    for (let count = 0; count < worst; count++) {
      const suspect = suspects[Math.floor(random.between(0, suspects.length))];
      if (suspect) accusations.push(suspect.visit);
    }
    mixed = mixed
      .map(({ visit, likelihood }) => ({ visit, likelihood: (likelihood * stay) / (answers + stay) }))
      .filter(({ likelihood }) => likelihood > 1e-6);
  }
  return accusations;
}
