import { Value } from '@sinclair/typebox/value';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { type EventType, eventSchemas } from '../../../firmware/servicepoint/events';
import { deviceQuestions } from '../../../firmware/servicepoint/feedback/device-questions';
import { type QuestionSet, versionOn } from '../../../firmware/servicepoint/feedback/question-set';
import { totalOf } from '../../../firmware/servicepoint/feedback/scale';
import { ServicePoint } from '../../../firmware/servicepoint/service-point';
import { restore, snapshot } from '../../../firmware/servicepoint/snapshot';
import {
  FeedbackOffice,
  feedbackRules,
  hour,
  minute,
  nine,
  second,
} from '../../support/feedback/feedback-office';

/** So many happy customers, one a minute. */
function customers(office: FeedbackOffice, count: number, from = nine): void {
  for (let index = 0; index < count; index++) office.press(from + index * minute, 5);
}

test('the questions of the feedback device stand word for word as in the handbook', () => {
  assert.equal(
    deviceQuestions.questions.map(({ texts }) => texts.fi?.text),
    [
      'Mille palvelulle annat palautetta (valmis valikko)?',
      'Kuinka paljon näit vaivaa saadaksesi toivomaasi palvelua (1-5, CES, Customer Effort Score)?',
      'Kuinka tyytyväinen olit kokonaisuutena saamaasi palveluun (1-5, CSAT, Customer Satisfaction Score)?',
      'Kuinka todennäköisesti suosittelisit käyttämääsi palvelua ystävälle tai tuttavalle (0-10, NPS, Net Promoter Score)?',
      'Lämmin kiitos palautteestasi, haluatko kertoa lisää (avoin kenttä)?',
    ],
  );
});

test('every translation of a question says that a native has to check it', () => {
  for (const { texts } of deviceQuestions.questions) {
    assert.is(texts.fi?.status, 'source');
    for (const language of ['sv', 'en']) assert.is(texts[language]?.status, 'translation-to-be-checked');
  }
});

test('a new version of the questions is asked from its day on, and an old one no longer than it is valid', () => {
  const version = (number: number, validFrom: string, validUntil?: string): QuestionSet => ({
    id: 'device',
    version: number,
    validFrom,
    ...(validUntil && { validUntil }),
    questions: [],
  });
  const sets = [version(1, '2023-01-01', '2026-12-31'), version(2, '2026-06-01', '2026-08-31')];
  const asked = (day: string) => versionOn(sets, 'device', day)?.version;
  assert.equal(
    ['2022-12-31', '2026-05-31', '2026-06-01', '2026-08-31', '2026-09-01', '2027-01-01'].map(asked),
    [undefined, 1, 2, 2, 1, undefined],
  );
});

test('a press is kept with the question, its version and how it was collected', () => {
  const office = new FeedbackOffice();
  const decision = office.press(nine, 4);
  assert.ok(decision.ok && decision.result.counted === true);
  assert.equal(office.of('feedback.pressed')[0]?.data, {
    unit: 'exit',
    press: 1,
    set: 'device',
    version: 1,
    question: 'csat',
    scale: '1-5',
    answer: 4,
    collection: 'always',
  });
});

test('the happiest face of a unit that asks for effort means the least effort', () => {
  const office = new FeedbackOffice();
  office.press(nine, 5, 'effort');
  office.press(nine + minute, 1, 'effort', 4);
  assert.equal(
    office.of('feedback.pressed').map(({ data }) => [data.scale, data.answer]),
    [
      ['1-5', 1],
      ['1-4', 4],
    ],
  );
});

test('a press within the lock-out is kept but marked, and does not make the lock-out longer', () => {
  const office = new FeedbackOffice();
  for (const after of [0, 3, 4.9, 5]) office.press(nine + after * second, 5);
  assert.equal(
    office.of('feedback.pressed').map(({ data }) => data.mark),
    [undefined, 'lock-out', 'lock-out', undefined],
  );
});

test('a clock that is set back locks no unit', () => {
  const office = new FeedbackOffice();
  office.press(nine, 5);
  office.do(nine - hour, 'clock-stepped', { by: -hour });
  office.press(nine - hour + 6 * second, 5);
  assert.equal(
    office.of('feedback.pressed').map(({ data }) => data.mark),
    [undefined, undefined],
  );
});

test('outside the window of a campaign nothing is collected; within it the answers say so', () => {
  const office = new FeedbackOffice(
    feedbackRules({ mode: 'window', windows: [{ from: '2026-03-02', until: '2026-03-02' }] }),
  );
  office.press(nine, 5);
  const late = office.press(nine + 24 * hour, 5);
  assert.ok(!late.ok && late.code === 'feedback-off');
  assert.equal(
    office.of('feedback.pressed').map(({ data }) => data.collection),
    ['window'],
  );

  const off = new FeedbackOffice(feedbackRules({ mode: 'off' })).press(nine, 5);
  assert.ok(!off.ok && off.code === 'feedback-off');
});

test('each question of the touch page is kept at once, three in a row and by three customers', () => {
  const office = new FeedbackOffice();
  for (let customer = 0; customer < 3; customer++) {
    const at = nine + customer * 20 * second;
    office.answer(at, 'ces', 2);
    office.answer(at + 2 * second, 'csat', 4);
    office.answer(at + 4 * second, 'nps', 9);
  }
  const facts = office.of('feedback.answered');
  assert.is(facts.length, 9);
  assert.ok(facts.every(({ data }) => data.mark === undefined && data.service === 'tax'));
});

test('an answer that the question does not have, or to words that are no longer asked, is refused', () => {
  const office = new FeedbackOffice();
  const code = (decision: ReturnType<FeedbackOffice['do']>) => (decision.ok ? 'ok' : decision.code);
  assert.is(code(office.answer(nine, 'csat', 6)), 'feedback-answer');
  assert.is(code(office.answer(nine, 'csat', 0)), 'feedback-answer');
  assert.is(code(office.answer(nine, 'nps', 0)), 'ok');
  assert.is(code(office.answer(nine, 'nps', 5, 'nobody')), 'service-unknown');
  const args = { service: 'tax', question: 'csat', version: 2, answer: 3 };
  assert.is(code(office.do(nine, 'answer-feedback', args)), 'feedback-version');
});

test('a child at the unit is marked in hindsight, press by press, and left out of what is released', () => {
  const office = new FeedbackOffice();
  customers(office, 12);
  for (let index = 0; index < 20; index++) office.press(nine + 20 * minute + index * 600, 1 + (index % 5));
  office.press(nine + 30 * minute, 4);
  office.until(nine + 3 * hour);

  assert.equal(
    office.of('feedback.marked').map(({ data }) => data),
    [{ unit: 'exit', mark: 'playing', first: 13, last: 32 }],
  );
  assert.is(office.of('feedback.pressed').length, 33, 'nothing is deleted');
  const [release] = office.of('feedback.released');
  assert.is(release && totalOf(release.data.counts), 13 - 5);
  assert.is(release?.data.leftOut, 20);
});

test('misuse over the turn of an hour is one, and all of it is left out', () => {
  const office = new FeedbackOffice();
  customers(office, 10);
  for (let index = 0; index < 20; index++) office.press(nine + hour - 6 * second + index * 600, 1);
  customers(office, 10, nine + hour + 10 * minute);
  office.until(nine + 4 * hour);
  const answers = office.of('feedback.released').map(({ data }) => data.counts[0]);
  assert.equal(answers, [0, 0]);
  assert.is(
    office.of('feedback.marked').reduce((sum, { data }) => sum + data.last - data.first + 1, 0),
    20,
  );
});

test('the last press of a button that sticks is marked', () => {
  const office = new FeedbackOffice();
  office.press(nine, 5);
  office.press(nine + minute, 2);
  office.press(nine + 2 * minute, 5);
  office.do(nine + 3 * minute, 'smiley-stuck', { unit: 'exit', face: 2, faces: 5 });
  office.do(nine + 3 * minute, 'smiley-stuck', { unit: 'exit', face: 2, faces: 5 });
  assert.equal(
    office.of('feedback.marked').map(({ data }) => data),
    [{ unit: 'exit', mark: 'stuck', first: 2, last: 2 }],
  );
});

test('more presses than people can make are kept as facts without a place in memory', () => {
  const office = new FeedbackOffice();
  for (let index = 0; index < 5100; index++) office.press(nine + index, 1);
  assert.is(office.of('feedback.pressed').length, 5100);
  assert.is(office.point.state.feedback.units.get('exit')?.recent.length, 5000);
});

test('what is pressed in a demonstration is in no figure', () => {
  const office = new FeedbackOffice();
  office.do(nine, 'mode', { mode: 'demo' });
  customers(office, 20);
  office.do(nine + hour, 'mode', { mode: 'live' });
  office.until(nine + 5 * hour);
  assert.is(office.of('feedback.released').length, 0);
});

test('nothing leaves before there is chance for the mixing', () => {
  const office = new FeedbackOffice(feedbackRules(), []);
  customers(office, 20);
  office.until(nine + 5 * hour);
  assert.is(office.of('feedback.released').length, 0);
  office.do(nine + 6 * hour, 'feedback-seed', { seed: [9, 8, 7, 6] });
  office.do(nine + 6 * hour, 'tick', {});
  assert.is(office.of('feedback.released').length, 1);
});

test('answers to different services, questions and scales are never added up', () => {
  const office = new FeedbackOffice();
  for (let index = 0; index < 12; index++) {
    office.answer(nine + index * minute, 'csat', 5, 'tax');
    office.answer(nine + index * minute + 20 * second, 'csat', 1, 'town');
    office.answer(nine + index * minute + 30 * second, 'nps', 10, 'town');
    office.press(nine + index * minute, 4, 'exit', index % 2 === 0 ? 4 : 5);
  }
  office.until(nine + 3 * hour);
  assert.equal(
    office.of('feedback.released').map(({ data }) => [data.service, data.question, data.counts]),
    [
      ['tax', 'csat', [0, 0, 0, 0, 7]],
      ['town', 'csat', [7, 0, 0, 0, 0]],
      ['town', 'nps', [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 7]],
    ],
  );
});

test('a replay and a snapshot give the same feedback, and every fact fits its schema', () => {
  const office = new FeedbackOffice();
  customers(office, 30);
  for (let index = 0; index < 20; index++) office.press(nine + 40 * minute + index * 500, 1 + (index % 5));
  for (let index = 0; index < 11; index++) office.answer(nine + hour + index * minute, 'nps', index);
  office.until(nine + 2.5 * hour);
  const replayed = new ServicePoint(feedbackRules());
  for (const fact of office.facts) {
    assert.ok(Value.Check(eventSchemas[fact.type as EventType], fact.data), JSON.stringify(fact));
    replayed.replay(fact);
  }
  assert.equal(snapshot(replayed.state), snapshot(office.point.state));
  assert.equal(restore(snapshot(office.point.state)).feedback, office.point.state.feedback);
});

test('of two versions of questions that are both valid on a day the later is asked, however they stand', () => {
  const set = (version: number, validFrom: string, validUntil?: string): QuestionSet => ({
    id: 'common',
    version,
    validFrom,
    ...(validUntil !== undefined && { validUntil }),
    questions: [],
  });
  const [old, young, over] = [set(1, '2026-01-01'), set(2, '2026-02-01'), set(9, '2025-01-01', '2025-12-31')];
  for (const sets of [
    [old, young, over],
    [young, over, old],
  ]) {
    assert.is(versionOn(sets, 'common', '2026-03-18')?.version, 2);
    assert.is(versionOn(sets, 'common', '2026-01-15')?.version, 1);
    assert.is(versionOn(sets, 'common', '2024-01-01'), undefined);
  }
});

test.run();
