import type { DeviceStatus } from './device';

/** Where every device begins: nothing is known yet. */
export const notStarted: DeviceStatus = { health: 'unknown', code: 'device-not-started' };

/** Holds a device's status and tells of it only when something in it changed. */
export class StatusKeeper {
  readonly #tell: (status: DeviceStatus) => void;
  #status: DeviceStatus = notStarted;

  constructor(tell: (status: DeviceStatus) => void) {
    this.#tell = tell;
  }

  get status(): DeviceStatus {
    return this.#status;
  }

  set(status: DeviceStatus): void {
    if (same(status, this.#status)) return;
    this.#status = status;
    this.#tell(status);
  }
}

function same(a: DeviceStatus, b: DeviceStatus): boolean {
  return (
    a.health === b.health &&
    a.code === b.code &&
    a.detail === b.detail &&
    (a.warnings ?? []).join() === (b.warnings ?? []).join()
  );
}
