import { type Static, Type } from '@sinclair/typebox';

/** Of every input. */
const debounceOption = {
  debounce: Type.Number({
    title: 'Debounce',
    description:
      'Milliseconds after a change of the contact in which further changes are bounces. The first change acts at once. 0 when the line debounces by itself.',
    default: 20,
    minimum: 0,
    maximum: 200,
  }),
};

const stuckOption = {
  stuckAfter: Type.Number({
    title: 'Stuck after',
    description: 'Milliseconds after which a button that is down counts as stuck.',
    default: 30_000,
    minimum: 5000,
    maximum: 600_000,
  }),
};

const lifeOption = {
  life: Type.Optional(
    Type.Integer({
      title: 'Life',
      description:
        'Presses that the button lasts, by its data sheet; a warning comes before. 1 000 000, if left out.',
      minimum: 1000,
      maximum: 100_000_000,
    }),
  ),
};

/** Options of a button, to be spread into a driver's schema. */
export const gestureOptions = {
  ...debounceOption,
  ...stuckOption,
  ...lifeOption,
  gestures: Type.Array(
    Type.Union([
      Type.Literal('press', { title: 'Press' }),
      Type.Literal('hold', { title: 'Hold' }),
      Type.Literal('double', { title: 'Double press' }),
    ]),
    {
      title: 'Gestures',
      description:
        'What the button tells apart. "press" alone acts at once; with "hold" it acts at the release, with "double" when no second press came in time.',
      default: ['press'],
      minItems: 1,
      uniqueItems: true,
    },
  ),
  holdAfter: Type.Number({
    title: 'Hold after',
    description: 'Milliseconds after which a press is a hold.',
    default: 800,
    minimum: 200,
    maximum: 5000,
  }),
  doubleWithin: Type.Number({
    title: 'Double press within',
    description: 'Milliseconds from the first to the second press of a double press.',
    default: 400,
    minimum: 150,
    maximum: 2000,
  }),
};

const gestureSchema = Type.Object(gestureOptions);
export type GestureSettings = Static<typeof gestureSchema>;

/** Options of the faces of a smiley unit, to be spread into a driver's schema. */
export const faceOptions = { ...debounceOption, ...stuckOption, ...lifeOption };

/** Options of a contact that rings, to be spread into a driver's schema. */
export const ringContactOptions = {
  ...debounceOption,
  overAfter: Type.Number({
    title: 'Ring over after',
    description:
      'Milliseconds that the contact must stay open until a ring is over; longer than the pause of the bell.',
    default: 4000,
    minimum: 100,
    maximum: 60_000,
  }),
  stuckAfter: Type.Number({
    title: 'Stuck after',
    description: 'Milliseconds after which a closed contact is a fault and no ring.',
    default: 300_000,
    minimum: 30_000,
    maximum: 3_600_000,
  }),
};

const ringContactSchema = Type.Object(ringContactOptions);
export type RingContactSettings = Static<typeof ringContactSchema>;
