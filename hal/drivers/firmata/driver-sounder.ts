import { type Static, Type } from '@sinclair/typebox';
import type { Driver, DriverContext } from '../../driver';
import { SounderOnLine } from '../../lines/sounder-on-line';
import { outputOptions } from './board-options';
import { makeOutput } from './boards';

const options = Type.Object(outputOptions, {
  title: 'Sounder on a USB board',
  description: 'A buzzer with a tone of its own at a pin of a board with StandardFirmata.',
  additionalProperties: false,
});

/** Buzzers at pins of Firmata boards. */
export const driver: Driver = {
  kind: 'sounder',
  options,
  supervision: { sharedBy: 'port' },
  proof: 11_000,
  create: (name: string, site: Static<typeof options>, context: DriverContext) =>
    new SounderOnLine(name, { line: makeOutput(site, context), time: context.time }),
};
