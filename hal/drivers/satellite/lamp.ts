import { EventEmitter } from 'node:events';
import type { DeviceEvents, DeviceStatus } from '../../device';
import type { Driver, DriverContext } from '../../driver';
import type { Lamp, LampSign } from '../../lamp';
import type { BorrowedSatellite } from './borrowed-satellite';
import { LentDevice } from './lent-device';
import { type LentOptions, onlyLentOptions } from './lent-options';
import { satelliteAt } from './satellites';

/**
 * A lamp on a satellite. Only the sign goes over: the satellite conducts the lamps in its own room, and shows `fault` on them by itself while the
 * link is lost.
 */
export class LentLamp extends LentDevice<'lamp'> implements Lamp {
  readonly events = new EventEmitter<DeviceEvents>();
  #sign: LampSign = 'off';

  constructor(name: string, device: string, satellite: BorrowedSatellite) {
    super(name, 'lamp', device, satellite);
  }

  get sign(): LampSign {
    return this.#sign;
  }

  show(sign: LampSign): void {
    if (sign === this.#sign) return;
    this.#sign = sign;
    this.linked();
  }

  override linked(): void {
    this.satellite.show(this.device, { sign: this.#sign });
  }

  protected tell(status: DeviceStatus): void {
    this.events.emit('status', status);
  }
}

export const driver: Driver = {
  kind: 'lamp',
  options: onlyLentOptions('Lamp of a satellite'),
  supervision: { sharedBy: 'appliance' },
  proof: 6_000,
  create: (name: string, { appliance, device }: LentOptions, context: DriverContext) =>
    new LentLamp(name, device, satelliteAt(appliance, context)),
};
