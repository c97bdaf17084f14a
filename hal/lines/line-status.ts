import type { DeviceStatus } from '../device';

/** The status of a device that needs all its lines: failed if any is, else unknown if any is, else ok. */
export function worstOf(statuses: readonly DeviceStatus[]): DeviceStatus {
  return (
    statuses.find(({ health }) => health === 'failed') ??
    statuses.find(({ health }) => health === 'unknown') ?? { health: 'ok' }
  );
}
