import { EventEmitter } from 'node:events';
import type { DeviceEvents, DeviceStatus } from '../../device';
import type { Driver, DriverContext } from '../../driver';
import type { LampSign } from '../../lamp';
import type { LampConductor, LampSeat } from '../../lamp-conductor';
import type { Light } from '../../lamp-patterns';
import { noOptions, VirtualDevice } from './virtual-device';

interface VirtualLampEvents extends DeviceEvents {
  /** What the lamp was told to say. */
  shown: [sign: LampSign];
  /** The other side of the wire: what a person sees from now on. */
  light: [light: { readonly colour: Light; readonly on: boolean }];
}

/** A lamp that a program looks at. Has two colours; is dark while the simulation says that it is broken. */
export class VirtualLamp extends VirtualDevice<'lamp'> {
  readonly events = new EventEmitter<VirtualLampEvents>();
  readonly #seat: LampSeat;
  #light: Light = 'off';

  constructor(name: string, conductor: LampConductor) {
    super(name, 'lamp', 'changes');
    this.#seat = conductor.seat({ colours: 'two', shine: light => this.#shine(light) });
  }

  get sign(): LampSign {
    return this.#seat.sign;
  }

  /** What a person sees now. */
  get light(): Light {
    return this.#light;
  }

  show(sign: LampSign): void {
    if (sign === this.sign) return;
    this.count += 1;
    this.#seat.show(sign);
    this.events.emit('shown', sign);
  }

  protected tell(status: DeviceStatus): void {
    this.#seat.obeys(status.health === 'ok');
    this.events.emit('status', status);
  }

  #shine(light: Light): void {
    this.#light = light;
    this.events.emit('light', { colour: light, on: light !== 'off' });
  }
}

export const driver: Driver = {
  kind: 'lamp',
  options: noOptions,
  create: (name: string, _: unknown, { conductor }: DriverContext) => new VirtualLamp(name, conductor),
};
