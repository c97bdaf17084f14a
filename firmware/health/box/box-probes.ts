import { certificateProbe } from './certificate';
import { diskProbe, flashProbe } from './disk';
import { heatProbe } from './heat';
import type { Machine } from './machine';
import { memoryProbe } from './memory';
import type { Probe } from './readings';
import { supplyProbe } from './supply';
import { workProbe } from './work';

export interface BoxProbesOptions {
  readonly machine: Machine;
  readonly stateDir: string;
  /** File of the certificate that the box shows to the broker, if it has one. */
  readonly certificate: string | undefined;
}

/** Everything that is looked at in the box; `stop` ends what they watch between looks. */
export function boxProbes({ machine, stateDir, certificate }: BoxProbesOptions): {
  readonly probes: readonly Probe[];
  readonly stop: () => void;
} {
  const work = workProbe(machine);
  const clock: Probe = async () => {
    const clockSynced = machine.clockSynced();
    return clockSynced === undefined ? {} : { clockSynced };
  };
  return {
    probes: [
      heatProbe(machine),
      supplyProbe(machine),
      diskProbe(stateDir),
      flashProbe(machine),
      memoryProbe(machine),
      work.probe,
      clock,
      certificateProbe(certificate),
    ],
    stop: work.stop,
  };
}
