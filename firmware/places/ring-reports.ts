import { Value } from '@sinclair/typebox/value';
import type { Device } from '../../hal/device';
import { isReportedRing, type ReportedRing } from '../../hal/drivers/ring-message/reported-ring';
import { ringReport } from '../../hal/drivers/ring-message/ring-report';

/** Bytes that a report may have. */
export const mostReportBytes = 1024;

/** Where the reports of other programs about ringing come in, whichever wire they come by. */
export class RingReports {
  readonly #devices: ReadonlyMap<string, ReportedRing>;

  constructor(devices: Iterable<Device>) {
    const reported = [...devices].filter(isReportedRing);
    this.#devices = new Map(reported.map(device => [device.name, device]));
  }

  /** Names of the devices that take reports. */
  get names(): readonly string[] {
    return [...this.#devices.keys()];
  }

  /** Hands an unchecked report to the device. @returns false when there is no such device, or the report is none */
  take(name: string, report: unknown): boolean {
    const device = this.#devices.get(name);
    if (!device || !Value.Check(ringReport, report)) return false;
    device.report(report);
    return true;
  }
}
