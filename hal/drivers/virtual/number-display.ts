import { EventEmitter } from 'node:events';
import type { DeviceEvents, DeviceStatus } from '../../device';
import type { Driver } from '../../driver';
import { noOptions, VirtualDevice } from './virtual-device';

interface VirtualNumberDisplayEvents extends DeviceEvents {
  shown: [text: string];
}

/** A number display that a program reads. */
export class VirtualNumberDisplay extends VirtualDevice<'number-display'> {
  readonly events = new EventEmitter<VirtualNumberDisplayEvents>();
  #text = '';

  constructor(name: string) {
    super(name, 'number-display', 'changes');
  }

  get text(): string {
    return this.#text;
  }

  show(text: string): void {
    if (text === this.#text) return;
    this.#text = text;
    this.count += 1;
    this.events.emit('shown', text);
  }

  protected tell(status: DeviceStatus): void {
    this.events.emit('status', status);
  }
}

export const driver: Driver = {
  kind: 'number-display',
  options: noOptions,
  create: name => new VirtualNumberDisplay(name),
};
