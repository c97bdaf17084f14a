import { type Static, Type } from '@sinclair/typebox';
import type { Driver, DriverContext } from '../../driver';
import { ButtonOnLine } from '../../lines/button-on-line';
import { gestureOptions } from '../../lines/contact-options';
import { inputOptions } from './line-options';
import { makeInput } from './make-line';

const options = Type.Object(
  { ...inputOptions, ...gestureOptions },
  { title: 'Button on GPIO', description: 'A contact on a line of this box.', additionalProperties: false },
);

/** Buttons on GPIO lines. */
export const driver: Driver = {
  kind: 'button',
  options,
  supervision: 'device',
  proof: 2_000,
  create: (name: string, site: Static<typeof options>, context: DriverContext) =>
    new ButtonOnLine(name, { ...site, line: makeInput(name, site, context), time: context.time }),
};
