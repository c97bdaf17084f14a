import type { DeviceStatus } from '../device';
import type { CatalogueCode } from '../platform/catalogue';

/** The status of a device that needs all its lines: failed if any is, else unknown if any is, else ok with the warnings of all. */
export function worstOf(statuses: readonly DeviceStatus[]): DeviceStatus {
  return (
    statuses.find(({ health }) => health === 'failed') ??
    statuses.find(({ health }) => health === 'unknown') ??
    okWith(new Set(statuses.flatMap(({ warnings = [] }) => warnings)))
  );
}

function okWith(warnings: ReadonlySet<CatalogueCode>): DeviceStatus {
  return warnings.size === 0 ? { health: 'ok' } : { health: 'ok', warnings: [...warnings] };
}
