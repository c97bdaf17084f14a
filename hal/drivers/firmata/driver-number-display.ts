import { type Static, Type } from '@sinclair/typebox';
import type { Driver, DriverContext } from '../../driver';
import { boardOptions } from './board-options';
import { boardAt } from './boards';
import { SegmentDisplay } from './segment-display';

const options = Type.Object(
  {
    ...boardOptions,
    address: Type.Integer({
      title: 'Address',
      description:
        'I2C address of the display: 112 (hexadecimal 70) unless its solder bridges say otherwise.',
      default: 0x70,
      minimum: 0x70,
      maximum: 0x77,
      'x-tiski': { takenOf: 'port' },
    }),
    digits: Type.Integer({
      title: 'Digits',
      description: 'How many letters it can show.',
      default: 4,
      minimum: 1,
      maximum: 8,
    }),
    brightness: Type.Integer({
      title: 'Brightness',
      description: 'From 0 to 15.',
      default: 15,
      minimum: 0,
      maximum: 15,
    }),
  },
  {
    title: 'Number display on a USB board',
    description:
      'Fourteen-segment digits with an HT16K33 on the I2C bus (A4, A5 of an Uno) of a board with StandardFirmata.',
    additionalProperties: false,
  },
);

/** Number displays on Firmata boards. */
export const driver: Driver = {
  kind: 'number-display',
  options,
  supervision: { sharedBy: 'port' },
  proof: 11_000,
  create: (name: string, { port, ...site }: Static<typeof options>, context: DriverContext) =>
    new SegmentDisplay(name, { ...site, connection: boardAt(port, context), time: context.time }),
};
