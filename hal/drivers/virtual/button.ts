import { EventEmitter } from 'node:events';
import type { Button, ButtonEvents, Gesture } from '../../button';
import type { DeviceStatus } from '../../device';
import type { Driver } from '../../driver';
import { noOptions, VirtualDevice } from './virtual-device';

/** A button that a program presses. */
export class VirtualButton extends VirtualDevice<'button'> implements Button {
  readonly events = new EventEmitter<ButtonEvents>();
  constructor(name: string) {
    super(name, 'button', 'presses');
  }

  press(gesture: Gesture = 'press'): void {
    this.count += 1;
    this.events.emit('gesture', gesture);
  }

  /** Its contact alone, as a finger that stays on it. */
  touch(closed: boolean): void {
    this.events.emit('contact', closed);
  }

  protected tell(status: DeviceStatus): void {
    this.events.emit('status', status);
  }
}

export const driver: Driver = { kind: 'button', options: noOptions, create: name => new VirtualButton(name) };
