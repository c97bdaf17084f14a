import { Type } from '@sinclair/typebox';
import { exactly } from '../servicepoint/vocabulary';
import { CalendarDate } from './site-hours';
import { Id, Place } from './site-parts';

/** Schemas of how customers give feedback. */

export const Smiley = exactly({
  id: Id('Short name of the unit, unique among the smiley units; stands in MQTT topics and events'),
  device: Place('smiley-unit', 'The unit with its 4 or 5 faces'),
  question: Type.Union(
    [
      Type.Literal('csat', { title: 'how satisfied the customer is' }),
      Type.Literal('ces', { title: 'how much effort it took' }),
    ],
    {
      default: 'csat',
      description:
        'What the unit asks: csat for satisfaction, ces for effort (its happiest face is the least effort)',
    },
  ),
  lockOut: Type.Number({
    minimum: 0.5,
    maximum: 60,
    default: 5,
    description: 'Seconds after a press in which no other counts',
  }),
});

const Window = exactly({
  from: CalendarDate('First day on which feedback is collected'),
  until: CalendarDate('Last day on which feedback is collected'),
});

const OpenAnswers = exactly({
  keepDays: Type.Integer({
    minimum: 1,
    maximum: 730,
    default: 90,
    description: 'Days after which they are deleted',
  }),
  mayLeave: Type.Boolean({
    default: false,
    description:
      'Whether they can be read from outside the box. Customers write what they like: names as well',
  }),
});

/** FBK-02, FBK-18; X1 of the requirements. */
export const Feedback = exactly({
  collect: Type.Union(
    [
      Type.Literal('always', { title: 'all the time' }),
      Type.Literal('window', { title: 'on the days of "windows"' }),
      Type.Literal('off', { title: 'never' }),
    ],
    {
      default: 'always',
      description: 'When feedback is collected: always, on the days of "windows", or off',
    },
  ),
  windows: Type.Optional(
    Type.Array(Window, {
      minItems: 1,
      description: 'The days of the campaigns, if it is collected in windows',
    }),
  ),
  paper: Type.Optional(
    Type.Boolean({ description: 'Whether answers on paper forms may be keyed in; not, if left out' }),
  ),
  openAnswers: {
    ...OpenAnswers,
    default: {},
    description: 'What customers write in their own words; it stays on the box unless this says otherwise',
  },
});
