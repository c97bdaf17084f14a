import { type Static, Type } from '@sinclair/typebox';

const chip = Type.Optional(
  Type.String({
    title: 'Chip',
    description:
      'Label of the GPIO chip, such as pinctrl-bcm2711 (Raspberry Pi 4) or pinctrl-rp1 (Raspberry Pi 5). Only a line with a name can do without.',
    minLength: 1,
  }),
);

/** Where a line is: a number is an offset on its chip, a text its name. */
const place = Type.Union(
  [
    Type.Integer({ title: 'Offset', minimum: 0, maximum: 1023 }),
    Type.String({ title: 'Name', minLength: 1 }),
  ],
  {
    title: 'Line',
    description:
      'Offset of the line on its chip (on a Raspberry Pi the BCM number), or its own name such as GPIO17.',
    'x-tiski': { takenOf: 'chip' },
  },
);

const activeLow = Type.Boolean({
  title: 'Active low',
  description: 'Whether low voltage means pressed or lit.',
  default: false,
});

const way = Type.Union([Type.Literal('auto'), Type.Literal('character-device'), Type.Literal('sysfs')], {
  title: 'Interface',
  description: 'The kernel interface; auto takes the character device where the kernel has it.',
  default: 'auto',
});

/** Options of a device with one output, to be spread into a driver's schema. */
export const outputOptions = { chip, line: place, activeLow, interface: way };

/** Options of a device with one input, to be spread into a driver's schema. */
export const inputOptions = {
  ...outputOptions,
  bias: Type.Union([Type.Literal('as-is'), Type.Literal('up'), Type.Literal('down'), Type.Literal('off')], {
    title: 'Bias',
    description: 'Resistor inside the chip. A contact to ground needs up. Only with the character device.',
    default: 'as-is',
  }),
  steady: Type.Number({
    title: 'Steady',
    description:
      'Milliseconds that the voltage must be steady before it counts, against noise on long wires; each press is seen that much later. The kernel does this on the character device.',
    default: 2,
    minimum: 0,
    maximum: 100,
  }),
};

const outputSchema = Type.Object(outputOptions);
export type OutputOptions = Static<typeof outputSchema>;

const inputSchema = Type.Object(inputOptions);
export type InputOptions = Static<typeof inputSchema>;
