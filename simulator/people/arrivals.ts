import type { Random } from '../random';
import { habits } from './habits';

/** A stretch of the day in which a service gives numbers, in any unit of time. */
export interface OpenSpan {
  readonly from: number;
  readonly to: number;
}

/** How busy a moment is, compared with others of the same day. @param place 0 at opening, 1 at closing */
function busyness(place: number): number {
  const { base, peaks } = habits.rushes.value;
  return peaks.reduce(
    (sum, { at, width, weight }) => sum + weight * Math.exp(-0.5 * ((place - at) / width) ** 2),
    base,
  );
}

/** Above any value of `busyness`: the peaks all at once. */
const busiest = habits.rushes.value.peaks.reduce((sum, { weight }) => sum + weight, habits.rushes.value.base);

/** For the mean of the busyness over a stretch: fine enough for widths of a tenth of the day. */
const steps = 200;

/**
 * Instants at which customers of one service come, in order: a Poisson process whose rate follows the rushes of the day over the spans
 * in which the service is open (thinned, after Lewis and Shedler 1979).
 * @param expected how many come on average
 * @param opens, closes of the whole service point: the rushes are its, whatever the hours of the single service
 */
export function arrivals(
  random: Random,
  expected: number,
  spans: readonly OpenSpan[],
  { opens, closes }: { readonly opens: number; readonly closes: number },
): number[] {
  const place = (at: number) => (at - opens) / (closes - opens);
  let total = 0;
  for (const { from, to } of spans) {
    for (let step = 0; step < steps; step++) {
      total += (busyness(place(from + ((step + 0.5) / steps) * (to - from))) * (to - from)) / steps;
    }
  }
  const list: number[] = [];
  if (total <= 0) return list;
  const gap = total / (expected * busiest);
  for (const { from, to } of spans) {
    for (let at = from + random.exponential(gap); at < to; at += random.exponential(gap)) {
      if (random.chance(busyness(place(at)) / busiest)) list.push(at);
    }
  }
  return list;
}
