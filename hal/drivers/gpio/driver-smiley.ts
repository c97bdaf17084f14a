import { type Static, Type } from '@sinclair/typebox';
import type { Driver, DriverContext } from '../../driver';
import { faceOptions } from '../../lines/contact-options';
import { LampOnLine } from '../../lines/lamp-on-line';
import { SmileyUnitOnLines } from '../../lines/smiley-unit-on-lines';
import { SounderOnLine } from '../../lines/sounder-on-line';
import { inputOptions, outputOptions } from './line-options';
import { makeInput, makeOutput } from './make-line';

const { line: place, ...inputSettings } = inputOptions;

const options = Type.Object(
  {
    ...inputSettings,
    lines: Type.Array(place, {
      title: 'Faces',
      description: 'The lines of the 4 or 5 faces, from the most dissatisfied to the most satisfied.',
      minItems: 4,
      maxItems: 5,
      uniqueItems: true,
    }),
    lamp: Type.Optional(
      Type.Object(outputOptions, {
        title: 'Light',
        description: 'The line of its light, with the settings of gpio-lamp.',
        additionalProperties: false,
      }),
    ),
    sounder: Type.Optional(
      Type.Object(outputOptions, {
        title: 'Buzzer',
        description: 'The line of its buzzer, with the settings of gpio-sounder.',
        additionalProperties: false,
      }),
    ),
    ...faceOptions,
  },
  {
    title: 'Smiley unit on GPIO',
    description:
      'Four or five buttons on lines of one chip, with a light and a buzzer of its own if it has them.',
    additionalProperties: false,
  },
);

/** Smiley units whose buttons are wired to GPIO lines. */
export const driver: Driver = {
  kind: 'smiley-unit',
  options,
  supervision: 'device',
  proof: 2_000,
  create(name: string, { lines, lamp, sounder, ...site }: Static<typeof options>, context: DriverContext) {
    const { time, conductor } = context;
    const face = (line: number | string) => makeInput(name, { ...site, line }, context);
    const [one, two, three, four, five] = lines;
    if (one === undefined || two === undefined || three === undefined || four === undefined)
      throw new RangeError('the schema asks for four lines');
    const fourFaces = [face(one), face(two), face(three), face(four)] as const;
    return new SmileyUnitOnLines(name, {
      ...site,
      time,
      faces: five === undefined ? fourFaces : [...fourFaces, face(five)],
      ...(lamp && { lamp: new LampOnLine(name, { line: makeOutput(name, lamp, context), conductor }) }),
      ...(sounder && {
        sounder: new SounderOnLine(name, { line: makeOutput(name, sounder, context), time }),
      }),
    });
  },
};
