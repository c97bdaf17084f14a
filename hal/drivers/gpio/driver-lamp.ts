import { type Static, Type } from '@sinclair/typebox';
import type { Driver, DriverContext } from '../../driver';
import { LampOnLine } from '../../lines/lamp-on-line';
import { outputOptions } from './line-options';
import { makeOutput } from './make-line';

const options = Type.Object(outputOptions, {
  title: 'Lamp on GPIO',
  description: 'A lamp of one colour on a line of this box, through a relay or transistor.',
  additionalProperties: false,
});

/** Lamps on GPIO lines. */
export const driver: Driver = {
  kind: 'lamp',
  options,
  supervision: 'device',
  proof: 2_000,
  create: (name: string, site: Static<typeof options>, context: DriverContext) =>
    new LampOnLine(name, { line: makeOutput(name, site, context), conductor: context.conductor }),
};
