import { test } from 'uvu';
import * as assert from 'uvu/assert';
import type { Decision } from '../../../firmware/servicepoint/decision';
import { isPublished } from '../../../firmware/servicepoint/publication';
import { actorFrom } from '../../../firmware/servicepoint/rights/actor';
import { isAllowed } from '../../../firmware/servicepoint/rights/rights';
import { FeedbackOffice, feedbackRules, nine } from '../../support/feedback/feedback-office';

const rules = { ...feedbackRules() };
const withPaper = { ...rules, ...(rules.feedback && { feedback: { ...rules.feedback, paper: true } }) };
const office = () => new FeedbackOffice(withPaper);

const csat = (counts: number[]) => ({ question: 'csat', counts });
const batch = {
  service: 'tax',
  set: 'device',
  version: 1,
  from: '2026-02-23',
  to: '2026-02-27',
  answers: [csat([0, 1, 0, 2, 4]), { question: 'nps', counts: [0, 0, 0, 0, 0, 1, 0, 1, 3, 2, 5] }],
};

const codeOf = (decision: Decision) => (decision.ok ? 'ok' : decision.code);

test('answers on paper become aggregates of their own, one for each question', () => {
  const decision = office().do(nine, 'paper-feedback', batch);
  assert.ok(decision.ok);
  const events = decision.ok ? decision.events : [];
  const { answers, ...about } = batch;
  assert.equal(
    events.map(({ type, data }) => ({ type, data })),
    [
      { type: 'feedback.paper-counted', data: { ...about, scale: '1-5', ...answers[0] } },
      { type: 'feedback.paper-counted', data: { ...about, scale: '0-10', ...answers[1] } },
    ],
  );
  assert.ok(isPublished('feedback.paper-counted'));
});

test('they are never mixed with presses, nor in a release', () => {
  const point = office();
  point.do(nine, 'paper-feedback', batch);
  assert.is(point.point.state.feedback.pools.size, 0);
  assert.is(point.point.state.feedback.units.size, 0);
});

test('fewer than five answers wait for more', () => {
  const few = { ...batch, answers: [csat([0, 0, 0, 0, 4])] };
  assert.is(codeOf(office().do(nine, 'paper-feedback', few)), 'feedback-few');
});

test('no batch can be subtracted from another: days of a service and question are counted once', () => {
  const point = office();
  assert.is(codeOf(point.do(nine, 'paper-feedback', batch)), 'ok');
  assert.is(codeOf(point.do(nine, 'paper-feedback', batch)), 'feedback-paper-days');
  assert.is(
    codeOf(point.do(nine, 'paper-feedback', { ...batch, from: '2026-02-27', to: '2026-03-01' })),
    'feedback-paper-days',
  );
  assert.is(
    codeOf(point.do(nine, 'paper-feedback', { ...batch, from: '2026-02-28', to: '2026-03-01' })),
    'ok',
  );
  assert.is(codeOf(point.do(nine, 'paper-feedback', { ...batch, service: 'town' })), 'ok');
});

test('days to come, days in the wrong order, words that were not asked and steps that there are not', () => {
  const point = office();
  const tried = (change: object) => codeOf(point.do(nine, 'paper-feedback', { ...batch, ...change }));
  assert.is(tried({ to: '2026-03-03' }), 'feedback-paper-days');
  assert.is(tried({ from: '2026-02-28', to: '2026-02-27' }), 'feedback-paper-days');
  assert.is(tried({ version: 9 }), 'feedback-version');
  assert.is(tried({ answers: [csat([1, 1, 1, 4])] }), 'feedback-answer');
  assert.is(tried({ answers: [csat([5, 0, 0, 0, 0]), csat([0, 0, 0, 0, 5])] }), 'feedback-answer');
  assert.is(tried({ service: 'none' }), 'service-unknown');
});

test('where the site file does not say so, none are taken; and only advisors and technicians may', () => {
  assert.is(codeOf(new FeedbackOffice(rules).do(nine, 'paper-feedback', batch)), 'feedback-off');
  const { state } = office().point;
  const may = (by: string) => {
    const actor = actorFrom(by);
    return actor && isAllowed(actor, { name: 'paper-feedback', args: batch as never }, state, rules);
  };
  assert.equal(['advisor', 'technician', 'customer', 'counter/1', 'central'].map(may), [
    true,
    true,
    false,
    false,
    false,
  ]);
});

test.run();
