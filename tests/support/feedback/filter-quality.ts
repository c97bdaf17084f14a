import { findMisuse } from '../../../firmware/servicepoint/feedback/misuse-filter';
import type { Label, PressTrace } from './press-traces';

/** Where the filter and the labels agree and where not, press by press. */
export interface FilterQuality {
  readonly presses: number;
  /** Of the presses that were marked, the part that is misuse. */
  readonly precision: number;
  /** Of the presses that are misuse, the part that was marked. */
  readonly recall: number;
  /** The part that was marked, by kind. */
  readonly marked: Readonly<Record<Label, number>>;
}

/** @param lockOut ms; leaves out what the lock-out keeps out of the figures anyway, if given */
export function filterQuality(traces: readonly PressTrace[], lockOut = 0): FilterQuality {
  const all: Record<Label, number> = { honest: 0, burst: 0, stuffing: 0, playing: 0, sweep: 0, stuck: 0 };
  const hits = { ...all };
  for (const { presses } of traces) {
    const isMarked = new Array<boolean>(presses.length).fill(false);
    for (const { first, last } of findMisuse(presses)) isMarked.fill(true, first, last + 1);
    let countedAt = Number.NEGATIVE_INFINITY;
    for (const [index, { at, label }] of presses.entries()) {
      if (at - countedAt < lockOut) continue;
      countedAt = at;
      all[label] += 1;
      if (isMarked[index]) hits[label] += 1;
    }
  }
  const sum = (counts: Readonly<Record<Label, number>>) => Object.values(counts).reduce((a, b) => a + b, 0);
  const found = sum(hits) - hits.honest;
  const share = (label: Label) => hits[label] / all[label];
  return {
    presses: sum(all),
    precision: found / sum(hits),
    recall: found / (sum(all) - all.honest),
    marked: {
      honest: share('honest'),
      burst: share('burst'),
      stuffing: share('stuffing'),
      playing: share('playing'),
      sweep: share('sweep'),
      stuck: share('stuck'),
    },
  };
}
