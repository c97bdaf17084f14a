import { EventEmitter } from 'node:events';
import type { DeviceEvents, DeviceStatus } from '../../device';
import type { Driver } from '../../driver';
import type { LampSign } from '../../lamp';
import { noOptions, VirtualDevice } from './virtual-device';

interface VirtualLampEvents extends DeviceEvents {
  /** The other side of the wire: what a person would see. */
  shown: [sign: LampSign];
}

/** A lamp that a program looks at. */
export class VirtualLamp extends VirtualDevice<'lamp'> {
  readonly events = new EventEmitter<VirtualLampEvents>();
  #sign: LampSign = 'off';

  constructor(name: string) {
    super(name, 'lamp', 'changes');
  }

  get sign(): LampSign {
    return this.#sign;
  }

  show(sign: LampSign): void {
    if (sign === this.#sign) return;
    this.#sign = sign;
    this.count += 1;
    this.events.emit('shown', sign);
  }

  protected tell(status: DeviceStatus): void {
    this.events.emit('status', status);
  }
}

export const driver: Driver = {
  kind: 'lamp',
  options: noOptions,
  create: name => new VirtualLamp(name),
};
