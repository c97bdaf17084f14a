import { availableParallelism } from 'node:os';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import type { Machine } from './machine';
import type { Probe } from './readings';

/** How often it is looked whether a timer is late, ms. */
const resolution = 50;

/** How busy the machine is, and how late timers of this program are for that. */
export function workProbe(machine: Machine): { readonly probe: Probe; readonly stop: () => void } {
  const delays = monitorEventLoopDelay({ resolution });
  delays.enable();
  return {
    async probe() {
      const [first] = ((await machine.text('/proc/loadavg')) ?? '').split(' ');
      const load = Number(first);
      // The histogram holds whole intervals, in nanoseconds.
      const late = delays.count > 0 ? Math.max(0, delays.percentile(99) / 1e6 - resolution) : undefined;
      delays.reset();
      return {
        ...(first && Number.isFinite(load) && { load: load / availableParallelism() }),
        ...(late !== undefined && { loopDelay: late }),
      };
    },
    stop: () => delays.disable(),
  };
}
