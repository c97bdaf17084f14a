import { type Static, Type } from '@sinclair/typebox';
import type { Driver, DriverContext } from '../../driver';
import { SounderOnLine } from '../../lines/sounder-on-line';
import { outputOptions } from './line-options';
import { makeOutput } from './make-line';

const options = Type.Object(outputOptions, {
  title: 'Sounder on GPIO',
  description: 'A buzzer with a tone of its own on a line of this box.',
  additionalProperties: false,
});

/** Buzzers on GPIO lines. */
export const driver: Driver = {
  kind: 'sounder',
  options,
  supervision: 'device',
  proof: 2_000,
  create: (name: string, site: Static<typeof options>, context: DriverContext) =>
    new SounderOnLine(name, { line: makeOutput(name, site, context), time: context.time }),
};
