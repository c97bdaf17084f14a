import type { EventOf, ServiceEvent } from '../events';
import {
  type FeedbackState,
  type Pool,
  pressesOf,
  type RecentPress,
  type Stream,
  type UnitPresses,
} from './feedback-state';
import { paperKey } from './paper';
import { hourOf, releaseRule } from './release-rule';
import { countsWith, noCounts, without } from './scale';

/** Judged presses help to judge those after them for so long, ms: longer than any misuse takes to be recognised. */
const contextKept = 120_000;

/** Takes in a fact. */
export function foldFeedback(state: FeedbackState, event: ServiceEvent): void {
  switch (event.type) {
    case 'feedback.pressed':
    case 'feedback.answered':
      press(state, event);
      break;
    case 'feedback.marked':
      mark(state, event.data);
      break;
    case 'feedback.gathered':
      gather(state, event.data);
      break;
    case 'feedback.seeded':
      state.seed = event.data.seed;
      state.draws = 0;
      break;
    case 'feedback.released':
      release(state, event.data);
      break;
    case 'feedback.paper-counted':
      if (event.mode === undefined)
        state.paper.set(paperKey(event.data.service, event.data.question), event.data.to);
      break;
    case 'appliance.clock-stepped':
      for (const [unit, presses] of state.units) state.units.set(unit, shifted(presses, event.data.by));
      break;
  }
}

function press(
  state: FeedbackState,
  { at, data, mode }: EventOf<'feedback.pressed'> | EventOf<'feedback.answered'>,
): void {
  const { press: number, answer, mark, ...stream } = data;
  const before = pressesOf(state, data.unit);
  const counts = mark === undefined;
  // What is not live is in no figure; a flood is not worth the memory.
  const isJudged = mode === undefined && mark !== 'flood';
  const recent: RecentPress = { press: number, at, answer, stream, ...(mark && { mark }), settled: false };
  state.units.set(data.unit, {
    presses: number,
    countedAt: counts ? { ...before.countedAt, [data.question]: at } : before.countedAt,
    recent: isJudged ? [...before.recent, recent] : before.recent,
  });
}

function mark(state: FeedbackState, { unit, mark, first, last }: EventOf<'feedback.marked'>['data']): void {
  const before = pressesOf(state, unit);
  const recent = before.recent.map(each =>
    each.settled || each.press < first || each.press > last ? each : { ...each, mark },
  );
  state.units.set(unit, { ...before, recent });
}

function gather(state: FeedbackState, { unit, through }: EventOf<'feedback.gathered'>['data']): void {
  const before = pressesOf(state, unit);
  const isSettling = ({ press, settled }: RecentPress) => !settled && press <= through;
  const settling = before.recent.filter(isSettling);
  for (const each of settling) pour(state, each);
  const keepFrom = (settling.at(-1)?.at ?? 0) - contextKept;
  const recent = before.recent
    .map(each => (isSettling(each) ? { ...each, settled: true } : each))
    .filter(({ settled, at }) => !settled || at >= keepFrom);
  state.units.set(unit, { ...before, recent });
}

/** Mixes one press with those before it: from here on nobody knows which one it was. */
function pour(state: FeedbackState, { stream, at, answer, mark }: RecentPress): void {
  const key = keyOf(stream);
  const before = state.pools.get(key) ?? emptyPool(stream);
  const hour = hourOf(at);
  state.pools.set(key, {
    ...before,
    ...(mark === undefined
      ? {
          counts: countsWith(before.counts, stream.scale, answer),
          from: Math.min(before.from, hour),
          to: Math.max(before.to, hour + releaseRule.hour),
        }
      : { leftOut: before.leftOut + 1 }),
  });
}

function release(state: FeedbackState, data: EventOf<'feedback.released'>['data']): void {
  const { from: _from, to: _to, counts, leftOut, ...stream } = data;
  const key = keyOf(stream);
  const before = state.pools.get(key) ?? emptyPool(stream);
  state.draws += 1;
  state.pools.set(key, {
    ...emptyPool(stream),
    counts: without(before.counts, counts),
    leftOut: Math.max(0, before.leftOut - leftOut),
  });
}

/** No hours yet: any is earlier than the latest and later than the earliest. */
function emptyPool(stream: Stream): Pool {
  const { MAX_SAFE_INTEGER } = Number;
  return { stream, counts: noCounts(stream.scale), from: MAX_SAFE_INTEGER, to: 0, leftOut: 0 };
}

function keyOf({ unit, service = '', set, version, question, scale, collection }: Stream): string {
  return [unit, service, set, version, question, scale, collection].join(' ');
}

function shifted(presses: UnitPresses, by: number): UnitPresses {
  const countedAt = Object.fromEntries(Object.entries(presses.countedAt).map(([id, at]) => [id, at + by]));
  return { ...presses, countedAt, recent: presses.recent.map(each => ({ ...each, at: each.at + by })) };
}
