import fc from 'fast-check';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { drawFrom } from '../../../firmware/servicepoint/feedback/draw';
import { totalOf } from '../../../firmware/servicepoint/feedback/scale';
import { Random } from '../../../simulator/random';
import { accused, plainHours, releases, type Visit } from '../../support/feedback/attacker';
import {
  FeedbackOffice,
  feedbackRules,
  hour,
  minute,
  nine,
  second,
} from '../../support/feedback/feedback-office';

/** Customers far enough apart that no rule but that of the release has a say. */
const visits = fc
  .array(fc.record({ pause: fc.integer({ min: 15, max: 1200 }), answer: fc.integer({ min: 1, max: 5 }) }), {
    minLength: 1,
    maxLength: 120,
  })
  .map(list => {
    let at = nine;
    return list.map(({ pause, answer }): Visit => {
      at += pause * second;
      return { at, answer };
    });
  });

function officeAfter(list: readonly Visit[], seed: readonly number[] = [1, 2, 3, 4]): FeedbackOffice {
  const office = new FeedbackOffice(feedbackRules(), seed);
  for (const { at, answer } of list) office.press(at, answer);
  office.until((list.at(-1)?.at ?? nine) + 3 * hour);
  return office;
}

test('what leaves is at least five answers of full hours, one hour after the last of them at the earliest', () => {
  fc.assert(
    fc.property(visits, list => {
      for (const { at, data } of officeAfter(list).of('feedback.released')) {
        assert.ok(totalOf(data.counts) >= 5);
        assert.ok(data.from % hour === 0 && data.to % hour === 0 && data.from < data.to);
        assert.ok(at % hour === 0 && at >= data.to + hour, 'late enough');
      }
    }),
    { numRuns: 60 },
  );
});

test('of feedback nothing but releases leaves the box', () => {
  const office = officeAfter(
    Array.from({ length: 60 }, (_, index) => ({ at: nine + index * minute, answer: 5 })),
  );
  const types = new Set(
    office.published.map(({ type }) => type).filter(type => type.startsWith('feedback.')),
  );
  assert.equal([...types], ['feedback.released']);
});

test('each answer leaves once or never, and at least five stay behind', () => {
  fc.assert(
    fc.property(visits, list => {
      const out = [0, 0, 0, 0, 0];
      let left = 0;
      for (const { at, data } of officeAfter(list).of('feedback.released')) {
        for (const [place, count] of data.counts.entries()) out[place] = (out[place] ?? 0) + count;
        left += totalOf(data.counts);
        assert.ok(list.filter(visit => visit.at < at - hour).length - left >= 5, 'five stay behind');
      }
      for (const [place, count] of out.entries())
        assert.ok(count <= list.filter(({ answer }) => answer === place + 1).length, 'once');
    }),
    { numRuns: 60 },
  );
});

test('when answers leave, and how many, tells nothing of what they are', () => {
  fc.assert(
    fc.property(
      visits,
      fc.array(fc.integer({ min: 1, max: 5 }), { minLength: 120, maxLength: 120 }),
      (list, others) => {
        const other = list.map((visit, index) => ({ ...visit, answer: others[index] ?? 1 }));
        const seen = (of: readonly Visit[]) =>
          officeAfter(of)
            .of('feedback.released')
            .map(({ at, data }) => ({ at, ...data, counts: totalOf(data.counts) }));
        assert.equal(seen(list), seen(other));
      },
    ),
    { numRuns: 60 },
  );
});

test('whatever left, each customer may have answered otherwise: who stays behind is drawn', () => {
  // One customer of twelve is unhappy. Over all draws that customer's answer leaves in some and stays in others.
  const list = Array.from({ length: 12 }, (_, index) => ({
    at: nine + index * minute,
    answer: index === 7 ? 1 : 5,
  }));
  let seen = 0;
  for (let seed = 1; seed <= 400; seed++) {
    const [release] = officeAfter(list, [seed, 0, 0, 0]).of('feedback.released');
    seen += release?.data.counts[0] ?? 0;
  }
  assert.ok(Math.abs(seen / 400 - 7 / 12) < 0.08, `left in ${seen} of 400, expected 7 of 12`);
});

test('every answer of a pool is as likely to be drawn as any other', () => {
  const counts = [2, 3, 5, 7, 3];
  const sums = [0, 0, 0, 0, 0];
  const draws = 4000;
  for (let number = 0; number < draws; number++) {
    for (const [place, count] of drawFrom(counts, 10, { seed: [7, 7, 7, 7], number }).entries())
      sums[place] = (sums[place] ?? 0) + count;
  }
  for (const [place, sum] of sums.entries())
    assert.ok(Math.abs(sum / draws - (counts[place] ?? 0) / 2) < 0.06, `${place}: ${sum / draws}`);
});

/** Days of a small office: about two customers an hour, one in fifteen unhappy. */
function smallOffice(seed: string, days: number): readonly Visit[] {
  const random = new Random(seed);
  const list: Visit[] = [];
  for (let day = 0; day < days; day++) {
    let at = nine + day * 24 * hour + random.exponential(25 * minute);
    while (at < nine + day * 24 * hour + 7 * hour) {
      list.push({ at: Math.round(at), answer: random.chance(1 / 15) ? 1 : 5 });
      at += 15 * second + random.exponential(25 * minute);
    }
  }
  return list;
}

/** @returns how often the best accusation was right */
function success(
  list: readonly Visit[],
  seen: ReturnType<typeof releases>,
  own: ReadonlySet<Visit> = new Set(),
) {
  const random = new Random('attacker');
  const accusations = accused(list, seen, own, random);
  return accusations.filter(({ answer }) => answer === 1).length / accusations.length;
}

test('staff who note when each customer pressed are wrong about the unhappy one four times of five', () => {
  const list = smallOffice('watched', 120);
  const office = officeAfter(list);
  const right = success(list, releases(office.of('feedback.released')));
  const naive = success(list, plainHours(list));
  console.log(
    `accusations right: ${right.toFixed(3)}; if each hour were told by itself: ${naive.toFixed(3)}`,
  );
  assert.ok(right <= 0.2, `right in ${right}`);
  assert.ok(naive > 0.4, `the attacker is no fool: ${naive}`);
});

test('a member of staff who presses along, to know more of what is mixed, gains little', () => {
  const customers = smallOffice('stuffed', 120);
  const own = new Set(
    customers.filter((_, index) => index % 2 === 0).map(({ at }) => ({ at: at + 8 * second, answer: 5 })),
  );
  const list = [...customers, ...own].sort((a, b) => a.at - b.at);
  const right = success(list, releases(officeAfter(list).of('feedback.released')), own);
  console.log(`with a third of the answers being the attacker's own: ${right.toFixed(3)}`);
  assert.ok(right <= 0.25, `right in ${right}`);
});

test.run();
