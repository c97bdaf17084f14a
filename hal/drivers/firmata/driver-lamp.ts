import { type Static, Type } from '@sinclair/typebox';
import type { Driver, DriverContext } from '../../driver';
import { LampOnLine } from '../../lines/lamp-on-line';
import { outputOptions } from './board-options';
import { makeOutput } from './boards';

const options = Type.Object(outputOptions, {
  title: 'Lamp on a USB board',
  description:
    'A lamp of one colour at a pin of a board with StandardFirmata, through a relay or transistor.',
  additionalProperties: false,
});

/** Lamps at pins of Firmata boards. */
export const driver: Driver = {
  kind: 'lamp',
  options,
  supervision: { sharedBy: 'port' },
  proof: 11_000,
  create: (name: string, site: Static<typeof options>, context: DriverContext) =>
    new LampOnLine(name, { line: makeOutput(site, context), conductor: context.conductor }),
};
