import { EventEmitter } from 'node:events';
import type { DeviceEvents, DeviceStatus } from '../../device';
import type { Driver, DriverContext } from '../../driver';
import type { Sounder, Tone } from '../../sounder';
import type { BorrowedSatellite } from './borrowed-satellite';
import { LentDevice } from './lent-device';
import { type LentOptions, onlyLentOptions } from './lent-options';
import { satelliteAt } from './satellites';

/** A sounder on a satellite. A tone that cannot be heard at once goes by unheard. */
export class LentSounder extends LentDevice<'sounder'> implements Sounder {
  readonly events = new EventEmitter<DeviceEvents>();

  constructor(name: string, device: string, satellite: BorrowedSatellite) {
    super(name, 'sounder', device, satellite);
  }

  play(tone: Tone): void {
    this.satellite.act(this.device, { tone });
  }

  protected tell(status: DeviceStatus): void {
    this.events.emit('status', status);
  }
}

export const driver: Driver = {
  kind: 'sounder',
  options: onlyLentOptions('Sounder of a satellite'),
  supervision: { sharedBy: 'appliance' },
  proof: 6_000,
  create: (name: string, { appliance, device }: LentOptions, context: DriverContext) =>
    new LentSounder(name, device, satelliteAt(appliance, context)),
};
