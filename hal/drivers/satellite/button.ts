import { EventEmitter } from 'node:events';
import type { Button, ButtonEvents } from '../../button';
import { dealtWith } from '../../dealt-with';
import type { DeviceStatus } from '../../device';
import type { Driver, DriverContext } from '../../driver';
import type { BorrowedSatellite } from './borrowed-satellite';
import { LentDevice } from './lent-device';
import { type LentOptions, onlyLentOptions } from './lent-options';
import type { Input } from './messages';
import { satelliteAt } from './satellites';

/** A button on a satellite: what is pressed is heard within 0.75 s or refused over there. */
export class LentButton extends LentDevice<'button'> implements Button {
  readonly events = new EventEmitter<ButtonEvents>();

  constructor(name: string, device: string, satellite: BorrowedSatellite) {
    super(name, 'button', device, satellite);
  }

  override async input(input: Input['input']): Promise<boolean> {
    return 'gesture' in input && dealtWith(this.events.rawListeners('gesture'), input.gesture);
  }

  protected tell(status: DeviceStatus): void {
    this.events.emit('status', status);
  }
}

export const driver: Driver = {
  kind: 'button',
  options: onlyLentOptions('Button of a satellite'),
  supervision: { sharedBy: 'appliance' },
  proof: 6_000,
  create: (name: string, { appliance, device }: LentOptions, context: DriverContext) =>
    new LentButton(name, device, satelliteAt(appliance, context)),
};
