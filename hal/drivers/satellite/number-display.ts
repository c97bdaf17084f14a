import { EventEmitter } from 'node:events';
import type { DeviceEvents, DeviceStatus } from '../../device';
import type { Driver, DriverContext } from '../../driver';
import type { NumberDisplay } from '../../number-display';
import type { BorrowedSatellite } from './borrowed-satellite';
import { LentDevice } from './lent-device';
import { type LentOptions, onlyLentOptions } from './lent-options';
import { satelliteAt } from './satellites';

/** A number display on a satellite; it shows dashes over there while the link is lost. */
export class LentNumberDisplay extends LentDevice<'number-display'> implements NumberDisplay {
  readonly events = new EventEmitter<DeviceEvents>();
  #text = '';

  constructor(name: string, device: string, satellite: BorrowedSatellite) {
    super(name, 'number-display', device, satellite);
  }

  get text(): string {
    return this.#text;
  }

  show(text: string): void {
    if (text === this.#text) return;
    this.#text = text;
    this.linked();
  }

  override linked(): void {
    this.satellite.show(this.device, { text: this.#text });
  }

  protected tell(status: DeviceStatus): void {
    this.events.emit('status', status);
  }
}

export const driver: Driver = {
  kind: 'number-display',
  options: onlyLentOptions('Number display of a satellite'),
  supervision: { sharedBy: 'appliance' },
  proof: 6_000,
  create: (name: string, { appliance, device }: LentOptions, context: DriverContext) =>
    new LentNumberDisplay(name, device, satelliteAt(appliance, context)),
};
