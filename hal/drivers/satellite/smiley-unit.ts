import { EventEmitter } from 'node:events';
import { type Static, Type } from '@sinclair/typebox';
import { dealtWith } from '../../dealt-with';
import type { DeviceStatus } from '../../device';
import type { Driver, DriverContext } from '../../driver';
import type { Time } from '../../platform/time';
import type { Face, SmileyUnit, SmileyUnitEvents } from '../../smiley-unit';
import type { BorrowedSatellite } from './borrowed-satellite';
import { LentDevice } from './lent-device';
import { lentOptions } from './lent-options';
import type { Input } from './messages';
import { satelliteAt } from './satellites';

const options = Type.Object(
  {
    ...lentOptions,
    faces: Type.Union([Type.Literal(4), Type.Literal(5)], {
      title: 'Faces',
      description: 'Buttons of the unit: 4 or 5.',
    }),
  },
  {
    title: 'Smiley unit of a satellite',
    description: 'Another box of the site lends it over the broker.',
    additionalProperties: false,
  },
);

/** A smiley unit on a satellite. Its answer may take as long as the network does; a face that was held when the link broke is let go. */
export class LentSmileyUnit extends LentDevice<'smiley-unit'> implements SmileyUnit {
  readonly events = new EventEmitter<SmileyUnitEvents>();
  readonly faces: 4 | 5;
  readonly #time: Time;
  readonly #held = new Set<Face>();

  constructor(
    name: string,
    { device, faces }: Static<typeof options>,
    satellite: BorrowedSatellite,
    time: Time,
  ) {
    super(name, 'smiley-unit', device, satellite);
    this.faces = faces;
    this.#time = time;
  }

  answer(taken: boolean): void {
    this.satellite.act(this.device, { answer: taken });
  }

  override async input(input: Input['input'], age: number): Promise<boolean> {
    if (!('face' in input) || input.face > this.faces) return false;
    const { face, down } = input;
    const at = this.#time.monotonic() - age;
    if (!down) return this.#release(face, at);
    this.#held.add(face);
    return dealtWith(this.events.rawListeners('pressed'), { face, at });
  }

  override lost(): void {
    for (const face of [...this.#held]) this.#release(face, this.#time.monotonic());
    super.lost();
  }

  protected tell(status: DeviceStatus): void {
    this.events.emit('status', status);
  }

  #release(face: Face, at: number): boolean {
    return this.#held.delete(face) && this.events.emit('released', { face, at });
  }
}

export const driver: Driver = {
  kind: 'smiley-unit',
  options,
  supervision: { sharedBy: 'appliance' },
  proof: 6_000,
  create: (name: string, site: Static<typeof options>, context: DriverContext) =>
    new LentSmileyUnit(name, site, satelliteAt(site.appliance, context), context.time),
};
