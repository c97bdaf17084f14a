import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { History } from '../../../firmware/reports/history';
import { MeasureBook } from '../../../firmware/reports/measure-book';
import type { Runtime } from '../../../firmware/runtime';
import { isTiskiError } from '../../../hal/platform/error';
import { rules } from '../../property/servicepoint/office';

const minute = 60_000;
const begin = Date.UTC(2026, 2, 18, 8);

type Told = readonly [type: string, data: object, at?: number, mode?: string];

/** What is told of these facts. */
async function historyOf(...events: readonly Told[]) {
  const facts = events.map(([type, data, at = begin, mode], index) => ({
    sequence: index + 1,
    event: { type, data, at, ...(mode && { mode }) },
  }));
  const journal = { read: (after: number) => facts.slice(after) };
  const history = new History({ journal, rules } as unknown as Runtime);
  await history.read();
  return history.read();
}

const issued = (ticket: string, more: object = {}) =>
  [
    'ticket.issued',
    { ticket, day: '2026-03-18', service: 'vero', estimate: { minutes: 10, low: 5, high: 15 }, ...more },
  ] as const;
const called = (ticket: string, at: number, mode?: string): Told => [
  'ticket.called',
  { ticket, counter: '1' },
  at,
  mode,
];

test('an estimate is held against the wait itself, whatever was done to the clock meanwhile', async () => {
  const { outcomes } = await historyOf(
    issued('V101'),
    ['appliance.clock-stepped', { by: 60 * minute }],
    called('V101', begin + 72 * minute),
    called('V101', begin + 90 * minute),
  );
  assert.equal(outcomes, [
    { day: '2026-03-18', service: 'vero', estimate: 10, low: 5, high: 15, actual: 12 },
  ]);
});

test('whoever was told that there is no wait, was moved, or came in training or yesterday, tells nothing of estimates', async () => {
  const { outcomes } = await historyOf(
    issued('V100'),
    ['appliance.day-opened', { day: '2026-03-18' }],
    called('V100', begin),
    issued('V101', { estimate: undefined }),
    issued('V102', { estimate: { minutes: 0, low: 0, high: 0 } }),
    [...issued('V103'), begin, 'training'],
    issued('V104'),
    ['ticket.transferred', { ticket: 'V104' }],
    issued('V105'),
    called('V105', begin + minute, 'demonstration'),
    ...['V101', 'V102', 'V103', 'V104'].map(ticket => called(ticket, begin + minute)),
  );
  assert.equal(outcomes, []);
});

test('released answers and those on paper are told by their day; those of training are not', async () => {
  const counts = [1, 2, 3, 4, 5];
  const released = { question: 'csat', scale: 'csat-5', counts, from: begin, to: begin + minute };
  const paper = { service: 'vero', question: 'csat', scale: 'csat-5', counts, to: '2026-03-17' };
  const { answers } = await historyOf(
    ['feedback.released', released],
    ['feedback.released', { ...released, service: 'vero' }],
    ['feedback.released', released, begin, 'training'],
    ['feedback.paper-counted', paper],
    ['feedback.paper-counted', paper, begin, 'training'],
  );
  assert.equal(
    answers.map(({ day, service }) => [day, service]),
    [
      ['2026-03-18', undefined],
      ['2026-03-18', 'vero'],
      ['2026-03-17', 'vero'],
    ],
  );
});

test('figures that are not on disk are not shown, and a closing without figures is none', () => {
  const book = (journal: object) =>
    new MeasureBook({
      journal: { waiting: 0, labelled: () => [], ...journal },
      state: { day: '2026-03-18', measures: {} },
      rules,
    } as unknown as Runtime);
  const stuck = book({ waiting: 1, commit: () => false });
  let refusal: unknown;
  try {
    stuck.find('day', '2026-03-17');
  } catch (error) {
    refusal = error;
  }
  assert.ok(isTiskiError(refusal, 'journal-unwritable'));
  assert.is(book({ waiting: 1, commit: () => true }).find('day', '2026-03-17'), undefined);
  const empty = book({ labelled: () => [{ event: { type: 'measure.day-closed', data: {} } }] });
  assert.is(empty.find('month', '2026-02'), undefined);
});

test.run();
