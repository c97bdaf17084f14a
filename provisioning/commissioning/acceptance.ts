import type { Trial } from './device-bench';
import type { CheckResult } from './network/check-network';
import type { ButtonTask } from './site-draft';

/** Where the box stands and who helps there (PRO-04, PRO-05). Nothing about customers. */
export interface Labels {
  readonly place: string;
  readonly contact: string;
  readonly photo: string;
}

/** Characters of a label. */
export const longestLabel = 120;

/** Of a set-up that a person accepted; the message on the wire is the same (`firmware/acceptance`). What was not tried is unknown, never ok. */
export interface AcceptanceReport {
  /** SITE.APPLIANCE */
  readonly box: string;
  /** RFC 3339, UTC */
  readonly at: string;
  readonly version: string;
  readonly fingerprint: string;
  readonly certificateEnds: string;
  /** Label of the place; the contact stays on paper and on the box. */
  readonly place: string;
  readonly network: readonly {
    readonly check: CheckResult['check'];
    readonly result: CheckResult['result'];
    readonly code?: string;
  }[];
  readonly buttons: readonly { readonly task: string; readonly device: string; readonly learned: boolean }[];
  readonly devices: readonly {
    readonly device: string;
    readonly kind: Trial['kind'];
    readonly result: Trial['result'];
    readonly code?: string;
  }[];
}

export interface Findings {
  readonly box: string;
  /** ms since 1970-01-01 UTC */
  readonly at: number;
  readonly version: string;
  readonly fingerprint: string;
  /** ms since 1970-01-01 UTC */
  readonly certificateEnds: number;
  readonly place: string;
  readonly network: readonly CheckResult[];
  readonly tasks: readonly (ButtonTask & { readonly learned: boolean })[];
  readonly trials: readonly Trial[];
}

export function acceptanceReport({
  at,
  certificateEnds,
  network,
  tasks,
  trials,
  ...rest
}: Findings): AcceptanceReport {
  return {
    ...rest,
    at: new Date(at).toISOString(),
    certificateEnds: new Date(certificateEnds).toISOString(),
    network: network.map(({ check, result, code }) => ({
      check,
      result,
      ...(code !== undefined && { code }),
    })),
    buttons: tasks.map(({ id, device, learned }) => ({ task: id, device, learned })),
    devices: trials.map(({ device, kind, result, code }) => ({
      device,
      kind,
      result,
      ...(code !== undefined && { code }),
    })),
  };
}
