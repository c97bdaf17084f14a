import { type Static, Type } from '@sinclair/typebox';
import type { Driver, DriverContext } from '../../driver';
import { ButtonOnLine } from '../../lines/button-on-line';
import { gestureOptions } from '../../lines/contact-options';
import { inputOptions } from './board-options';
import { makeInput } from './boards';

const options = Type.Object(
  { ...inputOptions, ...gestureOptions },
  {
    title: 'Button on a USB board',
    description: 'A contact at a pin of a board with StandardFirmata.',
    additionalProperties: false,
  },
);

/** Buttons at pins of Firmata boards. */
export const driver: Driver = {
  kind: 'button',
  options,
  supervision: { sharedBy: 'port' },
  proof: 11_000,
  create: (name: string, site: Static<typeof options>, context: DriverContext) =>
    new ButtonOnLine(name, { ...site, line: makeInput(name, site, context), time: context.time }),
};
