import { EventEmitter } from 'node:events';
import type { DeviceEvents, DeviceStatus } from '../../device';
import type { Driver } from '../../driver';
import type { Tone } from '../../sounder';
import { noOptions, VirtualDevice } from './virtual-device';

interface VirtualSounderEvents extends DeviceEvents {
  played: [tone: Tone];
}

/** A sounder that a program listens to. */
export class VirtualSounder extends VirtualDevice<'sounder'> {
  readonly events = new EventEmitter<VirtualSounderEvents>();
  constructor(name: string) {
    super(name, 'sounder', 'tones');
  }

  play(tone: Tone): void {
    this.count += 1;
    this.events.emit('played', tone);
  }

  protected tell(status: DeviceStatus): void {
    this.events.emit('status', status);
  }
}

export const driver: Driver = {
  kind: 'sounder',
  options: noOptions,
  create: name => new VirtualSounder(name),
};
