import { type Static, Type } from '@sinclair/typebox';
import type { Driver, DriverContext } from '../../driver';
import { faceOptions } from '../../lines/contact-options';
import { LampOnLine } from '../../lines/lamp-on-line';
import { SmileyUnitOnLines } from '../../lines/smiley-unit-on-lines';
import { SounderOnLine } from '../../lines/sounder-on-line';
import { inputOptions, outputOptions } from './board-options';
import { makeInput, makeOutput } from './boards';

const { pin, ...inputSettings } = inputOptions;
const { port: _, ...outputSettings } = outputOptions;

const options = Type.Object(
  {
    ...inputSettings,
    pins: Type.Array(pin, {
      title: 'Faces',
      description: 'The pins of the 4 or 5 faces, from the most dissatisfied to the most satisfied.',
      minItems: 4,
      maxItems: 5,
      uniqueItems: true,
    }),
    lamp: Type.Optional(Type.Object(outputSettings, { title: 'Light', additionalProperties: false })),
    sounder: Type.Optional(Type.Object(outputSettings, { title: 'Buzzer', additionalProperties: false })),
    ...faceOptions,
  },
  {
    title: 'Smiley unit on a USB board',
    description:
      'Four or five buttons on one board with StandardFirmata, with a light and a buzzer of its own if it has them.',
    additionalProperties: false,
  },
);

/** Smiley units on Firmata boards. */
export const driver: Driver = {
  kind: 'smiley-unit',
  options,
  supervision: { sharedBy: 'port' },
  proof: 11_000,
  create(name: string, { pins, lamp, sounder, ...site }: Static<typeof options>, context: DriverContext) {
    const { time, conductor } = context;
    const { port } = site;
    return new SmileyUnitOnLines(name, {
      ...site,
      time,
      faces: pins.map(pin => makeInput(name, { ...site, pin }, context)),
      ...(lamp && {
        lamp: new LampOnLine(name, { line: makeOutput({ port, ...lamp }, context), conductor }),
      }),
      ...(sounder && {
        sounder: new SounderOnLine(name, { line: makeOutput({ port, ...sounder }, context), time }),
      }),
    });
  },
};
