import { type Static, Type } from '@sinclair/typebox';

/** Options of every contact, to be spread into a driver's schema. */
export const contactOptions = {
  debounce: Type.Number({
    title: 'Debounce',
    description:
      'Milliseconds after a change of the contact in which further changes are bounces. The first change acts at once. 0 when the line debounces by itself.',
    default: 20,
    minimum: 0,
    maximum: 200,
  }),
};

/** Options of every button, to be spread into a driver's schema. */
export const gestureOptions = {
  ...contactOptions,
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
  stuckAfter: Type.Number({
    title: 'Stuck after',
    description: 'Milliseconds after which a button that is down counts as stuck.',
    default: 30_000,
    minimum: 5000,
    maximum: 600_000,
  }),
};

const gestureSchema = Type.Object(gestureOptions);
export type GestureSettings = Static<typeof gestureSchema>;
