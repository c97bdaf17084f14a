import { type Static, Type } from '@sinclair/typebox';

/** What the site file says of any line. */
const anyLine = {
  chip: Type.Optional(
    Type.String({
      title: 'Chip',
      description:
        'Label of the GPIO chip, such as pinctrl-bcm2711 (Raspberry Pi 4) or pinctrl-rp1 (Raspberry Pi 5). Only a line with a name can do without.',
      minLength: 1,
    }),
  ),
  line: Type.Union(
    [
      Type.Integer({ title: 'Offset', minimum: 0, maximum: 1023 }),
      Type.String({ title: 'Name', minLength: 1 }),
    ],
    {
      title: 'Line',
      description:
        'Offset of the line on its chip (on a Raspberry Pi the BCM number), or its own name such as GPIO17.',
    },
  ),
  activeLow: Type.Boolean({
    title: 'Active low',
    description: 'Whether low voltage means pressed or lit.',
    default: false,
  }),
  interface: Type.Union([Type.Literal('auto'), Type.Literal('character-device'), Type.Literal('sysfs')], {
    title: 'Interface',
    description: 'The kernel interface; auto takes the character device where the kernel has it.',
    default: 'auto',
  }),
};

export const outputOptions = Type.Object(anyLine);
export type OutputOptions = Static<typeof outputOptions>;

export const inputOptions = Type.Object({
  ...anyLine,
  bias: Type.Union([Type.Literal('as-is'), Type.Literal('up'), Type.Literal('down'), Type.Literal('off')], {
    title: 'Bias',
    description: 'Resistor inside the chip. A contact to ground needs up. Only with the character device.',
    default: 'as-is',
  }),
  steady: Type.Integer({
    title: 'Steady',
    description: 'Milliseconds that a contact must be steady; each press is seen that much later.',
    default: 2,
    minimum: 0,
    maximum: 100,
  }),
});
export type InputOptions = Static<typeof inputOptions>;
