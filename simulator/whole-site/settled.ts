import { performance } from 'node:perf_hooks';
import { type Settle, turn } from '../time/virtual-time';

/** Turns of the event loop in a row in which nothing came from a socket: what one side has sent, the other reads in the next turn. */
const calmTurns = 3;

/** Until nothing is under way on any wire of this process, on its disk, nor in the journal: only then time may move on. */
export function untilQuiet(busy: () => boolean): Settle {
  const { nodeTiming } = performance;
  return async () => {
    for (let calm = 0; calm < calmTurns; ) {
      const before = nodeTiming.uvMetricsInfo.events;
      await turn();
      const isCalm = nodeTiming.uvMetricsInfo.events === before && !busy();
      calm = isCalm ? calm + 1 : 0;
      if (calm === calmTurns && isReading()) calm = 0;
    }
  };
}

/** Whether a thread of the process is at work for it, such as on a file. */
function isReading(): boolean {
  return process
    .getActiveResourcesInfo()
    .some(name => name.startsWith('FSReq') || name === 'GetAddrInfoReqWrap');
}
