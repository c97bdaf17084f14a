import { EventEmitter } from 'node:events';
import { type Static, Type } from '@sinclair/typebox';
import type { DeviceStatus } from '../../device';
import type { Driver, DriverContext } from '../../driver';
import type { Time } from '../../platform/time';
import type { Face, SmileyUnitEvents } from '../../smiley-unit';
import { VirtualDevice } from './virtual-device';

const options = Type.Object(
  {
    faces: Type.Union([Type.Literal(4, { title: '4' }), Type.Literal(5, { title: '5' })], {
      title: 'Faces',
      description: 'How many faces it has.',
      default: 5,
    }),
  },
  {
    title: 'Virtual smiley unit',
    description: 'A smiley unit without hardware, for a simulation.',
    additionalProperties: false,
  },
);

interface VirtualSmileyUnitEvents extends SmileyUnitEvents {
  /** The other side of the wire: what the customer was shown. */
  answered: [taken: boolean];
}

/** A smiley unit that a program presses. */
export class VirtualSmileyUnit extends VirtualDevice<'smiley-unit'> {
  readonly faces: 4 | 5;
  readonly events = new EventEmitter<VirtualSmileyUnitEvents>();
  readonly #time: Time;

  constructor(name: string, { faces, time }: { readonly faces: 4 | 5; readonly time: Time }) {
    super(name, 'smiley-unit', 'presses');
    this.faces = faces;
    this.#time = time;
  }

  /** Down and up again at once. */
  press(face: Face): void {
    this.count += 1;
    const at = this.#time.monotonic();
    this.events.emit('pressed', { face, at });
    this.events.emit('released', { face, at });
  }

  answer(taken: boolean): void {
    this.events.emit('answered', taken);
  }

  protected tell(status: DeviceStatus): void {
    this.events.emit('status', status);
  }
}

export const driver: Driver = {
  kind: 'smiley-unit',
  options,
  create: (name: string, { faces }: Static<typeof options>, { time }: DriverContext) =>
    new VirtualSmileyUnit(name, { faces, time }),
};
