import { type Static, Type } from '@sinclair/typebox';
import { portPattern } from '../../serial-identity';

/** The board that a device is on, to be spread into a driver's schema. */
export const boardOptions = {
  port: Type.String({
    title: 'Board',
    description:
      'The board: its link under /dev/serial/by-id, or usb:VENDOR:PRODUCT:SERIAL. Never /dev/ttyUSB0 or the like: such names change.',
    pattern: portPattern,
    'x-tiski': {
      code: 'board-port-unstable',
      expects: 'a link under /dev/serial/by-id, or usb:VENDOR:PRODUCT:SERIAL',
    },
  }),
};

/** Pins 0 and 1 are the serial line of most boards; a Mega has 70. */
const pin = Type.Integer({
  title: 'Pin',
  description: 'Number of the pin on the board; A0-A5 of an Uno are 14-19.',
  minimum: 2,
  maximum: 69,
  'x-tiski': { takenOf: 'port' },
});

/** Options of an output, to be spread into a driver's schema. */
export const outputOptions = {
  ...boardOptions,
  pin,
  activeLow: Type.Boolean({
    title: 'Active low',
    description: 'Whether low switches on, as with most relay modules.',
    default: false,
  }),
};

/** Options of an input, to be spread into a driver's schema. */
export const inputOptions = {
  ...boardOptions,
  pin,
  pullUp: Type.Boolean({
    title: 'Pull-up',
    description: "Whether the board's own pull-up resistor is on, for a contact between pin and ground.",
    default: true,
  }),
  activeLow: Type.Boolean({
    title: 'Active low',
    description: 'Whether low means closed, as with a contact between pin and ground.',
    default: true,
  }),
};

const outputSchema = Type.Object(outputOptions);
export type OutputOptions = Static<typeof outputSchema>;

const inputSchema = Type.Object(inputOptions);
export type InputOptions = Static<typeof inputSchema>;
