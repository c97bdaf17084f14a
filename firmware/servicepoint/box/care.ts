import type { CommandArgs } from '../commands';
import { accept, type Decision, refuse } from '../decision';
import type { Actor } from '../rights/actor';
import type { Rules } from '../rules';
import type { ServicePointView } from '../state';

/** Remote care (DIA-04, DIA-09): what a technician, or a program afar, may have done without a person at the box. */

/** ms. By then a self-test has ended, however slow the wires are. */
export const selfTestLimit = 90_000;

/** ms from the command to the end of the program: the reply goes out, then whatever must not be torn apart is waited for. */
export const restartDelay = { earliest: 1_000, latest: 20_000 } as const;

interface Asked {
  readonly at: number;
  readonly rules: Rules;
  readonly by: Actor | undefined;
}

/** DIA-04: the facts `device.tested` and `appliance.tested` bring the results. */
export function selfTest(args: CommandArgs<'self-test'>, { at, rules, by }: Asked): Decision {
  const { device, print = false } = args;
  if (device !== undefined && !isKnown(rules, device)) return refuse('device-unknown', device);
  const devices = device === undefined ? [...(rules.devices ?? [])] : [device];
  const data = { ...(device !== undefined && { device }), print, ...by };
  return accept([{ type: 'appliance.self-test-asked', data }], { devices, latest: at + selfTestLimit });
}

/**
 * DIA-09. A customer at a counter loses nothing by a restart: everything is on disk, and buttons rest for seconds. So it is not refused; but a
 * ticket that is being printed and a ring that nobody has answered are waited for, so long as that ends soon.
 */
export function restart(
  state: ServicePointView,
  { device, satellite }: CommandArgs<'restart'>,
  { at, rules, by }: Asked,
): Decision {
  const latest = at + restartDelay.latest;
  if (device !== undefined) {
    if (satellite !== undefined || !isKnown(rules, device)) return refuse('device-unknown', device);
    return accept([{ type: 'appliance.restart-asked', data: { device, ...by } }], { device, latest });
  }
  if (satellite !== undefined) {
    if (!rules.satellites?.has(satellite)) return refuse('satellite-unknown', satellite);
    const { code } = state.boxes.get(satellite) ?? {};
    if (code === 'satellite-lost') return refuse('satellite-lost', satellite);
    return accept([{ type: 'appliance.restart-asked', data: { satellite, ...by } }], { satellite, latest });
  }
  if (rules.restartable !== true) return refuse('restart-impossible', 'nothing would start it again');
  if (state.restartAsked !== undefined)
    return refuse('restart-under-way', '', { latest: state.restartAsked + restartDelay.latest });
  return accept([{ type: 'appliance.restart-asked', data: { ...by } }], {
    earliest: at + restartDelay.earliest,
    latest,
    serving: state.counters.size,
  });
}

/** Whether a restart now would tear something apart. */
export function isTorn(state: ServicePointView): boolean {
  for (const { print } of state.tickets.values()) if (print === 'pending') return true;
  for (const { acknowledged } of state.ringing.rings.values()) if (!acknowledged) return true;
  return false;
}

export function selfTested({ device, ...ended }: CommandArgs<'self-tested'>): Decision {
  return accept([
    device === undefined
      ? { type: 'appliance.tested', data: ended }
      : { type: 'device.tested', data: { device, ...ended } },
  ]);
}

function isKnown({ devices }: Rules, device: string): boolean {
  return devices?.has(device) === true;
}
